// One row of a diff: two gutters, the sign, the text.

import { type DiffTable, type IntralineSpan, RowFlag, type RowKind } from 'hunkwise';
import { button, element } from './element.ts';
import { codePointName } from './hidden-characters.ts';
import { count } from './quantities.ts';
import { segmentsOf } from './row-segments.ts';

const signs: Record<RowKind, string> = {
  hunkHeader: '',
  context: ' ',
  addition: '+',
  deletion: '−',
  raw: '?',
};

/** What may differ between two drawings of the same row. */
export interface RowLook {
  readonly spans: readonly IntralineSpan[];
  /** UTF-16 units of the text that are drawn; a line of megabytes would stop the page. */
  readonly longestText: number;
  /** Draws more of a text that was cut. */
  onMore(): void;
}

export function rowElement(table: DiffTable, row: number, look: RowLook): HTMLElement {
  const kind = table.kindAt(row);
  return element(
    'div',
    `row ${kind}`,
    { 'data-row': String(row) },
    element('span', 'gutter', {}, lineNumber(table.oldLineAt(row))),
    element('span', 'gutter', {}, lineNumber(table.newLineAt(row))),
    element('span', 'sign', {}, signs[kind]),
    textElement(table, row, look),
  );
}

// Not grouped: a line number is a name, and names are copied.
const lineNumber = (line: number): string => (line === 0 ? '' : String(line));

function textElement(table: DiffTable, row: number, { spans, longestText, onMore }: RowLook): HTMLElement {
  const flags = table.flagsAt(row);
  const whole = table.textAt(row);
  const text = whole.slice(0, cutAt(whole, longestText));
  const hasHidden = (flags & RowFlag.hiddenCharacters) !== 0;
  const made = element('span', 'text');
  for (const segment of segmentsOf(text, spans, hasHidden)) {
    if (segment.isHidden) made.append(hiddenCharacter(segment.text));
    else if (segment.isMarked) made.append(element('mark', '', {}, segment.text));
    else made.append(segment.text);
  }
  if (text.length < whole.length) {
    const shown = `${count(text.length)} of ${count(whole.length)} characters`;
    made.append(button(`Show more (${shown})`, 'row-more', onMore));
  }
  if (hasHidden) {
    const title = 'This line holds characters that are not visible; each is shown by its number.';
    made.append(element('span', 'row-note hidden-note', { title }, 'hidden characters'));
  }
  if (flags & RowFlag.noNewline) {
    const title = 'The file ends here without a line end.';
    made.append(element('span', 'row-note no-newline', { title }, 'no newline at end of file'));
  }
  return made;
}

function hiddenCharacter(character: string): HTMLElement {
  const name = codePointName(character.codePointAt(0) ?? 0);
  return element('span', 'hidden-character', { title: `hidden character ${name}` }, name);
}

/** At most `longest`, and not between the halves of a surrogate pair. */
function cutAt(text: string, longest: number): number {
  if (text.length <= longest) return text.length;
  return (text.codePointAt(longest - 1) ?? 0) > 0xffff ? longest - 1 : longest;
}
