import { expect, test } from 'vitest';
import { type DiffTable, RowFlag } from '../../js/core/api.ts';
import { testEngine } from './support/core.ts';
import { bytesOf, randomSizes } from './support/feeding.ts';
import { rowLines } from './support/plain.ts';

const { engine } = testEngine();

/** One side of a table that shows all of both texts. */
function sideOf(table: DiffTable, other: 'addition' | 'deletion'): string {
  let text = '';
  for (let i = 0; i < table.rowCount; ++i) {
    const kind = table.kindAt(i);
    if (kind === 'hunkHeader' || kind === other) continue;
    text += table.textAt(i) + (table.flagsAt(i) & RowFlag.noNewline ? '' : '\n');
  }
  return text;
}

test('rows of two texts, with headers made from their numbers', () => {
  const table = engine.diffTexts('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n', { context: 0 });
  expect(rowLines(table)).toEqual(['@0,0 @@ -2 +2 @@', '-2,0 b', '+0,2 x', '@0,0 @@ -4,0 +5 @@', '+0,5 e']);
  expect([table.additions, table.deletions, table.isExact]).toEqual([2, 1, true]);
});

test('context is three rows unless told otherwise', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `${i}\n`);
  const changed = lines.join('').replace('9\n', 'x\n');
  expect(engine.diffTexts(lines.join(''), changed).hunks[0]?.oldCount).toBe(7);
  expect(engine.diffTexts(lines.join(''), changed, { context: 5 }).hunks[0]?.oldCount).toBe(11);
  expect(() => engine.diffTexts('', 'a', { context: -1 })).toThrow(/context/);
});

test('equal texts have no rows', () => {
  expect(engine.diffTexts('a\n', 'a\n').rowCount).toBe(0);
  expect(engine.diffTexts('', '').rowCount).toBe(0);
});

test('one side may be empty', () => {
  expect(rowLines(engine.diffTexts('', 'a\nb'))).toEqual(['@0,0 @@ -0,0 +1,2 @@', '+0,1 a', '+0,2 b']);
  expect(rowLines(engine.diffTexts('a\n', ''))).toEqual(['@0,0 @@ -1 +0,0 @@', '-1,0 a']);
});

test('strings and bytes are the same', () => {
  const table = engine.diffTexts(bytesOf('ä\n'), '🎉\n');
  expect(rowLines(table).slice(1)).toEqual(['-1,0 ä', '+0,1 🎉']);
});

test('with enough context both texts can be rebuilt from the rows', () => {
  const next = randomSizes(31, 12);
  const randomText = () =>
    Array.from({ length: next() * 3 }, () => `${'ab\r\u2028'[next() % 4]}${next() % 3}`).join('\n') +
    (next() < 6 ? '\n' : '');
  for (let round = 0; round < 200; ++round) {
    const [oldText, newText] = [randomText(), randomText()];
    const table = engine.diffTexts(oldText, newText, { context: 1000 });
    if (oldText === newText) continue;
    expect(sideOf(table, 'addition')).toBe(oldText);
    expect(sideOf(table, 'deletion')).toBe(newText);
  }
});
