// One position of a diff as elements. Line numbers and signs are drawn by the style sheet, so that they are never part
// of what somebody selects or searches. Text reaches the page as text nodes only.

import { type DiffTable, type IntralineSpan, RowFlag, type RowKind } from '../../core/api.ts';
import type { ViewerTexts } from '../context/texts.ts';
import { codePointName, hasControls } from './hidden-characters.ts';
import type { RowLayout } from './row-layout.ts';
import { segmentsOf } from './row-segments.ts';

/** What the rows of one drawing have in common. */
export interface RowLook {
  readonly table: DiffTable;
  readonly texts: ViewerTexts;
  spansAt(row: number): readonly IntralineSpan[];
  foundAt(row: number): IntralineSpan | undefined;
  /** UTF-16 units of a row that are drawn; a line of megabytes would stop the page. */
  longestAt(row: number): number;
  isCurrent(row: number): boolean;
}

export const LINE_CLASS = 'hw-line';

/** A row that the table does not have yet is an empty one. */
export function rowElement(layout: RowLayout, position: number, look: RowLook): HTMLElement {
  const { oldRow, newRow } = layout.at(position);
  const made = element('div', 'hw-row');
  made.setAttribute('role', 'row');
  made.setAttribute('aria-rowindex', String(position + 1));
  made.dataset.position = String(position);
  const row = Math.max(oldRow, newRow);
  if (row >= look.table.rowCount) {
    made.classList.add('hw-coming');
    return made;
  }
  const kind = look.table.kindAt(row);
  if (look.isCurrent(oldRow) || look.isCurrent(newRow)) made.classList.add('hw-current');
  if (layout.view === 'unified' || kind === 'hunkHeader' || kind === 'raw') {
    made.classList.add(`hw-${kind}`);
    made.append(
      numberCell(look.table.oldLineAt(row)),
      numberCell(look.table.newLineAt(row)),
      ...textCells(row, kind, look),
    );
    return made;
  }
  made.append(
    half(oldRow, 'old', oldRow < 0 ? 0 : look.table.oldLineAt(oldRow), look),
    half(newRow, 'new', newRow < 0 ? 0 : look.table.newLineAt(newRow), look),
  );
  return made;
}

function half(row: number, side: 'old' | 'new', line: number, look: RowLook): HTMLElement {
  if (row < 0) {
    const empty = element('div', `hw-half hw-${side} hw-none`);
    empty.setAttribute('role', 'cell');
    return empty;
  }
  const kind = look.table.kindAt(row);
  const made = element('div', `hw-half hw-${side} hw-${kind}`);
  made.append(numberCell(line), ...textCells(row, kind, look));
  return made;
}

// Not grouped: a line number is a name.
function numberCell(line: number): HTMLElement {
  const made = cell('hw-number');
  if (line > 0) made.dataset.line = String(line);
  return made;
}

function textCells(row: number, kind: RowKind, look: RowLook): HTMLElement[] {
  const { table, texts } = look;
  const flags = table.flagsAt(row);
  const hasHidden = (flags & RowFlag.hiddenCharacters) !== 0;
  const whole = table.textAt(row);
  const text = whole.slice(0, cutAt(whole, look.longestAt(row)));

  const sign = cell('hw-sign');
  const word = texts.rowKinds[kind];
  if (word) sign.append(element('span', 'hw-for-readers', word));

  const line = element('span', LINE_CLASS);
  line.dataset.row = String(row);
  const found = look.foundAt(row);
  const marks = { spans: look.spansAt(row), found, hasHidden, hasControls: hasControls(text) };
  for (const segment of segmentsOf(text, marks)) {
    const names = [segment.isMarked ? 'hw-changed' : '', segment.isFound ? 'hw-found' : ''];
    if (segment.isHidden) {
      const hidden = element('span', 'hw-hidden-character', segment.text);
      const name = codePointName(segment.text.codePointAt(0) ?? 0);
      hidden.dataset.name = name;
      hidden.title = texts.hiddenCharacter(name);
      line.append(hidden);
    } else if (names.some(Boolean)) {
      line.append(element('mark', names.filter(Boolean).join(' '), segment.text));
    } else line.append(segment.text);
  }
  const made = [sign, cell('hw-text')];
  made[1]?.append(line);
  if (text.length < whole.length) {
    const more = element('button', 'hw-more', texts.showAllCharacters(whole.length));
    more.type = 'button';
    more.dataset.more = String(row);
    const holder = cell('hw-note-cell');
    holder.append(more);
    made.push(holder);
  }
  if (hasHidden)
    made.push(note('hw-note hw-warning', '⚠', texts.hiddenCharacters, texts.hiddenCharactersTitle));
  if (flags & RowFlag.noNewline) made.push(note('hw-note', 'no ↵', texts.noNewline, texts.noNewlineTitle));
  return made;
}

/** `short`: what is seen of it where there is little room. */
function note(className: string, short: string, text: string, title: string): HTMLElement {
  const made = cell('hw-note-cell');
  const inner = element('span', className, text);
  inner.title = title;
  inner.dataset.short = short;
  made.append(inner);
  return made;
}

function cell(className: string): HTMLElement {
  const made = element('span', className);
  made.setAttribute('role', 'cell');
  return made;
}

function element<Tag extends 'div' | 'span' | 'mark' | 'button'>(
  tag: Tag,
  className: string,
  text?: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** At most `longest`, and not between the halves of a surrogate pair. */
function cutAt(text: string, longest: number): number {
  if (text.length <= longest) return text.length;
  return (text.codePointAt(longest - 1) ?? 0) > 0xffff ? longest - 1 : longest;
}
