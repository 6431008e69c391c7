// The cache of deployment statistics, with a clock that stands still until it is told to go on.

import { expect, test } from 'vitest';
import { DeploymentStatsCache, STATS_TTL_MS } from '../../js/server/deployments/deployment-stats-cache.ts';
import { TimedCache } from '../../js/server/deployments/timed-cache.ts';

const stats = (total: number) => ({ total_deployments: total, modified_deployments: 0, projects: [] });

function makeCache(options = {}) {
  const clock = { now: 1000 };
  return { clock, cache: new DeploymentStatsCache({ now: () => clock.now, ...options }) };
}

test('what was never put in is not there', () => {
  const { cache } = makeCache();
  expect(cache.projects()).toBeUndefined();
  expect(cache.stats('demo', 'skill')).toBeUndefined();
});

test('what was put in is there, at both levels', () => {
  const { cache } = makeCache();
  cache.setProjects(['/a', '/b']);
  cache.setStats('demo', 'skill', stats(2));
  expect(cache.projects()).toEqual(['/a', '/b']);
  expect(cache.stats('demo', 'skill')).toEqual(stats(2));
});

test('no projects is an answer, too', () => {
  const { cache } = makeCache();
  cache.setProjects([]);
  expect(cache.projects()).toEqual([]);
});

test('projects hold while their age is less than the time to live', () => {
  const { cache, clock } = makeCache();
  cache.setProjects(['/a']);
  clock.now += STATS_TTL_MS - 1;
  expect(cache.projects()).toEqual(['/a']);
  clock.now += 1;
  expect(cache.projects()).toBeUndefined();
});

test('statistics hold while their age is less than the time to live', () => {
  const { cache, clock } = makeCache({ ttlMs: 50 });
  cache.setStats('demo', 'skill', stats(1));
  clock.now += 49;
  expect(cache.stats('demo', 'skill')).toEqual(stats(1));
  clock.now += 1;
  expect(cache.stats('demo', 'skill')).toBeUndefined();
});

test('a look does not make anything younger', () => {
  const { cache, clock } = makeCache({ ttlMs: 50 });
  cache.setStats('demo', 'skill', stats(1));
  for (let i = 0; i < 4; i++) {
    clock.now += 10;
    expect(cache.stats('demo', 'skill')).toEqual(stats(1));
  }
  clock.now += 10;
  expect(cache.stats('demo', 'skill')).toBeUndefined();
});

test('name and type belong to the key', () => {
  const { cache } = makeCache();
  cache.setStats('demo', 'skill', stats(1));
  cache.setStats('demo', 'agent', stats(2));
  cache.setStats('skill:demo', 'agent', stats(3));
  expect(cache.stats('demo', 'skill')).toEqual(stats(1));
  expect(cache.stats('demo', 'agent')).toEqual(stats(2));
  expect(cache.stats('other', 'skill')).toBeUndefined();
});

test('one artifact is invalidated alone', () => {
  const { cache } = makeCache();
  cache.setProjects(['/a']);
  cache.setStats('one', 'skill', stats(1));
  cache.setStats('two', 'skill', stats(2));
  cache.invalidateArtifact('one', 'skill');
  expect(cache.stats('one', 'skill')).toBeUndefined();
  expect(cache.stats('two', 'skill')).toEqual(stats(2));
  expect(cache.projects()).toEqual(['/a']);
});

test('all is invalidated at both levels', () => {
  const { cache } = makeCache();
  cache.setProjects(['/a']);
  cache.setStats('one', 'skill', stats(1));
  cache.invalidateAll();
  expect(cache.projects()).toBeUndefined();
  expect(cache.stats('one', 'skill')).toBeUndefined();
});

test('those who ask at the same time cause one computation', async () => {
  const { cache } = makeCache();
  let made = 0;
  const make = async () => {
    await Promise.resolve();
    return stats(++made);
  };
  const all = await Promise.all(Array.from({ length: 100 }, () => cache.statsThrough('demo', 'skill', make)));
  expect(made).toBe(1);
  expect(new Set(all).size).toBe(1);
  expect(await cache.statsThrough('demo', 'skill', make)).toBe(all[0]);
});

test('what was computed of the state before an invalidation is not kept', async () => {
  const { cache } = makeCache();
  let finish = (_: ReturnType<typeof stats>) => {};
  const early = cache.statsThrough(
    'demo',
    'skill',
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  cache.invalidateAll();
  const late = cache.statsThrough('demo', 'skill', async () => stats(2));
  finish(stats(1));
  expect([await early, await late]).toEqual([stats(1), stats(2)]);
  expect(cache.stats('demo', 'skill')).toEqual(stats(2));
});

test('age counts from the beginning of the computation', async () => {
  const { cache, clock } = makeCache({ ttlMs: 50 });
  await cache.statsThrough('demo', 'skill', async () => {
    clock.now += 30;
    return stats(1);
  });
  clock.now += 20;
  expect(cache.stats('demo', 'skill')).toBeUndefined();
});

test('a failure is given to all who waited, and not kept', async () => {
  const { cache } = makeCache();
  const fail = async () => Promise.reject(new Error('no'));
  const both = [cache.statsThrough('demo', 'skill', fail), cache.statsThrough('demo', 'skill', fail)];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await cache.statsThrough('demo', 'skill', async () => stats(1))).toEqual(stats(1));
});

test('statistics count hits, misses, what was left out and what was invalidated', () => {
  const { cache, clock } = makeCache({ ttlMs: 50, capacity: 2 });
  for (const name of ['a', 'b']) cache.setStats(name, 'skill', stats(1));
  cache.stats('a', 'skill');
  cache.setStats('c', 'skill', stats(1));
  expect(cache.stats('b', 'skill')).toBeUndefined(); // used least recently
  expect(cache.stats('a', 'skill')).toBeDefined();
  expect(cache.statistics().stats).toEqual({ size: 2, hits: 2, misses: 1, evictions: 1, invalidations: 0 });
  clock.now += 50;
  cache.stats('a', 'skill');
  cache.invalidateAll();
  expect(cache.statistics().stats).toEqual({ size: 0, hits: 2, misses: 2, evictions: 1, invalidations: 1 });
  expect(cache.statistics().projects).toMatchObject({ hits: 0, misses: 0, invalidations: 1 });
});

test('caches are bounded, and two of them know nothing of each other', () => {
  const one = new TimedCache<number>(1000, 3, () => 0);
  const other = new TimedCache<number>(1000, 3, () => 0);
  for (let i = 0; i < 100; i++) one.set(`${i}`, i);
  expect(one.statistics()).toMatchObject({ size: 3, evictions: 97 });
  expect(other.statistics().size).toBe(0);
  expect(['97', '98', '99'].map((key) => one.get(key))).toEqual([97, 98, 99]);
});
