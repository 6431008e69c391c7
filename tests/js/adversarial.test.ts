// Inputs made to be slow: twice the bytes must take about twice the time, whatever they are. HUNKWISE_LONG=1 goes up to 16 MB
// and holds them to the ceiling of two seconds.

import { describe, expect, test } from 'vitest';
import { testEngine } from './support/core.ts';

const MEGABYTE = 2 ** 20;
const isLong = process.env.HUNKWISE_LONG === '1';
const largest = (isLong ? 16 : 4) * MEGABYTE;
/** Generous, so that a busy machine is no failure: of a quadratic step, four times as long would be seen. */
const MAX_GROWTH = 2.5;
const MAX_SECONDS = 2;

const { engine, runner } = testEngine();

type Attempt = () => unknown;

/** A text of about so many bytes: the unit again and again. */
const filled = (unit: string, bytes: number, head = '', tail = ''): Uint8Array =>
  Buffer.from(head + unit.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(unit)))) + tail);
const numbered = (line: (i: number) => string, bytes: number): string => {
  const parts: string[] = [];
  for (let size = 0, i = 0; size < bytes; ++i) {
    const part = line(i);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
};

const patch = (bytes: Uint8Array) => () => engine.indexPatch(bytes).fileCount;
const rows = (bytes: Uint8Array) => () => engine.parseDiff(bytes).rowCount;
/** Some of them are no answers at all: to be refused takes no longer. */
const answer = (bytes: Uint8Array) => () => {
  try {
    return engine.indexPayload(bytes).fileCount;
  } catch (error) {
    return error;
  }
};
const texts = (oldText: string, newText: string) => () => engine.diffTexts(oldText, newText).rowCount;

const entry = (fields: string) => `{"files":[{"file_path":"a","status":"modified",${fields}}]}`;
const [before, after] = entry('"unified_diff":"|"').split('|') as [string, string];

const generators: readonly [string, (bytes: number) => Attempt][] = [
  ['nested brackets that never close', (bytes) => answer(filled('[', bytes, '{"files":[{"x":'))],
  [
    'brackets nested as deep as allowed, side by side',
    (bytes) => answer(filled(`${'['.repeat(500)}${']'.repeat(500)},`, bytes, '{"x":[', '1],"files":[]}')),
  ],
  ['nothing but escapes', (bytes) => answer(filled('\\u0041\\n\\\\', bytes, before, after))],
  [
    'nothing but backslashes in a path',
    (bytes) => answer(filled('\\\\', Math.min(bytes, 400_000), '{"files":[{"file_path":"', '"}]}')),
  ],
  [
    'keys that repeat',
    (bytes) => answer(filled('"unified_diff":null,', bytes, '{"files":[{', '"file_path":"a"}]}')),
  ],
  [
    'one answer with many empty files',
    (bytes) =>
      answer(filled('{"file_path":"a","status":"unchanged"},', bytes, '{"files":[', '{"file_path":"b"}]}')),
  ],
  ['very many hunks', (bytes) => rows(filled('@@ -1 +1 @@\n-a\n+b\n', bytes))],
  ['hunk headers without lines', (bytes) => rows(filled('@@ -1,9 +1,9 @@\n', bytes))],
  ['one line', (bytes) => rows(filled('x', bytes, '@@ -0,0 +1 @@\n+', '\n'))],
  ['a header that never ends', (bytes) => rows(filled('@', bytes, '@@ -1 +1 @@ '))],
  ['CR only', (bytes) => rows(filled('+a\r', bytes, '@@ -0,0 +1,9 @@\n'))],
  ['empty lines', (bytes) => rows(filled('\n', bytes, '@@ -1,9 +1,9 @@\n'))],
  ['- and + in turn', (bytes) => rows(filled('-a b\n+a c\n', bytes, `@@ -1,${bytes} +1,${bytes} @@\n`))],
  [
    'line separators in headers',
    (bytes) =>
      patch(
        filled(
          'diff --git a/\u2028\u2029 b/\u2028\u2029\n--- a/\u2028\n+++ b/\u2028\n@@ -1 +1 @@ \u2028\n-a\n+b\n',
          bytes,
        ),
      ),
  ],
  ['very many empty files', (bytes) => patch(filled('diff --git a/a b/a\nnew file mode 100644\n', bytes))],
  [
    'paths that are deep',
    (bytes) =>
      patch(
        Buffer.from(
          numbered((i) => `diff --git a/${'d/'.repeat(500)}${i} b/${'d/'.repeat(500)}${i}\n`, bytes),
        ),
      ),
  ],
  ['a name whose middle is hard to find', (bytes) => patch(filled(' b/', bytes, 'diff --git a/x'))],
  ['quotes that never close', (bytes) => patch(filled('\\"', bytes, 'diff --git "a/'))],
  [
    'equal lines, one more on a side',
    (bytes) => texts(`x\n${'a\n'.repeat(bytes / 4)}`, `${'a\n'.repeat(bytes / 4)}y\n`),
  ],
  [
    'lines that all differ',
    (bytes) =>
      texts(
        numbered((i) => `old ${i}\n`, bytes / 2),
        numbered((i) => `new ${i}\n`, bytes / 2),
      ),
  ],
  [
    'lines in the opposite order',
    (bytes) => {
      const lines = numbered((i) => `${i}\n`, bytes / 2);
      return texts(lines, lines.split('\n').reverse().join('\n'));
    },
  ],
  [
    'a long run that hundreds of searches enter in the same round',
    (bytes) => {
      const heads = 500;
      const run = 'a\n'.repeat(bytes / 4);
      const tail = Array.from({ length: 3 * heads }, (_, i) => `${i}\n`);
      return texts(
        `${'u\n'.repeat(heads)}${run}${tail.join('')}`,
        `${'u\na\na\n'.repeat(heads)}${run}${tail.reverse().join('')}`,
      );
    },
  ],
  [
    'few different lines, shuffled',
    (bytes) =>
      texts(
        numbered((i) => `${(i * 31) % 97}\n`, bytes / 2),
        numbered((i) => `${(i * 37) % 89}\n`, bytes / 2),
      ),
  ],
];

/** Of this process's work, so that what else the machine does counts little. */
function seconds(attempt: Attempt): number {
  const begin = process.cpuUsage();
  attempt();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

/** The best times of both, taken in turn, until their ratio is fine or has been seen often enough to believe it. */
function bestTimes(small: Attempt, large: Attempt): readonly [number, number] {
  const best: [number, number] = [seconds(small), seconds(large)];
  for (let round = 0; round < 12 && (round < 1 || best[1] / best[0] > MAX_GROWTH); ++round) {
    best[0] = Math.min(best[0], seconds(small));
    best[1] = Math.min(best[1], seconds(large));
  }
  return best;
}

describe('twice the bytes take about twice the time', () => {
  test.each(generators)('%s', (name, make) => {
    runner.calls.length = 0;
    const [small, large] = bestTimes(make(largest / 2), make(largest));
    let growth = large / small;
    // Where a table outgrows the processor's caches, of which the other tests take a share, several doublings are steep; a
    // quadratic step is steep at every one.
    for (let bytes = largest; growth > MAX_GROWTH && bytes < 8 * largest; bytes *= 2) {
      // Both anew and in turn: what else the machine does has changed since.
      const [half, whole] = bestTimes(make(bytes), make(2 * bytes));
      growth = Math.min(growth, whole / half);
    }
    if (isLong) console.log(`${name}: ${(small * 1000).toFixed(1)} ms, ${(large * 1000).toFixed(1)} ms`);
    // Below a few milliseconds the clock and the collector are measured instead.
    if (large > 0.01) expect(growth).toBeLessThanOrEqual(MAX_GROWTH);
    expect(large).toBeLessThan(MAX_SECONDS);
    runner.calls.length = 0;
  });
});

describe('budgets hold', () => {
  const line = (word: string) => `${word} `.repeat(200_000);

  test.each([
    ['long lines without anything in common', 'a'.repeat(900_000), 'b'.repeat(900_000)],
    ['long lines of repeated words', `${line('ab')}x`, `y${line('ab')}`],
    ['long lines of words in turn', line('a b c'), line('c b a')],
  ])('of marks inside a line: %s', (_, oldLine, newLine) => {
    const table = engine.parseDiff(`@@ -1 +1 @@\n-${oldLine}\n+${newLine}\n`);
    expect(seconds(() => engine.intraline(table, [1]))).toBeLessThan(MAX_SECONDS);
  });

  test('of marks in very many pairs, asked for at once', () => {
    const count = 5_000;
    const pair = (i: number) => `-${'a b c d '.repeat(5)}${i}\n+${'b a d c '.repeat(5)}${i}\n`;
    const text = Array.from({ length: count }, (_, i) => `@@ -${i + 1} +${i + 1} @@\n${pair(i)}`).join('');
    const table = engine.parseDiff(text);
    const asked = Array.from({ length: count }, (_, i) => 3 * i + 1);
    expect(seconds(() => engine.intraline(table, asked))).toBeLessThan(MAX_SECONDS);
  });
});
