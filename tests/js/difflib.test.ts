// The method `difflib` against Python's own, text by text.

import { expect, test } from 'vitest';
import type { DiffTable } from '../../js/core/api.ts';
import { difflibBody } from '../../js/server/diff/difflib-text.ts';
import { fullEngine, testEngine } from './support/core.ts';
import { pythonDiffs } from './support/python-difflib.ts';
import { boundaryPairs, type TextPair, textPairs } from './support/text-pairs.ts';

const engine = await fullEngine();

function difflibText(table: DiffTable, { oldText, newText }: TextPair): string {
  const { body } = difflibBody(table, oldText, newText);
  return body && `--- old/file\n+++ new/file\n${body}`;
}

const ourText = (pair: TextPair): string =>
  difflibText(
    engine.diffTexts(pair.oldText, pair.newText, { context: pair.context, method: 'difflib' }),
    pair,
  );

function expectSameTexts(pairs: readonly TextPair[]): void {
  const expected = pythonDiffs(pairs);
  expect(expected.length).toBe(pairs.length);
  pairs.forEach((pair, i) => {
    const text = ourText(pair);
    if (text !== expected[i]) expect({ pair, text }).toEqual({ pair, text: expected[i] });
  });
}

test('12,000 pairs of texts give what Python writes, byte for byte', { timeout: 180_000 }, () => {
  const pairs = textPairs(12_000, 20_261_121);
  expectSameTexts(pairs);
  // What the pairs are there for.
  const lines = (text: string) => text.split('\n').length - 1;
  expect(pairs.filter(({ newText }) => lines(newText) >= 200).length).toBeGreaterThan(1000);
  const differsFromShortest = (pair: TextPair) =>
    ourText(pair) !== difflibText(engine.diffTexts(pair.oldText, pair.newText, pair), pair);
  expect(pairs.filter(differsFromShortest).length).toBeGreaterThan(3000);
});

test('around the number of lines from which Python drops frequent ones', { timeout: 60_000 }, () => {
  expectSameTexts(boundaryPairs());
});

test('hunk headers, empty sides and line ends as Python prints them', () => {
  const text = (oldText: string, newText: string, context = 3) => ourText({ oldText, newText, context });
  const header = '--- old/file\n+++ new/file\n';
  expect(text('', 'a\nb\nc\n')).toBe(`${header}@@ -0,0 +1,3 @@\n+a\n\n+b\n\n+c\n`);
  expect(text('a\n', '')).toBe(`${header}@@ -1 +0,0 @@\n-a\n`);
  expect(text('a\nb', 'a\nb\n')).toBe(`${header}@@ -1,2 +1,2 @@\n a\n\n-b\n+b\n`);
  expect(text('a\nb\nc\n', 'a\nc\n', 0)).toBe(`${header}@@ -2 +1,0 @@\n-b\n`);
  expect(text('', '')).toBe('');
  expect(text('a\u2028\u0085\f', 'a\u2028\u0085\f')).toBe('');
});

test('the table says so: the longest block is kept, and the rows are what the method promises', () => {
  // The shortest diff keeps two blocks of one line each in front, difflib the three lines behind.
  const [oldText, newText] = ['a\nb\nx\ny\nz\n', 'x\ny\nz\na\nb\n'];
  const table = engine.diffTexts(oldText, newText, { method: 'difflib' });
  expect([table.additions, table.deletions, table.isExact]).toEqual([2, 2, true]);
  expect(table.hunks).toEqual([{ row: 0, oldStart: 1, oldCount: 5, newStart: 1, newCount: 5 }]);
  expect(engine.diffTexts('a\n', 'b\n', { method: 'shortest' }).additions).toBe(1);
});

test('an engine without the method says which file has it, and goes on', () => {
  const { engine: small } = testEngine();
  expect(() => small.diffTexts('a', 'b', { method: 'difflib' })).toThrow(
    expect.objectContaining({
      code: 'not-in-core',
      message: expect.stringMatching(/hunkwise\/core-full\.wasm/),
    }),
  );
  expect(small.diffTexts('a', 'b').rowCount).toBe(3);
  // @ts-expect-error -- no such method
  expect(() => engine.diffTexts('a', 'b', { method: 'patience' })).toThrow(/'shortest' or 'difflib'/);
});
