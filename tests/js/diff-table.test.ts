import { expect, test } from 'vitest';
import { type DiffTable, RowFlag } from '../../js/core/api.ts';
import { tableFromParts } from '../../js/core/diff-table.ts';
import { testEngine } from './support/core.ts';
import { randomSizes } from './support/feeding.ts';
import { fileEntry, payload } from './support/payload.ts';
import { plainTable, rowLines } from './support/plain.ts';

const { engine } = testEngine();

/** Pairs found the slow way: by looking at all rows. */
function slowPairs(table: DiffTable): number[] {
  const kinds = Array.from({ length: table.rowCount }, (_, i) => table.kindAt(i));
  const pairs = kinds.map(() => -1);
  for (let i = 0; i < kinds.length; ) {
    const deletions = i;
    while (kinds[i] === 'deletion') ++i;
    const additions = i;
    while (kinds[i] === 'addition') ++i;
    for (let n = 0; deletions + n < additions && additions + n < i; ++n) {
      pairs[deletions + n] = additions + n;
      pairs[additions + n] = deletions + n;
    }
    if (i === deletions) ++i;
  }
  return pairs;
}

const slowLines = (table: DiffTable) => {
  let [oldLine, newLine, hunk] = [0, 0, 0];
  return Array.from({ length: table.rowCount }, (_, i) => {
    const kind = table.kindAt(i);
    if (kind === 'hunkHeader') {
      oldLine = table.hunks[hunk]?.oldStart ?? 0;
      newLine = table.hunks[hunk]?.newStart ?? 0;
      ++hunk;
    }
    const isOld = kind === 'context' || kind === 'deletion';
    const isNew = kind === 'context' || kind === 'addition';
    return [isOld ? oldLine++ : 0, isNew ? newLine++ : 0];
  });
};

/** A diff of random hunks; runs of all lengths, some far beyond a checkpoint. */
function randomDiff(seed: number): string {
  const next = randomSizes(seed, 100);
  const lines: string[] = [];
  let [oldLine, newLine] = [next(), next()];
  for (let hunk = next() % 8; hunk >= 0; --hunk) {
    const body: string[] = [];
    const run = (sign: string) => {
      const size = next() < 10 ? 64 * (next() % 9) + (next() % 3) : next() % 7;
      for (let i = 0; i < size; ++i) body.push(`${sign}${sign === ' ' ? 'c' : `${sign}${i}`}`);
    };
    for (let block = next() % 6; block >= 0; --block) for (const sign of '-+ ') run(sign);
    if (next() < 30) run('+');
    const olds = body.filter((line) => line[0] !== '+').length;
    const news = body.filter((line) => line[0] !== '-').length;
    lines.push(`@@ -${oldLine},${olds} +${newLine},${news} @@ heading ${hunk}`, ...body);
    oldLine += olds + next();
    newLine += news + next();
  }
  return `${lines.join('\n')}\n`;
}

test('kinds, numbers, texts and flags of a git diff', () => {
  const table = engine.parseDiff(
    'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ int main()\n same\n--- x\n+++ y\n\\ No newline at end of file\n@@ -9 +9,0 @@\n-\u202egone\n',
  );
  expect(rowLines(table)).toEqual([
    '@0,0 @@ -1,2 +1,2 @@ int main()',
    ' 1,1 same',
    '-2,0 -- x',
    '+0,2 ++ y',
    '@0,0 @@ -9 +9,0 @@',
    '-9,0 \u202egone',
  ]);
  expect([3, 5, 1].map((row) => table.flagsAt(row))).toEqual([
    RowFlag.noNewline,
    RowFlag.hiddenCharacters,
    0,
  ]);
  expect(table.hunks).toEqual([
    { row: 0, oldStart: 1, oldCount: 2, newStart: 1, newCount: 2 },
    { row: 4, oldStart: 9, oldCount: 1, newStart: 9, newCount: 0 },
  ]);
  expect([table.additions, table.deletions, table.isExact, table.diagnostics]).toEqual([1, 2, true, []]);
});

test('text that does not add up is kept as raw rows and named', () => {
  const table = engine.parseDiff('@@ -1,2 +1,2 @@\n a\n?what\n');
  expect(rowLines(table)).toEqual(['@0,0 @@ -1,2 +1,2 @@', ' 1,1 a', '?0,0 ?what']);
  expect(table.diagnostics).toEqual([{ code: 'unexpected-line', row: 2, byteOffset: 19 }]);
});

test('an empty text has no rows', () => {
  expect(engine.parseDiff('').rowCount).toBe(0);
});

test('numbers and pairs of random diffs are those that a walk over all rows finds', () => {
  for (let seed = 1; seed <= 150; ++seed) {
    const table = engine.parseDiff(randomDiff(seed));
    const rows = Array.from({ length: table.rowCount }, (_, i) => i);
    const lines = rows.map((i) => [table.oldLineAt(i), table.newLineAt(i)]);
    const pairs = rows.map((i) => table.pairedRowAt(i));
    // As text, because comparing thousands of small arrays takes ten times as long as making them.
    expect(JSON.stringify(lines), `seed ${seed}`).toBe(JSON.stringify(slowLines(table)));
    expect(JSON.stringify(pairs), `seed ${seed}`).toBe(JSON.stringify(slowPairs(table)));
    expect(table.diagnostics, `seed ${seed}`).toEqual([]);
  }
}, 30_000);

test('blocks of changes are those that a walk over all rows finds', () => {
  for (let seed = 1; seed <= 60; ++seed) {
    const table = engine.parseDiff(randomDiff(seed));
    const found: number[] = [];
    const runFrom = (start: number, kind: string) => {
      let end = start;
      while (end < table.rowCount && table.kindAt(end) === kind) ++end;
      return end - start;
    };
    for (let row = 0; row < table.rowCount; ) {
      const deletions = runFrom(row, 'deletion');
      const additions = runFrom(row + deletions, 'addition');
      if (deletions + additions > 0) found.push(row, deletions, additions);
      row += Math.max(1, deletions + additions);
    }
    expect([...table.changeBlocks]).toEqual(found);
  }
});

test('windows of any size give the same rows', () => {
  const text = randomDiff(4242);
  const whole = plainTable(engine.parseDiff(text));
  for (const windowBytes of [1, 7, 1000])
    expect(plainTable(testEngine({}, windowBytes).engine.parseDiff(text))).toEqual(whole);
});

test('a diff inside an answer has the same rows as alone', () => {
  for (const seed of [11, 12, 13]) {
    const text = randomDiff(seed).replaceAll('heading', '"\\n"\t🎉');
    const index = engine.indexPayload(payload([fileEntry(), fileEntry({ unified_diff: text }), fileEntry()]));
    expect(plainTable(engine.parseFile(index, 1))).toEqual(plainTable(engine.parseDiff(text)));
  }
});

test('a row in a block of 100,000 finds its pair without walking through the block', () => {
  const half = 50_000;
  const lines = (sign: string) => `${sign}x\n`.repeat(half);
  const table = engine.parseDiff(`@@ -1,${half} +1,${half} @@\n${lines('-')}${lines('+')}`);
  const start = performance.now();
  let wrong = 0;
  for (let row = 1; row <= half; ++row) {
    if (table.pairedRowAt(row) !== row + half || table.pairedRowAt(row + half) !== row) ++wrong;
  }
  expect(wrong).toBe(0);
  // Walking would take 100,000 × 50,000 steps: a minute and more.
  expect(performance.now() - start).toBeLessThan(10_000);
}, 30_000);

test('a row that is not there is a RangeError, in every accessor', () => {
  const table = engine.parseDiff('@@ -1 +1 @@\n-a\n+b\n');
  for (const row of [-1, 3, 0.5, Number.NaN]) {
    expect(() => table.kindAt(row)).toThrow(RangeError);
    expect(() => table.flagsAt(row)).toThrow(RangeError);
    expect(() => table.oldLineAt(row)).toThrow(RangeError);
    expect(() => table.newLineAt(row)).toThrow(RangeError);
    expect(() => table.textAt(row)).toThrow(RangeError);
    expect(() => table.pairedRowAt(row)).toThrow(RangeError);
  }
});

test('the parts of a table are plain values that survive a transfer, without the answer around them', () => {
  const index = engine.indexPayload(
    payload([fileEntry(), fileEntry({ file_path: 'other', unified_diff: randomDiff(3) })]),
  );
  const table = engine.parseFile(index, 0);
  const parts = table.toParts();
  const transfer = [parts.columns.textStarts, parts.columns.rowBytes, ...parts.texts].map(
    (column) => column.buffer as ArrayBuffer,
  );
  const arrived = structuredClone(parts, { transfer });
  expect(parts.columns.rowBytes).toHaveLength(0);
  expect(plainTable(tableFromParts(arrived))).toEqual(plainTable(table));
  expect(arrived.texts[0]?.buffer.byteLength).toBeLessThan(200);
});
