// Compares the rows on screen with the rows they face: one batch, one call.

import type { DiffTable, IntralineSpan, IntralineSpans } from './api.ts';
import type { Steps } from './core-call.ts';
import { PackedTable } from './diff-table.ts';
import { TableKind } from './format.ts';
import { appendBytes, type GrowingBytes, growingBytes } from './growing-bytes.ts';
import { encodeUtf8 } from './row-text.ts';
import { TableReader } from './table-reader.ts';

const EXPECTED_LINE_BYTES = 96;

/** What is compared: line 2n with line 2n + 1, of which `sizes` has the bytes. */
interface Lines {
  readonly sizes: number[];
  readonly texts: GrowingBytes;
  /** Where a row that was asked for stands among the lines, from row `first` on; -1: nowhere. */
  readonly ofRow: Int32Array;
  readonly first: number;
}

export function* intralineSteps(table: DiffTable, rows: readonly number[]): Steps<IntralineSpans> {
  const lines = linesOf(table, rows);
  if (lines.sizes.length === 0) return { spansAt: () => [], isExact: true };
  // The number of pairs, the sizes of their lines, the lines (src/text_diff.h).
  const numbers = new Uint32Array(1 + lines.sizes.length);
  numbers[0] = lines.sizes.length / 2;
  numbers.set(lines.sizes, 1);
  const texts = lines.texts.memory.subarray(0, lines.texts.length);
  const input = [[new Uint8Array(numbers.buffer), texts]];
  const answer = yield { name: 'diffInline', input, options: [] };
  return readSpans(new TableReader(answer.table, TableKind.spans), lines);
}

/** Each pair once, though both its rows may be asked for. */
function linesOf(table: DiffTable, rows: readonly number[]): Lines {
  const lines = noLines(rows, table.rowCount);
  const { sizes, ofRow, first } = lines;
  let previous = -1;
  let paired = -1;
  for (const row of rows) {
    paired = followsPair(table, row, previous, paired) ? paired + 1 : table.pairedRowAt(row);
    previous = row;
    if (paired < 0 || (ofRow[row - first] ?? -1) >= 0) continue;
    const facing = ofRow[paired - first] ?? -1;
    const isOld = row < paired; // deletions stand before the additions they face
    ofRow[row - first] = facing < 0 ? sizes.length + (isOld ? 0 : 1) : facing ^ 1;
    if (facing >= 0) continue;
    addLine(lines, table, isOld ? row : paired);
    addLine(lines, table, isOld ? paired : row);
  }
  return lines;
}

function noLines(rows: readonly number[], rowCount: number): Lines {
  let first = rowCount;
  let last = -1;
  for (const row of rows) {
    if (row < first) first = row;
    if (row > last) last = row;
  }
  // Rows that the table does not have are refused by whoever looks at them.
  first = Math.max(0, first);
  const ofRow = new Int32Array(Math.max(0, Math.min(last, rowCount - 1) + 1 - first)).fill(-1);
  return { sizes: [], texts: growingBytes(EXPECTED_LINE_BYTES * rows.length), ofRow, first };
}

function addLine({ sizes, texts }: Lines, table: DiffTable, row: number): void {
  const before = texts.length;
  if (table instanceof PackedTable) table.appendTextTo(row, texts);
  else appendBytes(texts, encodeUtf8(table.textAt(row)));
  sizes.push(texts.length - before);
}

/** Where two rows face each other, the next ones do so, too, if both are of the same kind: no block has to be looked for. */
function followsPair(table: DiffTable, row: number, previous: number, paired: number): boolean {
  return (
    paired >= 0 &&
    row === previous + 1 &&
    table.kindAt(row) === table.kindAt(previous) &&
    paired + 1 < table.rowCount &&
    table.kindAt(paired + 1) === table.kindAt(paired)
  );
}

/** The spans become objects when they are asked for. */
function readSpans(table: TableReader, { sizes, ofRow, first }: Lines): IntralineSpans {
  const ends = table.numbers(sizes.length);
  const spans = table.numbers(2 * table.header('hunks'));
  const isExact = !table.bytes(sizes.length / 2).includes(1);
  const spansAt = (row: number): readonly IntralineSpan[] => {
    const line = ofRow[row - first] ?? -1;
    if (line < 0) return [];
    const list: IntralineSpan[] = [];
    for (let span = ends[line - 1] ?? 0; span < (ends[line] ?? 0); ++span) {
      list.push({ start: spans[2 * span] ?? 0, end: spans[2 * span + 1] ?? 0 });
    }
    return list;
  };
  return { spansAt, isExact };
}
