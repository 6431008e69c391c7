// What the product allows itself, and how far it goes beyond: never more than a fifth. Counted in bytes, characters, entries and
// steps of a clock that the test moves, so that a busy machine changes nothing. The steps of a comparison are counted in
// tests/effort_test.cpp; ceilings, beyond which something is refused, stand in the tests of what refuses.

import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DiffTable } from '../../js/core/api.ts';
import { readInSlices } from '../../js/core/read-in-slices.ts';
import { type SearchState, searchRows } from '../../js/react/rows/row-search.ts';
import { BoundedMap } from '../../js/server/cache/bounded-map.ts';
import { FileDetails } from '../../js/sync/file-details.ts';
import { WeightedCache } from '../../js/sync/weighted-cache.ts';
import { createSyncClient, loadSummary } from '../../js/sync.ts';
import { testEngine } from './support/core.ts';
import { collectGarbage, liveBytes } from './support/memory.ts';
import { fileEntry, payload } from './support/payload.ts';
import { randomFrom } from './support/random.ts';
import { target } from './support/sync-session.ts';

const MEGABYTE = 2 ** 20;
const A_FIFTH = 1.2;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('caches', () => {
  const BUDGET = 1_000_000;

  test('the rows of opened files weigh no more than allowed, and make use of it', () => {
    const random = randomFrom(1);
    const cache = new WeightedCache<number>(BUDGET);
    for (let i = 0; i < 5000; ++i) {
      cache.set(`file ${Math.floor(random() * 800)}`, i, Math.floor(random() * (BUDGET / 5)));
      if (random() < 0.3) cache.get(`file ${Math.floor(random() * 800)}`);
      expect(cache.weight).toBeLessThanOrEqual(BUDGET);
      if (i > 1000) expect(cache.weight).toBeGreaterThan(BUDGET / A_FIFTH - BUDGET / 5);
    }
    // What is on the screen stays, and nothing else beside it.
    cache.set('huge', -1, 3 * BUDGET);
    expect([cache.size, cache.weight]).toEqual([1, 3 * BUDGET]);
  });

  test("the service's answers and diffs take no more than allowed", () => {
    const random = randomFrom(2);
    const map = new BoundedMap<number>(BUDGET, (bytes) => bytes);
    for (let i = 0; i < 5000; ++i) {
      map.set(`answer ${Math.floor(random() * 800)}`, Math.floor(random() * BUDGET));
      expect(map.bytes).toBeLessThanOrEqual(BUDGET);
    }
    expect(map.bytes).toBeGreaterThan(BUDGET / 2);
  });

  test('64 files of half a megabyte: what is really in memory is what the cache was allowed', async () => {
    const files = 64;
    const budget = 8 * MEGABYTE;
    const lines = 9000;
    const hunk = `@@ -0,0 +1,${lines} @@\n${'+a line of some sixty characters, as they are in most sources\n'.repeat(lines)}`;
    const entryOf = (path: string, unified_diff: string | null) =>
      fileEntry({ file_path: path, collection_hash: `1${path}`, project_hash: `2${path}`, unified_diff });
    const paths = Array.from({ length: files }, (_, i) => `f${i}`);
    const answer = (address: string): string => {
      const asked = new URL(address, 'http://service').searchParams.get('file_paths');
      return payload(asked ? [entryOf(asked, hunk)] : paths.map((path) => entryOf(path, null)));
    };
    const { engine, runner } = testEngine();
    const client = createSyncClient({
      engine,
      fetch: async (address) => new Response(answer(String(address))),
    });
    const summary = await loadSummary(client, 'collection-vs-project', target, 'none');
    const open = async (details: FileDetails) => {
      for (let file = 0; file < files; ++file) {
        const { table } = await details.open(summary, file, { isExpanded: true });
        expect(table?.rowCount).toBe(lines + 1);
        runner.calls.length = 0; // which hold the windows
      }
      await collectGarbage();
    };
    // Once without a cache worth the name, for what reading files leaves behind by itself.
    await open(new FileDetails({ client, maxBytes: 1 }));
    const before = liveBytes();
    const details = new FileDetails({ client, maxBytes: budget });
    await open(details);
    const kept = liveBytes() - before;
    expect(kept).toBeLessThan(A_FIFTH * budget);
    expect(kept).toBeGreaterThan(budget / 2);
    details.clear();
  }, 60_000);
});

describe('a search', () => {
  /** Of which reading a million characters takes eight milliseconds of the clock that `performance.now` tells. */
  function slowTable(rows: number, textOf: (row: number) => string) {
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const table = {
      rowCount: rows,
      textAt(row: number) {
        const text = textOf(row);
        clock += (8 * text.length) / 1e6;
        return text;
      },
    } as DiffTable;
    return { table, now: () => clock };
  }

  function search(table: DiffTable, wanted: string, onSlice: (state: SearchState) => void): void {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    searchRows(table, wanted, new AbortController().signal, onSlice);
    vi.runAllTimers();
  }

  test.each([
    ['lines of 60 characters', 100_000, 60],
    ['lines of 20,000 characters', 2000, 20_000],
    ['lines of 100,000 characters', 300, 100_000],
  ])('takes 8 ms at a time: %s', (_, rows, characters) => {
    const text = 'x'.repeat(characters);
    const { table, now } = slowTable(rows, () => text);
    const slices: number[] = [];
    let begin = 0;
    let isDone = false;
    search(table, 'y', (state) => {
      slices.push(now() - begin);
      begin = now();
      ({ isDone } = state);
    });
    expect(isDone).toBe(true);
    expect(slices.length).toBeGreaterThan(4);
    expect(Math.max(...slices)).toBeLessThanOrEqual(A_FIFTH * 8);
  });

  test('keeps 100,000 matches, also of one line with more', () => {
    const text = 'a'.repeat(MEGABYTE);
    const { table } = slowTable(3, () => text);
    const counts: number[] = [];
    search(table, 'a', ({ matches }) => counts.push(matches.length));
    expect(counts.at(-1)).toBe(100_000);
  });
});

test('a large file is read in slices of 2 MB and 8 MB', async () => {
  const line = '+a line of some sixty characters, as they are in most sources\n';
  const lines = Math.floor((30 * MEGABYTE) / line.length);
  const diff = `@@ -0,0 +1,${lines} @@\n${line.repeat(lines)}`;
  const { engine, runner } = testEngine();
  const index = engine.indexPayload(payload([fileEntry({ unified_diff: diff })]));
  runner.calls.length = 0;
  const parser = engine.createFileParser(index, 0);
  const slices: number[] = [];
  const counted = {
    get isComplete() {
      return parser.isComplete;
    },
    table: () => parser.table(),
    read(bytes: number) {
      parser.read(bytes);
      const fed = runner.calls.flatMap(({ input }) => input[1] ?? []);
      slices.push(fed.reduce((sum, { byteLength }) => sum + byteLength, 0));
      runner.calls.length = 0;
    },
  };
  const table = await readInSlices(counted);
  expect(table.rowCount).toBe(lines + 1);
  expect(slices.length).toBe(5);
  const [first = 0, ...later] = slices;
  expect(first).toBeLessThanOrEqual(A_FIFTH * 2 * MEGABYTE);
  expect(Math.max(...later)).toBeLessThanOrEqual(A_FIFTH * 8 * MEGABYTE);
});
