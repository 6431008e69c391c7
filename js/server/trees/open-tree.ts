// The words that name a tree → the tree.

import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type DirectoryTreeOptions, directoryTree } from './directory-tree.ts';
import { GitTrees } from './git-tree.ts';
import type { Tree } from './tree.ts';

/**
 * A folder, or `git:REPOSITORY@REF[:FOLDER]`. A folder is looked at with every question; of a reference, the commit that it
 * names whenever the tree is listed.
 *
 * @throws Error in words for people: no location, no such folder, repository, commit, or folder in it; else git's own
 */
export async function openTree(location: string, options: DirectoryTreeOptions = {}): Promise<Tree> {
  // As a variable that is not set gives it; it would be the folder that the program happens to stand in.
  if (location.trim() === '') throw new Error('expected a folder, or git:REPOSITORY@REF');
  if (!location.startsWith('git:')) {
    const root = resolve(location);
    const found = statSync(root, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new Error('this is a file; a tree is a folder');
    if (!found) throw new Error('there is no such folder');
    return directoryTree(root, basename(root), options);
  }
  const trees = new GitTrees(location, options.maxFileBytes ?? 64 * 2 ** 20);
  await trees.check();
  const { label, reference } = trees;
  return { label, location, reference, list: () => trees.list(), close: () => trees.close() };
}
