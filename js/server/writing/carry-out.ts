// Does what a journal says, or undoes it. Both may be begun again from any point at which a crash left them.

import { dirname, join } from 'node:path';
import { syncFolder, type WritingFileSystem } from './file-system.ts';
import { placeInside } from './inside-root.ts';
import { type Journal, type JournalEntry, removeJournal, stagingFolder, turnJournal } from './journal.ts';
import { asWriteFailure, errorCode, isAbsence, WriteFailure } from './write-failure.ts';

/** Not empty, a mount, or not ours to remove: an empty folder that stays does no harm. */
const KEPT_FOLDER = ['ENOTEMPTY', 'EEXIST', 'EBUSY', 'EACCES', 'EPERM', 'EROFS'];

/**
 * Carries a journal out and removes it. What cannot be done is undone.
 *
 * @throws {WriteFailure} everything is as it was before; with `isHalfDone`, the journal is kept for the next time
 */
export async function carryOut(
  fileSystem: WritingFileSystem,
  root: string,
  { direction, entries }: Journal,
): Promise<void> {
  const failure = direction === 'do' ? await attempt(() => doEntries(fileSystem, root, entries)) : undefined;
  if (failure || direction === 'undo') {
    const second = await attempt(async () => {
      await turnJournal(fileSystem, root);
      await undoEntries(fileSystem, root, entries);
    });
    if (second)
      throw new WriteFailure(second.code, second.message, { isHalfDone: true, cause: failure ?? second });
  }
  await syncParents(fileSystem, root, entries);
  // Everything is in its place. A journal that stays is carried out once more by the next writer, which finds
  // nothing to do.
  await removeJournal(fileSystem, root).catch(() => {});
  if (failure) throw failure;
}

async function attempt(work: () => Promise<void>): Promise<WriteFailure | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return asWriteFailure(error, 'the files');
  }
}

// Removals first: a file may give way to a folder of its name, and a folder to a file.
async function doEntries(
  fileSystem: WritingFileSystem,
  root: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  for (const { path, isWritten } of entries)
    if (!isWritten) await at(path, async () => removeFile(fileSystem, root, path));
  for (const [i, { path, isWritten }] of entries.entries())
    if (isWritten) await at(path, () => moveIn(fileSystem, root, path, join('new', `${i}`)));
}

async function undoEntries(
  fileSystem: WritingFileSystem,
  root: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  const staged = (name: string) => join(stagingFolder(root), name);
  for (const [i, { path, isWritten, wasThere }] of entries.entries()) {
    if (wasThere || !isWritten) continue;
    await at(path, async () => {
      // What is still prepared was never moved in; folders may have been made for it.
      const isMovedIn = !(await exists(fileSystem, staged(join('new', `${i}`))));
      if (isMovedIn) await removeFile(fileSystem, root, path);
      else await removeEmptyParents(fileSystem, root, path);
    });
  }
  for (const [i, { path, wasThere }] of entries.entries())
    if (wasThere) await at(path, () => moveIn(fileSystem, root, path, join('old', `${i}`)));
}

/** Moves something from the staging folder to its place; if it is not there any more, that was done before. */
async function moveIn(
  fileSystem: WritingFileSystem,
  root: string,
  path: string,
  staged: string,
): Promise<void> {
  const from = join(stagingFolder(root), staged);
  if (!(await exists(fileSystem, from))) return;
  const place = await placeInside(fileSystem, root, path);
  await fileSystem.mkdir(dirname(place), { recursive: true });
  try {
    await fileSystem.rename(from, place);
  } catch (error) {
    if (!['EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    await removeEmptyFolders(fileSystem, place);
    await fileSystem.rename(from, place);
  }
}

/** Removes a file or link and the folders that it leaves empty. A folder of that name is not it. */
async function removeFile(fileSystem: WritingFileSystem, root: string, path: string): Promise<void> {
  const place = await placeInside(fileSystem, root, path);
  try {
    if ((await fileSystem.lstat(place)).isDirectory()) return;
    await fileSystem.unlink(place);
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
  await removeEmptyParents(fileSystem, root, path);
}

async function removeEmptyParents(fileSystem: WritingFileSystem, root: string, path: string): Promise<void> {
  for (let folder = dirname(join(root, path)); folder !== root; folder = dirname(folder)) {
    try {
      await fileSystem.rmdir(folder);
    } catch (error) {
      if (isAbsence(error)) continue;
      if (KEPT_FOLDER.includes(errorCode(error) ?? '')) return;
      throw error;
    }
  }
}

/** Removes a tree of folders without files; fails at the first file. */
async function removeEmptyFolders(fileSystem: WritingFileSystem, folder: string): Promise<void> {
  for (const entry of await fileSystem.readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await removeEmptyFolders(fileSystem, join(folder, entry.name));
  await fileSystem.rmdir(folder);
}

async function syncParents(
  fileSystem: WritingFileSystem,
  root: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  const folders = new Set([root]);
  for (const { path } of entries)
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      folders.add(join(root, folder));
  for (const folder of folders) await syncFolder(fileSystem, folder);
}

async function exists({ lstat }: WritingFileSystem, path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

async function at(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw asWriteFailure(error, path);
  }
}
