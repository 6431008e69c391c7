// Compares the rows on screen with the rows they face: one batch, one call.

import type { DiffTable, IntralineSpan, IntralineSpans } from './api.ts';
import { allocate } from './bridge.ts';
import type { Steps } from './core-call.ts';
import { PackedTable } from './diff-table.ts';
import { TableKind } from './format.ts';
import { TableReader } from './table-reader.ts';

const encoder = new TextEncoder();

/** What is compared: line 2n with line 2n + 1. */
interface Lines {
  readonly texts: readonly Uint8Array[];
  /** Where the rows that were asked for stand among them. */
  readonly ofRow: ReadonlyMap<number, number>;
}

export function* intralineSteps(table: DiffTable, rows: readonly number[]): Steps<IntralineSpans> {
  const lines = linesOf(table, rows);
  if (lines.texts.length === 0) return { spansAt: () => [], isExact: true };
  const answer = yield { name: 'diffInline', input: [[batchOf(lines.texts)]], options: [] };
  return readSpans(new TableReader(answer.table, TableKind.spans), lines);
}

/** Each pair once, though both its rows may be asked for. */
function linesOf(table: DiffTable, rows: readonly number[]): Lines {
  const texts: Uint8Array[] = [];
  const ofRow = new Map<number, number>();
  let previous = -1;
  let paired = -1;
  for (const row of rows) {
    paired = followsPair(table, row, previous, paired) ? paired + 1 : table.pairedRowAt(row);
    previous = row;
    if (paired < 0 || ofRow.has(row)) continue;
    const facing = ofRow.get(paired);
    const isOld = row < paired; // deletions stand before the additions they face
    ofRow.set(row, facing === undefined ? texts.length + (isOld ? 0 : 1) : facing ^ 1);
    if (facing !== undefined) continue;
    texts.push(utf8At(table, isOld ? row : paired), utf8At(table, isOld ? paired : row));
  }
  return { texts, ofRow };
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

/** A view of the table's source where the text stands there as it is. */
function utf8At(table: DiffTable, row: number): Uint8Array {
  const plain = table instanceof PackedTable ? table.plainBytesAt(row) : undefined;
  return plain ?? encoder.encode(table.textAt(row));
}

/** The number of pairs, the sizes of their lines, the lines (src/text_diff.h). */
function batchOf(texts: readonly Uint8Array[]): Uint8Array {
  const numbers = new Uint32Array(1 + texts.length);
  numbers[0] = texts.length / 2;
  let total = numbers.byteLength;
  texts.forEach(({ length }, i) => {
    numbers[1 + i] = length;
    total += length;
  });
  const batch = allocate(total);
  batch.set(new Uint8Array(numbers.buffer));
  let at = numbers.byteLength;
  for (const text of texts) {
    batch.set(text, at);
    at += text.length;
  }
  return batch;
}

/** The spans become objects when they are asked for. */
function readSpans(table: TableReader, { texts, ofRow }: Lines): IntralineSpans {
  const ends = table.numbers(texts.length);
  const spans = table.numbers(2 * table.header('hunks'));
  const isExact = table.bytes(texts.length / 2).every((inexact) => inexact === 0);
  const spansAt = (row: number): readonly IntralineSpan[] => {
    const line = ofRow.get(row);
    if (line === undefined) return [];
    const list: IntralineSpan[] = [];
    for (let span = ends[line - 1] ?? 0; span < (ends[line] ?? 0); ++span) {
      list.push({ start: spans[2 * span] ?? 0, end: spans[2 * span + 1] ?? 0 });
    }
    return list;
  };
  return { spansAt, isExact };
}
