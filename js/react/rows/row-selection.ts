// What somebody has selected in rows of which most are not in the document: the ends are, and the text between them
// comes from the table.

import type { DiffTable } from '../../core/api.ts';
import { LINE_CLASS } from './row-element.ts';
import type { RowLayout } from './row-layout.ts';

interface SelectionEnd {
  readonly position: number;
  /** UTF-16 units of the row's text before it. */
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
  const selection = body.ownerDocument.getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.commonAncestorContainer)) return undefined;
  const from = endAt(range.startContainer, range.startOffset, body, count);
  const to = endAt(range.endContainer, range.endOffset, body, count);
  return from && to ? { from, to } : undefined;
}

/** Selects all rows, drawn or not. */
export function selectAll(body: HTMLElement): void {
  body.ownerDocument.getSelection()?.selectAllChildren(body);
}

/** The selected text, without numbers and signs. Of several rows hunk headers are left out: they are in no file. */
export function selectedText({ from, to }: RowSelection, layout: RowLayout, table: DiffTable): string {
  const side = from.side ?? to.side ?? 'new';
  const lines: string[] = [];
  for (let position = from.position; position <= to.position; ++position) {
    const { oldRow, newRow } = layout.at(position);
    const row = layout.view === 'unified' ? newRow : side === 'old' ? oldRow : newRow;
    if (row < 0 || row >= table.rowCount) continue;
    if (from.position !== to.position && table.kindAt(row) === 'hunkHeader') continue;
    const text = table.textAt(row);
    const start = position === from.position ? from.offset : 0;
    const end = position === to.position ? to.offset : text.length;
    lines.push(text.slice(start, end));
  }
  return lines.join('\n');
}

function endAt(node: Node, offset: number, body: HTMLElement, count: number): SelectionEnd | undefined {
  if (node === body) {
    const isStart = offset === 0;
    return { position: isStart ? 0 : count - 1, offset: isStart ? 0 : Infinity, side: undefined };
  }
  const element = node instanceof Element ? node : node.parentElement;
  const row = element?.closest<HTMLElement>('[data-position]');
  if (!row) return undefined;
  const half = element?.closest('.hw-half');
  const side = half ? (half.classList.contains('hw-old') ? 'old' : 'new') : undefined;
  const line = element?.closest<HTMLElement>(`.${LINE_CLASS}`);
  return { position: Number(row.dataset.position), offset: line ? unitsBefore(line, node, offset) : 0, side };
}

/** The text of a line in the document is that of its row. */
function unitsBefore(line: HTMLElement, node: Node, offset: number): number {
  const range = line.ownerDocument.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}
