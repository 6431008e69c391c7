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
 * @throws Error in words for people: there is no such folder, or git's own
 */
export async function openTree(location: string, options: DirectoryTreeOptions = {}): Promise<Tree> {
  if (!location.startsWith('git:')) {
    const root = resolve(location);
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new Error('there is no such folder');
    return directoryTree(root, basename(root), options);
  }
  const trees = new GitTrees(location, options.maxFileBytes ?? 64 * 2 ** 20);
  await trees.commit();
  const { label, reference } = trees;
  return { label, location, reference, list: () => trees.list(), close: () => trees.close() };
}
