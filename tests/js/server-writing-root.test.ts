// A write below a root is done as a whole or not at all, and never anywhere else.

import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Change } from '../../js/server/writing/change.ts';
import { LOCK_NAME } from '../../js/server/writing/inside-root.ts';
import { WritableRoot } from '../../js/server/writing/writable-root.ts';
import { WriteFailure } from '../../js/server/writing/write-failure.ts';
import { makeFolder, writeTree } from './support/trees.ts';
import {
  changesBetween,
  failingFileSystem,
  type PlainTree,
  readPlainTree,
  readShownTree,
  writePlainTree,
} from './support/written-trees.ts';

const A: PlainTree = {
  'SKILL.md': 'one\n',
  'becomes-folder': 'a file\n',
  'becomes-file/x': 'x\n',
  'becomes-file/deep/y': 'y\n',
  'gone/only': 'gone\n',
  'run.sh': '#!/bin/sh\n!x',
  link: '-> SKILL.md',
  same: 'same\n',
};
const B: PlainTree = {
  'SKILL.md': 'two, and longer\n',
  'becomes-folder/z': 'z\n',
  'becomes-file': 'a file now\n',
  'new/deep/file': 'new\n',
  'run.sh': '#!/bin/sh\necho\n!x',
  link: '-> run.sh',
  same: 'same\n',
};

const treeA = async () => writePlainTree(makeFolder(), A);

const write = (folder: string, changes: readonly Change[], options = {}) =>
  new WritableRoot(folder, options).exclusively((writer) => writer.write(changes));

/** What nobody gave back: its owner is this test, which lives, so that recovery would wait for it. */
function dropLock(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(LOCK_NAME)) rmSync(join(folder, name));
}

const file = (path: string, text = 'x'): Change => ({
  kind: 'file',
  path,
  mode: 0o644,
  read: async () => text,
});

test('files, folders, links and permissions become those of the other tree, and back', async () => {
  const folder = await treeA();
  expect(readPlainTree(folder)).toEqual(A);
  await write(folder, changesBetween(A, B));
  expect(readPlainTree(folder)).toEqual(B);
  await write(folder, changesBetween(B, A));
  expect(readPlainTree(folder)).toEqual(A);
});

test('a failure of any call leaves the old tree or the new one, at the latest after recovery', async () => {
  const counting = failingFileSystem(-1, false);
  await write(await treeA(), changesBetween(A, B), { fileSystem: counting.fileSystem });
  expect(counting.calls()).toBeGreaterThan(80);
  let refused = 0;
  for (let n = 1; n <= counting.calls() + 5; n++) {
    const folder = await treeA();
    const { fileSystem } = failingFileSystem(n, false);
    const failure = await write(folder, changesBetween(A, B), { fileSystem }).then(
      () => undefined,
      (error: unknown) => error as { isHalfDone: boolean; message: string },
    );
    if (failure) refused++;
    if (failure) expect(failure, `call ${n}`).toBeInstanceOf(WriteFailure);
    if (failure) expect(failure.message).not.toContain(folder);
    if (failure && !failure.isHalfDone) {
      expect([A, B], `call ${n}`).toContainEqual(readShownTree(folder));
    }
    dropLock(folder);
    await new WritableRoot(folder).recover();
    expect([A, B], `call ${n}`).toContainEqual(readPlainTree(folder));
  }
  expect(refused).toBeGreaterThan(50);
}, 120_000);

test('a program that ends at any call leaves what recovery makes the old tree or the new one', async () => {
  const counting = failingFileSystem(-1, false);
  await write(await treeA(), changesBetween(A, B), { fileSystem: counting.fileSystem });
  const seen = { A: 0, B: 0 };
  for (let n = 1; n <= counting.calls(); n++) {
    const folder = await treeA();
    const { fileSystem } = failingFileSystem(n, true);
    await write(folder, changesBetween(A, B), { fileSystem }).catch(() => {});
    dropLock(folder);
    await new WritableRoot(folder).recover();
    const tree = readPlainTree(folder);
    expect([A, B], `call ${n}`).toContainEqual(tree);
    seen[tree['new/deep/file'] ? 'B' : 'A']++;
  }
  expect(seen.A).toBeGreaterThan(10);
  expect(seen.B).toBeGreaterThan(10);
}, 120_000);

test('recovery that ends at any call can be begun again', async () => {
  const half = async () => {
    const folder = await treeA();
    // The journal is there, half of the files are in their place.
    const { fileSystem } = failingFileSystem(await callOfFifthRename(), true);
    await write(folder, changesBetween(A, B), { fileSystem }).catch(() => {});
    dropLock(folder);
    return folder;
  };
  const counting = failingFileSystem(-1, false);
  const first = await half();
  expect([A, B]).not.toContainEqual(readPlainTree(first));
  expect(await new WritableRoot(first, { fileSystem: counting.fileSystem }).recover()).toBe('finished');
  expect(readPlainTree(first)).toEqual(B);
  for (let n = 1; n <= counting.calls(); n++) {
    const folder = await half();
    const { fileSystem } = failingFileSystem(n, true);
    await new WritableRoot(folder, { fileSystem }).recover().catch(() => {});
    dropLock(folder);
    await new WritableRoot(folder).recover();
    expect([A, B], `call ${n}`).toContainEqual(readPlainTree(folder));
  }
}, 120_000);

/** The number of the call with which the third file is moved to its place: after the lock, and the journal. */
async function callOfFifthRename(): Promise<number> {
  const folder = await treeA();
  const { fileSystem, calls } = failingFileSystem(-1, false);
  let renames = 0;
  let found = 0;
  const counting = {
    ...fileSystem,
    ...Object.fromEntries(Object.keys(fileSystem).map((name) => [name, Reflect.get(fileSystem, name)])),
    rename: async (from: string, to: string) => {
      await fileSystem.rename(from, to);
      if (++renames === 4) found = calls();
    },
  };
  await write(folder, changesBetween(A, B), { fileSystem: counting });
  return found + 1;
}

test('what stands in the way is a failure that changes nothing', async () => {
  const folder = await treeA();
  writeTree(folder, { 'becomes-file/node_modules/kept': 'k' });
  const before = readPlainTree(folder);
  await expect(write(folder, changesBetween(A, B))).rejects.toMatchObject({
    code: 'in-the-way',
    isHalfDone: false,
  });
  expect(readPlainTree(folder)).toEqual(before);
});

test('paths that leave the root, or are git’s or ours, are refused', async () => {
  const folder = makeFolder();
  const outside = writeTree(makeFolder(), { kept: 'kept' });
  symlinkSync(outside, join(folder, 'away'));
  symlinkSync(join(outside, 'not-yet'), join(folder, 'dangling'));
  const paths = [
    '../x',
    '/x',
    'a/../../x',
    'a//b',
    './x',
    '',
    'a/.',
    'nul\0',
    '.git/hooks/x',
    'a/.git',
    '.hunkwise-lock',
    'a/.hunkwise-write/x',
    'away/x',
    'away/deep/x',
    'dangling/x',
  ];
  for (const path of paths)
    await expect(write(folder, [file('fine'), file(path)]), JSON.stringify(path)).rejects.toMatchObject({
      code: 'outside',
    });
  expect(readPlainTree(outside)).toEqual({ kept: 'kept' });
  expect(readdirSync(folder).sort()).toEqual(['away', 'dangling']);
});

test('a link that is replaced is replaced itself, not what it leads to', async () => {
  const folder = makeFolder();
  const outside = writeTree(makeFolder(), { secret: 'secret' });
  symlinkSync(join(outside, 'secret'), join(folder, 'f'));
  await write(folder, [file('f', 'new')]);
  expect(readPlainTree(folder)).toEqual({ f: 'new' });
  expect(readPlainTree(outside)).toEqual({ secret: 'secret' });
});

test('a staging folder that is a link is removed, and what it leads to stays', async () => {
  const folder = makeFolder();
  const outside = writeTree(makeFolder(), { 'journal.json': '{"version":1,"entries":[]}', kept: 'kept' });
  symlinkSync(outside, join(folder, '.hunkwise-write'));
  await write(folder, [file('f', 'new')]);
  expect(readPlainTree(folder)).toEqual({ f: 'new' });
  expect(Object.keys(readPlainTree(outside))).toEqual(['journal.json', 'kept']);
});

test('a journal that cannot be read is reported and kept', async () => {
  const folder = writeTree(makeFolder(), { '.hunkwise-write/journal.json': '{"version":9}' });
  await expect(new WritableRoot(folder).recover()).rejects.toMatchObject({
    code: 'failed',
    isHalfDone: true,
  });
  expect(readPlainTree(folder)).toEqual({ '.hunkwise-write/journal.json': '{"version":9}' });
});

test('content that is not what was planned is a failure', async () => {
  const folder = await treeA();
  const changes: Change[] = [
    { kind: 'file', path: 'SKILL.md', mode: 0o644, sha256: '0'.repeat(64), read: async () => 'other' },
  ];
  await expect(write(folder, changes)).rejects.toMatchObject({ code: 'changed' });
  const unreadable: Change[] = [
    {
      kind: 'file',
      path: 'SKILL.md',
      mode: 0o644,
      read: async () => Promise.reject(Object.assign(new Error('/secret/path'), { code: 'EIO' })),
    },
  ];
  await expect(write(folder, unreadable)).rejects.toMatchObject({
    code: 'unreadable',
    message: 'Cannot write SKILL.md: it cannot be read.',
  });
  expect(readPlainTree(folder)).toEqual(A);
});

test.skipIf(process.getuid?.() === 0)('a folder without permission is a failure', async () => {
  const folder = await treeA();
  chmodSync(join(folder, 'gone'), 0o500);
  await expect(write(folder, changesBetween(A, B))).rejects.toMatchObject({ code: 'not-writable' });
  chmodSync(join(folder, 'gone'), 0o700);
  expect(readPlainTree(folder)).toEqual(A);
});

test('a file that is neither a file nor a link is left alone', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'f'));
  writeFileSync(join(folder, 'f', 'inside'), 'kept');
  await expect(write(folder, [file('f')])).rejects.toMatchObject({ code: 'in-the-way' });
  expect(readPlainTree(folder)).toEqual({ 'f/inside': 'kept' });
});

test('a root that is not there is a failure that does not name it', async () => {
  const failure = await write('/no/such/root', [file('f')]).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code: 'not-writable' });
  expect((failure as Error).message).not.toContain('/no');
});
