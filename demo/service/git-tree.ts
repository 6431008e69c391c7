// A commit of a local git repository as a tree. Git itself reads it, once: a commit does not change.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { isExcludedPath, type Tree, type TreeFile } from './tree.ts';

/** The parts of `git:REPO@REF[:SUBDIR]`; undefined if no beginning of it names a folder. */
export function parseGitLocation(
  location: string,
): { repository: string; ref: string; subdir: string } | undefined {
  const rest = location.slice('git:'.length);
  // Folder names may hold '@', too, so the first '@' behind an existing folder separates.
  for (let at = rest.indexOf('@'); at > 0; at = rest.indexOf('@', at + 1)) {
    const repository = rest.slice(0, at);
    if (!statSync(repository, { throwIfNoEntry: false })?.isDirectory()) continue;
    const [ref = '', ...subdir] = rest.slice(at + 1).split(':');
    return ref ? { repository, ref, subdir: subdir.join(':') } : undefined;
  }
  return undefined;
}

function git(repository: string, args: string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', repository, ...args],
      { encoding: 'buffer', maxBuffer: 2 ** 31 },
      (error, stdout, stderr) => (error ? reject(new Error(stderr.toString().trim())) : resolve(stdout)),
    );
    child.stdin?.on('error', () => {}); // git's exit code says what was wrong
    child.stdin?.end(input);
  });
}

/** Reads the whole commit. @throws Error with git's own words */
export async function gitTree(location: string): Promise<Tree> {
  const parsed = parseGitLocation(location);
  if (!parsed) throw new Error('expected git:REPOSITORY@REF or git:REPOSITORY@REF:FOLDER');
  const { repository, ref, subdir } = parsed;
  const commit = await git(repository, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
  const listing = await git(repository, [
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    `${commit.toString().trim()}:${subdir}`,
  ]);

  const paths: string[] = [];
  const objects: string[] = [];
  for (const entry of new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    .decode(listing)
    .split('\0')) {
    const tab = entry.indexOf('\t');
    const [mode, , object] = entry.slice(0, tab).split(' ');
    const path = entry.slice(tab + 1);
    // Regular files only: neither links nor submodules.
    if (!mode?.startsWith('100') || !object || isExcludedPath(path)) continue;
    paths.push(path);
    objects.push(object);
  }

  const blobs = await git(
    repository,
    ['cat-file', '--batch'],
    objects.map((object) => `${object}\n`).join(''),
  );
  let at = 0;
  const files = paths.map((path): TreeFile => {
    const headerEnd = blobs.indexOf(0x0a, at);
    const size = Number(blobs.toString('latin1', at, headerEnd).split(' ')[2]);
    const bytes = blobs.subarray(headerEnd + 1, headerEnd + 1 + size);
    at = headerEnd + 1 + size + 1;
    return {
      path,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      read: async () => bytes,
    };
  });
  return { label: `${ref}${subdir && ` ${subdir}`}`, location, files: async () => files };
}
