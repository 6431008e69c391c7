// Real programs, really killed: what they leave becomes one of the two trees, and nothing else stays.
// HUNKWISE_LONG=1 kills ten times as often.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { STAGING_NAME } from '../../js/server/writing/inside-root.ts';
import { WritableRoot } from '../../js/server/writing/writable-root.ts';
import { bundleProgram, ended, outputOf, start } from './support/child-programs.ts';
import { makeFolder } from './support/trees.ts';
import { versionOf } from './support/writer-versions.ts';
import { readPlainTree, readShownTree, writePlainTree } from './support/written-trees.ts';

const KILLS = process.env.HUNKWISE_LONG ? 1000 : 100;

test(
  `killed ${KILLS} times while writing, the tree is the one or the other, and nothing is left over`,
  async () => {
    const program = await bundleProgram('writer-child', makeFolder());
    const folder = writePlainTree(makeFolder(), versionOf('A'));
    const seen = { A: 0, B: 0, begun: 0, between: 0 };
    let next = start(process.execPath, [program, folder]);
    // It must have been killed in the middle, too, or this test shows nothing: a busy machine may need more kills for that.
    const showsNothing = () => [seen.between, seen.A, seen.B].includes(0);
    for (let i = 0; i < KILLS || (showsNothing() && i < 10 * KILLS); i++) {
      const child = next;
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await wait(Math.random() * 30);
      child.kill('SIGKILL');
      await ended(child);
      const left = readPlainTree(folder);
      if (Object.keys(left).some((path) => path.startsWith(STAGING_NAME))) seen.begun++;
      const shown = readShownTree(folder);
      const isWhole = [versionOf('A'), versionOf('B')].some(
        (tree) => JSON.stringify(sorted(tree)) === JSON.stringify(sorted(shown)),
      );
      if (!isWhole) seen.between++;
      await new WritableRoot(folder, { lockTimeoutMs: 0 }).recover();
      const tree = readPlainTree(folder);
      const version = tree.version === 'A\n' ? 'A' : 'B';
      seen[version]++;
      expect(tree).toEqual(versionOf(version));
      next = start(process.execPath, [program, folder]);
    }
    next.kill('SIGKILL');
    await ended(next);
    expect(seen.begun).toBeGreaterThan(KILLS / 4);
    expect(seen.between).toBeGreaterThan(0);
    expect(seen.A).toBeGreaterThan(0);
    expect(seen.B).toBeGreaterThan(0);
  },
  60_000 + KILLS * 5000,
);

const sorted = (tree: object) => Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));

test('several programs write one after the other, none is lost and none waits for ever', async () => {
  const program = await bundleProgram('writer-child', makeFolder());
  const folder = writePlainTree(makeFolder(), versionOf('A'));
  const children = Array.from({ length: 4 }, () => start(process.execPath, [program, folder, '5']));
  const outputs = await Promise.all(children.map(outputOf));
  expect(outputs.map((text) => text.split('\n')[1])).toEqual(Array(4).fill('.....done'));
  // Each round turns the tree over once: twenty rounds make the first version again.
  expect(readPlainTree(folder)).toEqual(versionOf('A'));
}, 60_000);

test('a killed program’s lock is taken over by exactly one of those who wait', async () => {
  const program = await bundleProgram('writer-child', makeFolder());
  const folder = writePlainTree(makeFolder(), versionOf('A'));
  const dead = start(process.execPath, ['-e', '']);
  await ended(dead);
  const owner = {
    host: JSON.parse(await someOwner(folder)).host,
    pid: dead.pid,
    startedAt: '',
    ticket: 'dead',
  };
  writeFileSync(join(folder, '.hunkwise-lock'), JSON.stringify(owner));
  const children = Array.from({ length: 4 }, () => start(process.execPath, [program, folder, '3']));
  const outputs = await Promise.all(children.map(outputOf));
  expect(outputs.map((text) => text.split('\n')[1])).toEqual(Array(4).fill('...done'));
  expect(readPlainTree(folder)).toEqual(versionOf('A'));
}, 60_000);

/** What this machine writes into a lock. */
async function someOwner(folder: string): Promise<string> {
  return new WritableRoot(folder).exclusively(async () =>
    readFileSync(join(folder, '.hunkwise-lock'), 'utf8'),
  );
}

test('a limit on the size of files fails the write and leaves the old tree', async () => {
  const program = await bundleProgram('writer-child', makeFolder());
  const folder = writePlainTree(makeFolder(), { version: 'A\n' });
  // Blocks of 512 bytes or 1 KiB: the files of the tree are smaller than either, the journal is not.
  const child = start('sh', ['-c', 'ulimit -f 1; exec "$@"', 'sh', process.execPath, program, folder, '1']);
  expect(await outputOf(child)).toBe('nothing\nfailed no-space\n');
  expect(readPlainTree(folder)).toEqual({ version: 'A\n' });
}, 30_000);
