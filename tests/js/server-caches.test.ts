// The caches by themselves, with a clock that the test turns.

import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Keyv from 'keyv';
import { expect, test } from 'vitest';
import { BoundedMap } from '../../js/server/cache/bounded-map.ts';
import { FetchCache, type FetchOutcome } from '../../js/server/cache/fetch-cache.ts';
import { SharedRun } from '../../js/server/cache/shared-run.ts';
import type { ContentDiff } from '../../js/server/diff/content-diff.ts';
import { FairQueue } from '../../js/server/diff/fair-queue.ts';
import { layeredStore, memoryStore } from '../../js/server/diff/keyv-stores.ts';
import { directoryTree } from '../../js/server/trees/directory-tree.ts';
import { isRacy, isSameFile } from '../../js/server/trees/file-times.ts';
import { makeFolder, writeTree } from './support/trees.ts';

function fetchCache(maxEntries = 10) {
  const clock = { now: 0 };
  const outcomes: FetchOutcome[] = [];
  const cache = new FetchCache<string>(
    { ttlMs: 1000, coolDownMs: 100, maxEntries, now: () => clock.now },
    (outcome) => outcomes.push(outcome),
  );
  let fetches = 0;
  const fetch = async () => `value ${++fetches}`;
  return { clock, outcomes, cache, fetch, fetches: () => fetches };
}

const moment = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a value is fetched once, is fresh to the end of its time, and then old', async () => {
  const { cache, clock, fetch, outcomes } = fetchCache();
  expect(await cache.get('k', fetch)).toBe('value 1');
  clock.now = 1000;
  expect(await cache.get('k', fetch)).toBe('value 1');
  clock.now = 1001;
  expect(await cache.get('k', fetch)).toBe('value 1');
  await moment();
  expect(await cache.get('k', fetch)).toBe('value 2');
  clock.now = 1001 + 2001;
  expect(await cache.get('k', fetch)).toBe('value 3');
  expect(outcomes).toEqual(['miss', 'hit', 'stale', 'hit', 'miss']);
});

test('a hundred callers at once cause one fetch', async () => {
  const { cache, fetch, fetches } = fetchCache();
  const values = await Promise.all(Array.from({ length: 100 }, () => cache.get('k', fetch)));
  expect(new Set(values)).toEqual(new Set(['value 1']));
  expect(fetches()).toBe(1);
});

test('a failure is a failure for a while; an old value bridges it', async () => {
  const { cache, clock, fetch, outcomes } = fetchCache();
  let attempts = 0;
  const fail = async (): Promise<string> => {
    attempts++;
    throw new Error('no network');
  };
  await expect(cache.get('k', fail)).rejects.toThrow('no network');
  await expect(cache.get('k', fetch)).rejects.toThrow('no network');
  clock.now = 100;
  expect(await cache.get('k', fetch)).toBe('value 1');
  clock.now = 1101;
  expect(await cache.get('k', fail)).toBe('value 1');
  await moment();
  expect(await cache.get('k', fail)).toBe('value 1');
  expect(attempts).toBe(2);
  clock.now = 1201;
  expect(await cache.get('k', fetch)).toBe('value 1');
  await moment();
  expect(await cache.get('k', fail)).toBe('value 2');
  expect(outcomes).toEqual(['miss', 'cooling', 'miss', 'stale', 'stale', 'stale', 'hit']);
});

test('what is forgotten while it is fetched is not kept', async () => {
  const { cache, fetch } = fetchCache();
  let finish = (_: string) => {};
  const waiting = cache.get(
    'a:one',
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  await moment();
  cache.invalidate('a:');
  finish('old');
  expect(await waiting).toBe('old');
  expect(await cache.get('a:one', fetch)).toBe('value 1');
  cache.invalidate('b:');
  expect(await cache.get('a:one', fetch)).toBe('value 1');
});

test('no more entries than were allowed; what was asked for last stays', async () => {
  const { cache, fetch } = fetchCache(2);
  for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, fetch);
  expect(cache.size).toBe(2);
  expect(await cache.get('a', fetch)).toBe('value 1');
  expect(await cache.get('b', fetch)).toBe('value 4');
});

test('a map of bytes drops what was asked for longest ago, and takes nothing huge', () => {
  const map = new BoundedMap<string>(4000, (value) => value.length);
  for (const key of ['a', 'b', 'c']) map.set(key, 'x'.repeat(800));
  map.get('a');
  for (const key of ['d', 'e']) map.set(key, 'x'.repeat(800));
  expect(['a', 'b', 'c', 'd', 'e'].filter((key) => map.get(key))).toEqual(['a', 'c', 'd', 'e']);
  map.set('huge', 'x'.repeat(3000));
  expect(map.get('huge')).toBeUndefined();
  expect(map.bytes).toBeLessThanOrEqual(4000);
  for (let i = 0; i < 1000; ++i) map.set(`${i}`, 'x'.repeat(i % 700));
  expect(map.bytes).toBeLessThanOrEqual(4000);
  for (let i = 0; i < 1000; ++i) map.delete(`${i}`);
  for (const key of ['a', 'c', 'd', 'e']) map.delete(key);
  expect([map.bytes, map.size]).toEqual([0, 0]);
});

test('a shared run begins after everybody who gets it has asked', async () => {
  let now = 0;
  const runs = new SharedRun(async () => {
    const start = ++now;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return start;
  });
  const asked: { at: number; run: Promise<number> }[] = [];
  for (let i = 0; i < 40; ++i) {
    asked.push({ at: now, run: runs.fresh() });
    await moment();
    if (i % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 3));
  }
  for (const { at, run } of asked) expect(await run).toBeGreaterThan(at);
  // One for all who came while the one before was under way.
  expect(now).toBeLessThan(20);
});

test("a run that fails does not spoil the next one's", async () => {
  let runs = 0;
  const shared = new SharedRun(async () => {
    if (++runs === 1) throw new Error('first');
    return runs;
  });
  const [first, same] = [shared.fresh(), shared.fresh()];
  await expect(first).rejects.toThrow('first');
  await expect(same).rejects.toThrow('first');
  expect(await shared.fresh()).toBe(2);
});

test('what was read is not trusted if the file may have been written after it was read', () => {
  const times = { size: 1, mtimeMs: 9_000, ctimeMs: 8_000, ino: 1, dev: 1 };
  expect([10_000, 10_999, 11_000].map((readAt) => isRacy(times, readAt))).toEqual([true, true, false]);
  expect(isRacy({ ...times, ctimeMs: 9_500 }, 11_000)).toBe(true);
  expect(isSameFile(times, { ...times })).toBe(true);
  for (const change of [{ size: 2 }, { mtimeMs: 9_001 }, { ctimeMs: 9_001 }, { ino: 2 }, { dev: 2 }])
    expect(isSameFile(times, { ...times, ...change })).toBe(false);
});

test('a tree that has not changed is the same object, and is not read', async () => {
  const folder = writeTree(makeFolder(), { a: '1', 'b/c': '2' });
  let now = Date.now();
  const tree = directoryTree(folder, '', { now: () => now });
  const first = await tree.list();
  expect(await tree.list()).toBe(first);
  // The files are old enough to be believed from the next look on.
  now += 10_000;
  expect(await tree.list()).toBe(first);
  const { atimeMs } = statSync(join(folder, 'a'));
  expect(await tree.list()).toBe(first);
  expect(statSync(join(folder, 'a')).atimeMs).toBe(atimeMs);
  // The same size, and the same times but for those that nobody can set.
  const { atime, mtime } = statSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a'), '9');
  utimesSync(join(folder, 'a'), atime, mtime);
  const second = await tree.list();
  expect(second.digest).not.toBe(first.digest);
  rmSync(join(folder, 'b'), { recursive: true });
  expect((await tree.list()).files.map(({ path }) => path)).toEqual(['a']);
  rmSync(folder, { recursive: true });
  expect((await tree.list()).files).toEqual([]);
  writeTree(folder, { a: '9' });
  expect((await tree.list()).files).toHaveLength(1);
});

test('lanes take turns, and a job that was called back is gone', () => {
  const queue = new FairQueue<string>();
  const [one, other] = [{}, {}];
  for (const job of ['1a', '1b', '1c']) queue.push(one, job);
  for (const job of ['2a', '2b']) queue.push(other, job);
  expect(queue.remove(one, '1b')).toBe(true);
  expect(queue.remove(one, '1b')).toBe(false);
  const taken: (string | undefined)[] = [];
  while (queue.size > 0) {
    const next = queue.peek();
    taken.push(queue.shift());
    expect(taken.at(-1)).toBe(next);
  }
  expect(queue.peek()).toBeUndefined();
  expect(taken).toEqual(['1a', '2a', '1c', '2b']);
  expect(queue.shift()).toBeUndefined();
});

const diff = (body: string): ContentDiff => ({
  body,
  additions: 1,
  deletions: 1,
  bodyBytes: body.length,
  isBinary: false,
});

function layered(far: Promise<Keyv>) {
  const clock = { now: 0 };
  const failures: unknown[] = [];
  const store = layeredStore(memoryStore(1e6), far, {
    timeoutMs: 30,
    coolDownMs: 100,
    ttlSeconds: 10,
    maxValueBytes: 1000,
    now: () => clock.now,
    onFailure: (error) => failures.push(error),
  });
  return { clock, failures, store };
}

test('two services share a store; what is not a diff is not believed', async () => {
  const shared = new Keyv();
  const one = layered(Promise.resolve(shared));
  const other = layered(Promise.resolve(shared));
  await one.store.set('k', diff('text'));
  await one.store.set('large', diff('x'.repeat(2000)));
  await moment();
  expect(await other.store.get('k')).toEqual(diff('text'));
  expect(await other.store.get('large')).toBeUndefined();
  expect(await one.store.get('large')).toEqual(diff('x'.repeat(2000)));
  for (const strange of ['text', 3, { body: 4 }, { ...diff(''), additions: 'many' }]) {
    await shared.set('strange', strange);
    expect(await other.store.get('strange')).toBeUndefined();
  }
});

test('a store that fails or does not answer is a miss, and is left alone for a while', async () => {
  let asked = 0;
  let mode: 'fails' | 'hangs' | 'works' = 'fails';
  const map = new Map<string, unknown>();
  const far = new Keyv({
    throwOnErrors: true,
    store: {
      get: async (key: string) => {
        asked++;
        if (mode === 'fails') throw new Error('connection refused');
        if (mode === 'hangs') return new Promise(() => {});
        return map.get(key);
      },
      set: async (key: string, value: unknown) => map.set(key, value),
      delete: async (key: string) => map.delete(key),
      clear: async () => map.clear(),
    },
  });
  const { store, clock, failures } = layered(Promise.resolve(far));
  expect(await store.get('k')).toBeUndefined();
  expect(await store.get('k')).toBeUndefined();
  expect([asked, failures.length > 0]).toEqual([1, true]);
  clock.now = 100;
  mode = 'hangs';
  expect(await store.get('k')).toBeUndefined();
  expect(asked).toBe(2);
  clock.now = 200;
  mode = 'works';
  await store.set('k', diff('here'));
  expect(await store.get('k')).toEqual(diff('here'));
  await moment();
  expect(map.size).toBe(1);
});

test('a store that cannot be opened is a miss as well', async () => {
  const { store, failures } = layered(Promise.reject(new Error('no such host')));
  expect(await store.get('k')).toBeUndefined();
  await store.set('k', diff('here'));
  expect(await store.get('k')).toEqual(diff('here'));
  expect(failures.length).toBeGreaterThan(0);
});
