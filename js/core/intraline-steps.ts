// Compares the rows on screen with the rows they face: one batch, one call.

import type { DiffTable, IntralineSpan, IntralineSpans } from './api.ts';
import { allocate } from './bridge.ts';
import type { Steps } from './core-call.ts';
import { TableKind } from './format.ts';
import { TableReader } from './table-reader.ts';

const encoder = new TextEncoder();

interface Pair {
  readonly oldRow: number;
  readonly newRow: number;
}

export function* intralineSteps(table: DiffTable, rows: readonly number[]): Steps<IntralineSpans> {
  const pairs = pairsOf(table, rows);
  if (pairs.length === 0) return { spansAt: () => [], isExact: true };
  const answer = yield { name: 'diffInline', input: [[batchOf(table, pairs)]], options: [] };
  return readSpans(new TableReader(answer.table, TableKind.spans), pairs, new Set(rows));
}

/** Each pair once, though both its rows may be asked for. */
function pairsOf(table: DiffTable, rows: readonly number[]): Pair[] {
  const pairs = new Map<number, Pair>();
  for (const row of rows) {
    const paired = table.pairedRowAt(row);
    if (paired < 0) continue;
    const oldRow = Math.min(row, paired); // deletions stand before the additions they face
    pairs.set(oldRow, { oldRow, newRow: Math.max(row, paired) });
  }
  return [...pairs.values()];
}

/** The number of pairs, the sizes of their lines, the lines (src/text_diff.h). */
function batchOf(table: DiffTable, pairs: readonly Pair[]): Uint8Array {
  const lines = pairs
    .flatMap(({ oldRow, newRow }) => [table.textAt(oldRow), table.textAt(newRow)])
    .map((text) => encoder.encode(text));
  const numbers = Uint32Array.of(pairs.length, ...lines.map((line) => line.length));
  const batch = allocate(lines.reduce((sum, line) => sum + line.length, numbers.byteLength));
  batch.set(new Uint8Array(numbers.buffer));
  let at = numbers.byteLength;
  for (const line of lines) {
    batch.set(line, at);
    at += line.length;
  }
  return batch;
}

function readSpans(table: TableReader, pairs: readonly Pair[], asked: ReadonlySet<number>): IntralineSpans {
  const ends = table.numbers(2 * pairs.length);
  const spans = table.numbers(2 * table.header('hunks'));
  const isExact = table.bytes(pairs.length).every((inexact) => inexact === 0);
  const byRow = new Map<number, readonly IntralineSpan[]>();
  pairs
    .flatMap(({ oldRow, newRow }) => [oldRow, newRow])
    .forEach((row, i) => {
      const list: IntralineSpan[] = [];
      for (let span = ends[i - 1] ?? 0; span < (ends[i] ?? 0); ++span) {
        list.push({ start: spans[2 * span] ?? 0, end: spans[2 * span + 1] ?? 0 });
      }
      if (asked.has(row)) byRow.set(row, list);
    });
  return { spansAt: (row) => byRow.get(row) ?? [], isExact };
}
