// Which paths may be written: plain ones below the root, on the way to which no link leads out.

import { dirname, join, sep } from 'node:path';
import type { WritingFileSystem } from './file-system.ts';
import { isAbsence, writeFailure } from './write-failure.ts';

/** In the root while something is written, with all that is prepared; only there after a crash otherwise. */
export const STAGING_NAME = '.hunkwise-write';
/** In the root while something is written; names of other files of the lock begin like it. */
export const LOCK_NAME = '.hunkwise-lock';

/** Whether a name belongs to the writing itself: no part of any tree. */
export const isWritingName = (name: string): boolean => name === STAGING_NAME || name.startsWith(LOCK_NAME);

/**
 * Whether a path with slashes names something below its root: no `..`, no `.`, nothing absolute, nothing of
 * git's or ours.
 */
export function isPlainPath(path: string): boolean {
  if (path === '' || path.includes('\0')) return false;
  return path.split('/').every((name) => !['', '.', '..', '.git'].includes(name) && !isWritingName(name));
}

/**
 * Where a path is on disk.
 *
 * @throws {WriteFailure} outside: not plain, or a link on the way leads out of the root
 */
export async function placeInside(
  fileSystem: WritingFileSystem,
  realRoot: string,
  path: string,
): Promise<string> {
  if (!isPlainPath(path)) throw writeFailure('outside', JSON.stringify(path));
  const place = join(realRoot, path);
  for (let folder = dirname(place); ; folder = dirname(folder)) {
    const real = await fileSystem.realpath(folder).catch((error: unknown) => {
      if (isAbsence(error)) return undefined;
      throw writeFailure('outside', path, error);
    });
    if (real === undefined) {
      // A broken link would be followed by mkdir; a folder that is missing is made.
      if (await isLink(fileSystem, folder)) throw writeFailure('outside', path);
      continue;
    }
    if (real !== realRoot && !real.startsWith(realRoot + sep)) throw writeFailure('outside', path);
    return place;
  }
}

async function isLink({ lstat }: WritingFileSystem, path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}
