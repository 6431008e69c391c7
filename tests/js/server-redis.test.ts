// Two services that share a real Redis; it goes away and comes back. HUNKWISE_REDIS_SERVER names its program if it is not on
// the path.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from './support/free-port.ts';
import { askService, makeComparison, makeService, writeTree } from './support/trees.ts';

const program = process.env.HUNKWISE_REDIS_SERVER ?? 'redis-server';
const hasRedis = spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasRedis)
  console.warn(
    'SKIPPED: the shared cache needs a Redis. Install redis-server, or name its program in HUNKWISE_REDIS_SERVER.',
  );

/** Ended with the test. */
async function startRedis(port: number): Promise<ChildProcess> {
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('Ready to accept connections')) resolve();
    });
  });
  return child;
}

test.skipIf(!hasRedis)(
  'diffs are shared; without the Redis everything is answered as before',
  async () => {
    const port = await freePort();
    const redis = await startRedis(port);
    const comparison = makeComparison({
      collection: { a: 'one\n', b: '1\n' },
      project: { a: 'two\n', b: '2\n' },
    });
    const clock = { now: 0 };
    const options = { cacheUrl: `redis://127.0.0.1:${port}`, now: () => clock.now };
    const [one, other] = [makeService(comparison, options), makeService(comparison, options)];
    const path = `artifacts/skill:demo/diff?project_path=${comparison.project?.location}`;
    const hitsOf = async (service: typeof one) =>
      Number(
        /cache="diff",outcome="hit"} (\d+)/.exec((await askService(service, '/metrics')).text)?.[1] ?? 0,
      );

    const first = await askService(one, path);
    expect(first.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await askService(other, path)).text).toBe(first.text);
    expect(await hitsOf(other)).toBe(2);

    const ended = new Promise((resolve) => redis.once('exit', resolve));
    redis.kill('SIGKILL');
    await ended;
    for (let round = 0; round < 3; ++round) {
      writeTree(comparison.project?.location ?? '', { a: `without ${round}\n` });
      const { status, body } = await askService(one, path);
      expect([status, body.files[0].unified_diff]).toEqual([
        200,
        expect.stringContaining(`+without ${round}\n`),
      ]);
      clock.now += 6000;
    }
    expect((await askService(one, '/metrics')).text).not.toContain('hunkwise_store_failures_total 0');

    await startRedis(port);
    await expect
      .poll(
        async () => {
          clock.now += 6000;
          writeTree(comparison.project?.location ?? '', { a: `again ${clock.now}\n` });
          await askService(one, path);
          await new Promise((resolve) => setTimeout(resolve, 100));
          const before = await hitsOf(other);
          await askService(other, path);
          return (await hitsOf(other)) - before;
        },
        { timeout: 20_000, interval: 100 },
      )
      .toBe(2);
  },
  60_000,
);
