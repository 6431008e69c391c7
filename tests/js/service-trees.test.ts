import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from '../../demo/service/command-line.ts';
import { directoryTree } from '../../js/server/trees/directory-tree.ts';
import { parseGitLocation } from '../../js/server/trees/git-tree.ts';
import { openTree } from '../../js/server/trees/open-tree.ts';
import { askDiff, makeComparison, makeFolder, writeTree } from './support/trees.ts';

const pathsOf = async (folder: string) =>
  (await directoryTree(folder, '').list()).files.map(({ path }) => path).sort();

test('files are listed by code point of the whole path', async () => {
  const names = ['a/b', 'a-b', 'Z', 'z', 'é', '\uff5e', '🎉', 'A'];
  const comparison = makeComparison({
    collection: Object.fromEntries(names.map((name) => [name, name])),
    project: {},
  });
  const { files } = await askDiff(comparison, 'diff');
  expect(files.map(({ file_path }) => file_path)).toEqual(['A', 'Z', 'a-b', 'a/b', 'z', 'é', '\uff5e', '🎉']);
});

test('excluded names are left out wherever they stand, similar ones are not', async () => {
  const folder = writeTree(makeFolder(), {
    '.git/config': '',
    'a/node_modules/x': '',
    'a/dist': 'a file of that name',
    'build/x': '',
    'distribution/x': '',
    '.github/x': '',
  });
  expect(await pathsOf(folder)).toEqual(['.github/x', 'distribution/x']);
});

test('a link to a file inside counts as that file; others are left out', async () => {
  const outside = writeTree(makeFolder(), { secret: 'x', 'folder/x': 'x' });
  const folder = writeTree(makeFolder(), { real: 'x' });
  symlinkSync('real', join(folder, 'inside'));
  symlinkSync(join(outside, 'secret'), join(folder, 'outside'));
  symlinkSync(join(outside, 'folder'), join(folder, 'folder'));
  symlinkSync('nowhere', join(folder, 'broken'));
  symlinkSync('loop', join(folder, 'loop'));
  expect(await pathsOf(folder)).toEqual(['inside', 'real']);
});

test('an edit between two questions is seen', async () => {
  const folder = writeTree(makeFolder(), { f: 'one\n' });
  const tree = directoryTree(folder, '');
  const [before] = (await tree.list()).files;
  writeTree(folder, { f: 'two, and longer\n' });
  const [after] = (await tree.list()).files;
  expect(after?.sha256).not.toBe(before?.sha256);
});

test('a commit, or a folder of it, is a tree', async () => {
  const repository = writeTree(makeFolder(), { 'sub/ä.txt': 'one\n', 'sub/b': '', 'top.txt': 'top\n' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
  git('tag', 'v1');
  writeTree(repository, { 'sub/ä.txt': 'two\n' });
  git('commit', '-qam', 'two');

  const tree = await openTree(`git:${repository}@v1:sub`);
  const files = (await tree.list()).files;
  expect(files.map(({ path }) => path).sort()).toEqual(['b', 'ä.txt']);
  const text = await files.find(({ path }) => path === 'ä.txt')?.read();
  expect(Buffer.from(text ?? []).toString()).toBe('one\n');
  expect((await (await openTree(`git:${repository}@HEAD`)).list()).files.length).toBe(3);
  await expect(openTree(`git:${repository}@v2`)).rejects.toThrow(/v2|revision/);
});

test('a folder of a commit may have an @ in its name, and so may the repository', () => {
  const folder = writeTree(join(makeFolder(), 'a@b'), {});
  expect(parseGitLocation(`git:${folder}@main:x@y`)).toEqual({
    repository: folder,
    ref: 'main',
    subdir: 'x@y',
  });
  expect(parseGitLocation('git:/nowhere@main')).toBeUndefined();
});

test('faults of the command line are sentences', async () => {
  const folder = makeFolder();
  await expect(readOptions(['--source', folder], '')).rejects.toThrow('One tree is nothing to compare');
  await expect(readOptions(['--source', folder, '--project', '/no/where'], '')).rejects.toThrow(
    '--project /no/where: there is no such folder',
  );
  await expect(readOptions(['--port', '70000'], '')).rejects.toThrow('--port 70000');
  await expect(readOptions(['--sauce', folder], '')).rejects.toThrow('--sauce');
  await expect(readOptions(['--source', `git:${folder}@x`, '--project', folder], '')).rejects.toThrow(
    '--source git:',
  );
});

test('closing a tree of a folder ends the run under way, and the next one is as usual', async () => {
  const folder = writeTree(makeFolder(), { a: 'a\n', b: 'b\n' });
  let isClosing = true;
  const tree = directoryTree(folder, '', {
    now: () => {
      const end = performance.now() + (isClosing ? 20 : 0); // longer than one slice of a run
      while (performance.now() < end);
      if (isClosing) tree.close?.();
      return Date.now();
    },
  });
  await expect(tree.list()).rejects.toThrow('closed');
  isClosing = false;
  expect((await tree.list()).files.map(({ path }) => path)).toEqual(['a', 'b']);
});
