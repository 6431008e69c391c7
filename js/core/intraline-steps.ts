// Compares the rows on screen with the rows they face: one batch, one call.

import type { DiffTable, IntralineSpan, IntralineSpans } from './api.ts';
import type { Steps } from './core-call.ts';
import { PackedTable } from './diff-table.ts';
import { TableKind } from './format.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { encodeUtf8 } from './row-text.ts';
import { TableReader } from './table-reader.ts';

const EXPECTED_LINE_BYTES = 64;

/** What is compared: line 2n with line 2n + 1, of which `sizes` has the bytes. */
interface Lines {
  readonly sizes: readonly number[];
  readonly texts: GrowingBytes;
  readonly ofRow: LineOfRow;
}

export function* intralineSteps(table: DiffTable, rows: readonly number[]): Steps<IntralineSpans> {
  const lines = linesOf(table, rows);
  if (lines.sizes.length === 0) return { spansAt: () => [], isExact: true };
  // The number of pairs, the sizes of their lines, the lines (src/text_diff.h).
  const numbers = new Uint32Array(1 + lines.sizes.length);
  numbers[0] = lines.sizes.length / 2;
  numbers.set(lines.sizes, 1);
  const input = [[new Uint8Array(numbers.buffer), lines.texts.bytes]];
  const answer = yield { name: 'diffInline', input, options: [] };
  return readSpans(new TableReader(answer.table, TableKind.spans), lines);
}

/** Each pair once, though both its rows may be asked for. */
function linesOf(table: DiffTable, rows: readonly number[]): Lines {
  const sizes: number[] = [];
  const texts = new GrowingBytes(EXPECTED_LINE_BYTES * rows.length);
  const ofRow = new LineOfRow(rows, table.rowCount);
  const add = (row: number) => {
    const before = texts.length;
    if (table instanceof PackedTable) table.appendTextTo(row, texts);
    else texts.append(encodeUtf8(table.textAt(row)));
    sizes.push(texts.length - before);
  };
  let previous = -1;
  let paired = -1;
  for (const row of rows) {
    paired = followsPair(table, row, previous, paired) ? paired + 1 : table.pairedRowAt(row);
    previous = row;
    if (paired < 0 || ofRow.get(row) >= 0) continue;
    const facing = ofRow.get(paired);
    const isOld = row < paired; // deletions stand before the additions they face
    ofRow.set(row, facing < 0 ? sizes.length + (isOld ? 0 : 1) : facing ^ 1);
    if (facing >= 0) continue;
    add(isOld ? row : paired);
    add(isOld ? paired : row);
  }
  return { sizes, texts, ofRow };
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

/** Where the rows that were asked for stand among the lines: 4 bytes for each row from the first to the last. */
class LineOfRow {
  readonly #first: number;
  readonly #lines: Int32Array;

  constructor(rows: readonly number[], rowCount: number) {
    let first = rowCount;
    let last = -1;
    for (const row of rows) {
      if (row < first) first = row;
      if (row > last) last = row;
    }
    this.#first = Math.max(0, first);
    // Rows that the table does not have are refused by whoever looks at them.
    this.#lines = new Int32Array(Math.max(0, Math.min(last, rowCount - 1) + 1 - this.#first)).fill(-1);
  }

  /** -1: none. */
  get(row: number): number {
    return this.#lines[row - this.#first] ?? -1;
  }

  set(row: number, line: number): void {
    this.#lines[row - this.#first] = line;
  }
}

/** The spans become objects when they are asked for. */
function readSpans(table: TableReader, { sizes, ofRow }: Lines): IntralineSpans {
  const ends = table.numbers(sizes.length);
  const spans = table.numbers(2 * table.header('hunks'));
  const isExact = table.bytes(sizes.length / 2).every((inexact) => inexact === 0);
  const spansAt = (row: number): readonly IntralineSpan[] => {
    const line = ofRow.get(row);
    if (line < 0) return [];
    const list: IntralineSpan[] = [];
    for (let span = ends[line - 1] ?? 0; span < (ends[line] ?? 0); ++span) {
      list.push({ start: spans[2 * span] ?? 0, end: spans[2 * span + 1] ?? 0 });
    }
    return list;
  };
  return { spansAt, isExact };
}
