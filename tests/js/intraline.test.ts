import { expect, test } from 'vitest';
import type { DiffTable, IntralineSpans } from '../../js/core/api.ts';
import { testEngine } from './support/core.ts';
import { fileEntry, payload } from './support/payload.ts';

const { engine, runner } = testEngine();

const marked = (table: DiffTable, spans: IntralineSpans, row: number) =>
  spans.spansAt(row).map(({ start, end }) => table.textAt(row).slice(start, end));

test('rows that face each other tell what differs in them', () => {
  const table = engine.parseDiff('@@ -1,3 +1,2 @@\n-let total = price;\n-gone\n+let total = cost;\n same\n');
  const rows = [0, 1, 2, 3, 4];
  const spans = engine.intraline(table, rows);
  expect(rows.map((row) => marked(table, spans, row))).toEqual([[], ['price'], [], ['cost'], []]);
  expect(spans.isExact).toBe(true);
});

test('ranges count UTF-16 units of the decoded row, escaped or not', () => {
  const diff = '@@ -1 +1 @@\n-"🎉"\tä old 🎉\n+"🎉"\tä new 🎉\n';
  const index = engine.indexPayload(payload([fileEntry({ unified_diff: diff })]));
  for (const table of [engine.parseDiff(diff), engine.parseFile(index, 0)]) {
    const spans = engine.intraline(table, [1, 2]);
    expect([marked(table, spans, 1), marked(table, spans, 2)]).toEqual([['old'], ['new']]);
  }
});

test('only rows that were asked for have spans', () => {
  const table = engine.parseDiff('@@ -1,2 +1,2 @@\n-a b\n-c d\n+a x\n+c y\n');
  const spans = engine.intraline(table, [2]);
  expect([1, 2, 3, 4].map((row) => spans.spansAt(row).length)).toEqual([0, 1, 0, 0]);
});

test('all rows of a screen are one call, and none is made where no row faces another', () => {
  const table = engine.parseDiff(`@@ -1,50 +1,50 @@\n${'-a b\n'.repeat(50)}${'+a c\n'.repeat(50)}`);
  runner.calls.length = 0;
  engine.intraline(
    table,
    Array.from({ length: 101 }, (_, row) => row),
  );
  expect(runner.calls.map((call) => call.name)).toEqual(['diffInline']);
  engine.intraline(table, [0]);
  engine.intraline(table, []);
  expect(runner.calls).toHaveLength(1);
});
