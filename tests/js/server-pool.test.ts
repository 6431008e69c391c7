// The threads of the package as it is built.

import { expect, onTestFinished, test } from 'vitest';
import { diffContents } from '../../js/server/diff/content-diff.ts';
import { DiffGivenUp, DiffPool } from '../../js/server/diff/diff-pool.ts';
import { fullEngine } from './support/core.ts';

const script = new URL('../../dist/diff-thread.js', import.meta.url);

function makePool(threads: number, timeoutMs = 60_000): DiffPool {
  const pool = new DiffPool({ threads, script, timeoutMs });
  onTestFinished(() => pool.close());
  return pool;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const job = (oldText: string, newText: string) => ({
  dialect: 'legacy' as const,
  oldBytes: bytes(oldText),
  newBytes: bytes(newText),
});

const never = new AbortController().signal;

/** Takes a thread a while. */
const long = () => {
  const text = (word: string) => Array.from({ length: 60_000 }, (_, i) => `${word} ${i % 7} ${i}\n`).join('');
  return job(text('old'), text('new'));
};

test('a thread finds what this one finds', async () => {
  const pool = makePool(2);
  const engine = await fullEngine();
  const pairs = Array.from({ length: 50 }, (_, i) => [`a\n${i}\nb`, `a\n${i + 1}\n`] as const);
  const diffs = await Promise.all(pairs.map(([a, b]) => pool.run(job(a, b), {}, never)));
  diffs.forEach((diff, i) => {
    const [a, b] = pairs[i] ?? ['', ''];
    expect(diff).toEqual(diffContents(engine, 'legacy', bytes(a), bytes(b)));
  });
});

test('a short diff of one request does not wait for the many of another', async () => {
  const pool = makePool(1);
  const order: string[] = [];
  const lane = {};
  const many = Array.from({ length: 20 }, async (_, i) => {
    await pool.run(job('a', `b${i}`), lane, never);
    order.push(`many ${i}`);
  });
  const one = pool.run(job('x', 'y'), {}, never).then(() => order.push('one'));
  await Promise.all([...many, one]);
  expect(order.indexOf('one')).toBeLessThan(4);
});

test('a short diff does not wait for a long one beside it', async () => {
  const pool = makePool(2);
  await Promise.all([pool.run(job('a', 'b'), {}, never), pool.run(job('c', 'd'), {}, never)]);
  const order: string[] = [];
  const asked = [long(), job('a', 'b'), job('c', 'd')].map(async (each, i) => {
    await pool.run(each, {}, never);
    order.push(['long', 'short', 'short'][i] ?? '');
  });
  await Promise.all(asked);
  expect(order).toEqual(['short', 'short', 'long']);
});

test('what was called back is not computed', async () => {
  const pool = makePool(1);
  const leaving = new AbortController();
  const busy = pool.run(long(), {}, never);
  const waiting = [1, 2, 3].map(() => pool.run(long(), {}, leaving.signal));
  expect(pool.waiting).toBe(3);
  leaving.abort(new Error('left'));
  for (const each of waiting) await expect(each).rejects.toThrow('left');
  expect(pool.waiting).toBe(0);
  expect((await busy).additions).toBeGreaterThan(0);
  await expect(pool.run(job('a', 'b'), {}, leaving.signal)).rejects.toThrow('left');
});

test('a diff that takes too long is given up, and the next one has a new thread', async () => {
  const pool = makePool(1, 1);
  await expect(pool.run(long(), {}, never)).rejects.toThrow(DiffGivenUp);
  const patient = makePool(1);
  expect((await patient.run(job('a', 'b'), {}, never)).additions).toBe(1);
});

test('a thread that cannot start costs its job and nothing else', async () => {
  const pool = new DiffPool({
    threads: 1,
    script: new URL('./no-such-thread.js', import.meta.url),
    timeoutMs: 60_000,
  });
  onTestFinished(() => pool.close());
  await expect(pool.run(job('a', 'b'), {}, never)).rejects.toThrow(DiffGivenUp);
  await expect(pool.run(job('a', 'b'), {}, never)).rejects.toThrow(DiffGivenUp);
});

test('a pool that ends rejects what waits', async () => {
  const pool = makePool(1);
  const asked = [long(), long(), long()].map((each) => pool.run(each, {}, never));
  const ended = Promise.allSettled(asked);
  await pool.close();
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});
