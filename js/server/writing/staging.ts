// Prepares a write beside what it will replace: new content completely on disk, old content kept. Touches
// nothing that people see.

import { join } from 'node:path';
import { type Change, sha256Of } from './change.ts';
import { syncFolder, type WritingFileSystem, writeDurably } from './file-system.ts';
import { inTurn } from './in-turn.ts';
import { placeInside } from './inside-root.ts';
import { type JournalEntry, stagingFolder } from './journal.ts';
import { asWriteFailure, errorCode, isAbsence, WriteFailure, writeFailure } from './write-failure.ts';

/** @throws {WriteFailure} any but `in-the-way`, `locked` */
export async function stage(
  fileSystem: WritingFileSystem,
  realRoot: string,
  changes: readonly Change[],
): Promise<JournalEntry[]> {
  const seen = new Set<string>();
  for (const { path } of changes) {
    if (seen.has(path)) throw new TypeError(`Two changes of ${path}`);
    seen.add(path);
  }
  const staging = stagingFolder(realRoot);
  // Not recursive: what stands there already is not ours.
  for (const folder of [staging, join(staging, 'new'), join(staging, 'old')]) await fileSystem.mkdir(folder);
  const entries = await inTurn([...changes.entries()], async ([i, change]): Promise<JournalEntry> => {
    try {
      const place = await placeInside(fileSystem, realRoot, change.path);
      await stageNew(fileSystem, join(staging, 'new', `${i}`), change);
      const wasThere = await keepOld(fileSystem, place, join(staging, 'old', `${i}`));
      return { path: change.path, isWritten: change.kind !== 'removal', wasThere };
    } catch (error) {
      throw asWriteFailure(error, change.path);
    }
  });
  for (const name of ['new', 'old']) await syncFolder(fileSystem, join(staging, name));
  return entries;
}

async function stageNew(fileSystem: WritingFileSystem, place: string, change: Change): Promise<void> {
  if (change.kind === 'link') await fileSystem.symlink(change.target, place);
  if (change.kind !== 'file') return;
  const content = await change.read().catch((error: unknown) => {
    if (error instanceof WriteFailure) throw error;
    throw writeFailure(isAbsence(error) ? 'changed' : 'unreadable', change.path, error);
  });
  if (change.sha256 !== undefined && sha256Of(content) !== change.sha256)
    throw writeFailure('changed', change.path);
  await writeDurably(fileSystem, place, content, change.mode & 0o777);
}

/** A second name for what stands there, or a copy where second names are not possible. */
async function keepOld(fileSystem: WritingFileSystem, place: string, copy: string): Promise<boolean> {
  const { lstat, link, symlink, readlink, readFile } = fileSystem;
  const old = await lstat(place).catch((error: unknown) => {
    if (isAbsence(error)) return undefined;
    throw error;
  });
  if (old === undefined || old.isDirectory()) return false;
  if (old.isSymbolicLink()) {
    await symlink(await readlink(place), copy);
    return true;
  }
  if (!old.isFile()) throw Object.assign(new Error('neither a file nor a link'), { code: 'EEXIST' });
  try {
    await link(place, copy);
  } catch (error) {
    if (!['EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS'].includes(errorCode(error) ?? ''))
      throw error;
    await writeDurably(fileSystem, copy, await readFile(place), old.mode & 0o777);
  }
  return true;
}
