// What somebody has selected in rows of which most are not in the document: the ends are, and the text between them
// comes from the table.

import type { DiffTable } from '../../core/api.ts';
import { selectedRangeIn } from '../context/shadow-tree.ts';
import { LINE_CLASS } from './row-element.ts';
import type { RowLayout } from './row-layout.ts';

export interface SelectionEnd {
  readonly position: number;
  /** UTF-16 units of the row's text before it; Infinity: all of them. */
  readonly offset: number;
  /** The half of a split view. */
  readonly side: 'old' | 'new' | undefined;
}

export interface RowSelection {
  readonly from: SelectionEnd;
  readonly to: SelectionEnd;
}

/** The selection of the page if it is one of these rows; `body` holds them. A mere caret counts: a selection may begin there. */
export function rowSelection(body: HTMLElement, count: number): RowSelection | undefined {
  const range = selectedRangeIn(body);
  if (!range) return undefined;
  const first = { position: 0, offset: 0, side: undefined };
  const last = { position: count - 1, offset: Infinity, side: undefined };
  const endIn = (node: Node, offset: number) =>
    node === body ? (offset === 0 ? first : last) : endAt(node, offset);
  const from = endIn(range.startContainer, range.startOffset);
  // Three clicks on the last row select as far as to what stands behind all rows.
  const to = body.contains(range.endContainer) ? endIn(range.endContainer, range.endOffset) : last;
  return from && to ? { from, to } : undefined;
}

/** Selects all rows, drawn or not. */
export function selectAll(body: HTMLElement): void {
  document.getSelection()?.selectAllChildren(body);
}

/**
 * The selected text, without numbers and signs. Of several rows hunk headers are left out: they are in no file.
 *
 * @param chosenSide Of a split view, the half that can be selected; undefined: both can.
 */
export function selectedText(
  { from, to }: RowSelection,
  layout: RowLayout,
  table: DiffTable,
  chosenSide: 'old' | 'new' | undefined,
): string {
  const side = chosenSide ?? from.side ?? to.side ?? 'new';
  const start = beginningOf(from, side);
  const end = endOf(to, side);
  // Three clicks on a row select it as far as to the beginning of the next.
  const isOneRow = end.position - start.position === (end.offset === 0 ? 1 : 0);
  const lines: string[] = [];
  for (let position = start.position; position <= end.position; ++position) {
    const { oldRow, newRow } = layout.at(position);
    const row = layout.view === 'unified' ? newRow : side === 'old' ? oldRow : newRow;
    if (row < 0 || row >= table.rowCount) continue;
    if (!isOneRow && table.kindAt(row) === 'hunkHeader') continue;
    const text = table.textAt(row);
    lines.push(
      text.slice(
        position === start.position ? start.offset : 0,
        position === end.position ? end.offset : text.length,
      ),
    );
  }
  return lines.join('\n');
}

type Place = Pick<SelectionEnd, 'position' | 'offset'>;

/** Where a selection begins in one half, if its end is in the other: the old half of a row stands before the new one. */
function beginningOf({ position, offset, side: half }: SelectionEnd, side: 'old' | 'new'): Place {
  if (half === undefined || half === side) return { position, offset };
  return half === 'old' ? { position, offset: 0 } : { position: position + 1, offset: 0 };
}

function endOf({ position, offset, side: half }: SelectionEnd, side: 'old' | 'new'): Place {
  if (half === undefined || half === side) return { position, offset };
  return half === 'new' ? { position, offset: Infinity } : { position: position - 1, offset: Infinity };
}

/** Undefined: in no row. */
export function endAt(node: Node, offset: number): SelectionEnd | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const row = element?.closest<HTMLElement>('[data-position]');
  if (!row) return undefined;
  const half = element?.closest<HTMLElement>('.hw-half');
  const side = half ? (half.classList.contains('hw-old') ? 'old' : 'new') : undefined;
  const line = lineIn(half ?? row);
  return { position: Number(row.dataset.position), offset: line ? unitsBefore(line, node, offset) : 0, side };
}

/** The place in the document, if its row is there. */
export function placeOf(
  { position, offset, side }: SelectionEnd,
  body: HTMLElement,
): readonly [Node, number] | undefined {
  const row = body.querySelector(`[data-position="${position}"]`);
  const line = row && lineIn((side && row.querySelector(`.hw-half.hw-${side}`)) || row);
  if (!line) return undefined;
  const texts = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const { length } = text as Text;
    if (left <= length) return [text, left];
    left -= length;
  }
  return [line, line.childNodes.length];
}

const lineIn = (holder: Element): Element | null => holder.querySelector(`.${LINE_CLASS}`);

/** The text of a line in the document is that of its row. */
function unitsBefore(line: Element, node: Node, offset: number): number {
  const range = line.ownerDocument.createRange();
  range.selectNodeContents(line);
  const side = range.comparePoint(node, offset);
  if (side !== 0) return side < 0 ? 0 : Infinity;
  range.setEnd(node, offset);
  return range.toString().length;
}
