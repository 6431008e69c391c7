// A file that is read bit by bit: the rows so far are always a beginning of all rows.

import { describe, expect, test, vi } from 'vitest';
import type { DiffTable } from '../../js/core/api.ts';
import { createEngine } from '../../js/core/engine.ts';
import { readInSlices } from '../../js/core/read-in-slices.ts';
import { testEngine } from './support/core.ts';
import { bytesOf, chunksOf, randomSizes } from './support/feeding.ts';
import { fileEntry, payload } from './support/payload.ts';
import { plainTable, rowLines } from './support/plain.ts';

const rowsOf = (count: number, text = 'a row with "quotes" and a tab\t'): string => {
  const lines = Array.from({ length: count }, (_, i) => `${' -+'[i % 3]}${text}${i}\n`);
  const of = (signs: string) => lines.filter(([sign = '']) => signs.includes(sign)).length;
  return `@@ -1,${of(' -')} +1,${of(' +')} @@ heading\n${lines.join('')}`;
};

const answerWith = (text: string) =>
  bytesOf(payload([fileEntry({ file_path: 'other' }), fileEntry({ file_path: 'f', unified_diff: text })]));

describe('whatever is read at a time', () => {
  const bytes = answerWith(rowsOf(500));

  test.each([1, 7, 64, 1000, 1e9])('at most %i bytes', (largest) => {
    for (const isChunked of [false, true]) {
      const { engine } = testEngine({}, 100);
      const sizes = randomSizes(largest, 5000);
      const indexer = engine.createPayloadIndexer();
      for (const chunk of isChunked ? chunksOf(bytes, sizes) : [bytes]) indexer.push(chunk);
      const index = indexer.finish();
      const whole = rowLines(engine.parseFile(index, 1));
      const parser = engine.createFileParser(index, 1, { ownsText: isChunked });
      const next = randomSizes(3, largest);
      let seen = 0;
      for (let round = 0; !parser.isComplete; ++round) {
        parser.read(next());
        if (round % 50 !== 0) continue;
        const table = parser.table();
        expect(rowLines(table)).toEqual(whole.slice(0, table.rowCount));
        expect(table.rowCount).toBeGreaterThanOrEqual(seen);
        seen = table.rowCount;
      }
      expect(plainTable(parser.table())).toEqual(plainTable(engine.parseFile(index, 1)));
      parser.read(1);
      expect(parser.table().rowCount).toBe(whole.length);
    }
  });
});

test('a file without text is complete and takes no call', () => {
  const { engine, runner } = testEngine();
  const index = engine.indexPayload(payload([fileEntry({ unified_diff: null })]));
  const calls = runner.calls.length;
  const parser = engine.createFileParser(index, 0);
  expect([parser.isComplete, parser.table().rowCount, runner.calls.length]).toEqual([true, 0, calls]);
  expect(() => engine.createFileParser(index, 1)).toThrow(RangeError);
});

test('rows that own their text leave the answer to be forgotten, and do not change with it', () => {
  const { engine } = testEngine();
  const bytes = answerWith(rowsOf(30));
  const read = (ownsText: boolean) => {
    const parser = engine.createFileParser(engine.indexPayload(bytes), 1, { ownsText });
    parser.read(Infinity);
    return parser.table();
  };
  const owner = read(true);
  const viewer = read(false);
  expect(owner.byteLength).toBe(viewer.byteLength);
  expect(owner.byteLength).toBeGreaterThan(30 * 35);
  expect(owner.byteLength).toBeLessThan(30 * 60);
  const before = owner.textAt(2);
  bytes.fill(0x58);
  expect([owner.textAt(2), viewer.textAt(2) === before]).toEqual([before, false]);
});

test('what a trap interrupts is read again', () => {
  const { runner } = testEngine();
  const run = runner.run.bind(runner);
  let calls = 0;
  vi.spyOn(runner, 'run').mockImplementation((call) => {
    if (call.name === 'parseRows' && ++calls % 3 === 0) throw new WebAssembly.RuntimeError('unreachable');
    return run(call);
  });
  const engine = createEngine(runner, {}, 200);
  const text = rowsOf(100);
  const index = engine.indexPayload(answerWith(text));
  const parser = engine.createFileParser(index, 1, { ownsText: true });
  let traps = 0;
  while (!parser.isComplete) {
    try {
      parser.read(1000);
    } catch (error) {
      expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
      ++traps;
    }
  }
  expect(traps).toBeGreaterThan(3);
  expect(plainTable(parser.table())).toEqual(plainTable(testEngine().engine.parseDiff(text)));
});

describe('reading in slices', () => {
  const { engine } = testEngine();
  const large = rowsOf(400_000);
  const index = engine.indexPayload(answerWith(large));

  test('a small file is there at once', () => {
    const small = engine.indexPayload(answerWith(rowsOf(1000)));
    const onFirstRows = vi.fn();
    const table = readInSlices(engine.createFileParser(small, 1), { onFirstRows });
    expect(table).toMatchObject({ rowCount: 1001 });
    expect(onFirstRows).not.toHaveBeenCalled();
  });

  test('of a large one the first rows are there at once, the others later', async () => {
    let first: DiffTable | undefined;
    const answer = readInSlices(engine.createFileParser(index, 1), {
      onFirstRows: (table) => {
        first = table;
      },
    });
    expect(first?.rowCount).toBeGreaterThan(1000); // of which a screen shows fifty
    expect(first?.rowCount).toBeLessThan(200_000);
    const table = await answer;
    expect(table.rowCount).toBe(400_001);
    const last = (first?.rowCount ?? 0) - 1;
    expect(first?.textAt(last)).toBe(table.textAt(last));
    expect(first?.newLineAt(last)).toBe(table.newLineAt(last));
  });

  test('nothing is read after an abort', async () => {
    const { engine: other, runner } = testEngine();
    const ending = new AbortController();
    const answer = readInSlices(other.createFileParser(index, 1), { signal: ending.signal });
    const calls = runner.calls.length;
    ending.abort(new Error('left'));
    await expect(answer).rejects.toThrow('left');
    expect(runner.calls.length).toBe(calls);
  });
});
