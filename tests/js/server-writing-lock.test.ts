// The lock of a root: one owner, dead owners are replaced, living ones and those of other machines are waited for.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../js/server/writing/file-system.ts';
import { takeLock } from '../../js/server/writing/lock-file.ts';
import { isAlive, newOwner, parseOwner } from '../../js/server/writing/lock-owner.ts';
import { WritableRoot } from '../../js/server/writing/writable-root.ts';
import { ended, start } from './support/child-programs.ts';
import { makeFolder } from './support/trees.ts';

const take = (path: string, timeoutMs = 0) => takeLock(nodeFileSystem, path, timeoutMs);

test('a lock names this program, and is gone when it is given back', async () => {
  const folder = makeFolder();
  const release = await take(join(folder, 'lock'));
  expect(readdirSync(folder)).toEqual(['lock']);
  expect(parseOwner(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({
    host: hostname(),
    pid: process.pid,
  });
  await release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a living owner is waited for, then named', async () => {
  const path = join(makeFolder(), 'lock');
  const release = await take(path);
  await expect(take(path, 60)).rejects.toMatchObject({
    code: 'locked',
    message: `Another program (${process.pid} on ${hostname()}) is writing here.`,
  });
  const second = take(path, 10_000);
  await release();
  await (await second)();
});

test('locks of ended programs, of those whose number is used again, and empty ones are taken over', async () => {
  const child = start(process.execPath, ['-e', '']);
  await ended(child);
  const own = newOwner();
  const texts = [
    JSON.stringify({ ...own, pid: child.pid }),
    JSON.stringify({ ...own, startedAt: 'another boot:1' }),
    '',
    '{"host":1}',
    JSON.stringify({ ...own, pid: -1 }),
  ];
  for (const text of texts) {
    const folder = makeFolder();
    writeFileSync(join(folder, 'lock'), text);
    const release = await take(join(folder, 'lock'));
    expect(readFileSync(join(folder, 'lock'), 'utf8')).not.toBe(text);
    await release();
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('a take-over in which its owner died is taken over itself', async () => {
  const folder = makeFolder();
  const dead = JSON.stringify({ ...newOwner(), startedAt: 'another boot:1' });
  for (const name of ['lock', 'lock.over', 'lock.over.over']) writeFileSync(join(folder, name), dead);
  await (await take(join(folder, 'lock')))();
  expect(readdirSync(folder)).toEqual([]);
});

test('an owner on another machine counts as alive', async () => {
  const path = join(makeFolder(), 'lock');
  writeFileSync(path, JSON.stringify({ ...newOwner(), host: 'elsewhere', pid: 1 }));
  await expect(take(path)).rejects.toMatchObject({ code: 'locked' });
  expect(isAlive({ ...newOwner(), host: 'elsewhere' })).toBe(true);
});

test('only one of many who find a dead lock gets it at a time', async () => {
  const path = join(makeFolder(), 'lock');
  writeFileSync(path, JSON.stringify({ ...newOwner(), startedAt: 'another boot:1' }));
  let inside = 0;
  let most = 0;
  let turns = 0;
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      const release = await take(path, 30_000);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      turns++;
      inside--;
      await release();
    }),
  );
  expect([most, turns]).toEqual([1, 30]);
}, 40_000);

test('drafts of dead programs beside the lock are swept, those of the living are not', async () => {
  const folder = makeFolder();
  const child = start(process.execPath, ['-e', '']);
  await ended(child);
  const uuid = newOwner().ticket;
  const alive = `.hunkwise-lock.${process.pid}-${uuid}`;
  writeFileSync(join(folder, alive), JSON.stringify(newOwner()));
  writeFileSync(join(folder, `.hunkwise-lock.${child.pid}-${uuid}`), '');
  writeFileSync(join(folder, '.hunkwise-lock.over'), JSON.stringify({ ...newOwner(), pid: child.pid }));
  await new WritableRoot(folder).recover();
  expect(readdirSync(folder)).toEqual([alive]);
});

test('writers of one program wait in line, whatever they call the root', async () => {
  const folder = makeFolder();
  const order: number[] = [];
  const roots = [folder, `${folder}/.`, folder];
  await Promise.all(
    roots.map((path, i) =>
      new WritableRoot(path, { lockTimeoutMs: 0 }).exclusively(async () => {
        await new Promise((resolve) => setTimeout(resolve, 20 - i * 9));
        order.push(i);
      }),
    ),
  );
  expect(order.sort()).toEqual([0, 1, 2]);
});
