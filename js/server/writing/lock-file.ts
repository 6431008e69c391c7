// One writer at a time per root, across programs: a file that names its owner. The lock of an owner that died
// is taken over.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WritingFileSystem } from './file-system.ts';
import { deadOwner, doesRun, isAlive, type LockOwner, newOwner, parseOwner } from './lock-owner.ts';
import { asWriteFailure, errorCode, isAbsence, WriteFailure } from './write-failure.ts';

/** Between two looks at a lock that somebody else holds, in milliseconds. */
const POLL_MS = 25;

/**
 * Takes the lock, waiting for its owner if that one lives.
 *
 * @param path Of the lock file. Files beside it whose names begin with it belong to the lock.
 * @param timeoutMs How long to wait for another owner.
 * @returns What gives the lock back.
 * @throws {WriteFailure} locked: the owner did not finish in time. not-writable, no-space: the file cannot be made.
 */
export async function takeLock(
  fileSystem: WritingFileSystem,
  path: string,
  timeoutMs: number,
): Promise<() => Promise<void>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const release = await tryLock(fileSystem, path);
    if (typeof release === 'function') return release;
    if (performance.now() >= deadline)
      throw new WriteFailure(
        'locked',
        `Another program (${release.pid} on ${release.host}) is writing here.`,
      );
    await wait(POLL_MS);
  }
}

async function tryLock(
  fileSystem: WritingFileSystem,
  path: string,
): Promise<(() => Promise<void>) | LockOwner> {
  const own = newOwner();
  const draft = `${path}.${own.pid}-${own.ticket}`;
  try {
    const seen = await readOwner(fileSystem, path);
    if (seen && isAlive(seen)) return seen;
    // A link appears with its content at once; a file that is opened first is empty for a moment.
    await writePlainly(fileSystem, draft, JSON.stringify(own));
    const release = () => giveBack(fileSystem, path);
    if (await succeeds(fileSystem.link(draft, path))) return release;
    const owner = await readOwner(fileSystem, path);
    if (owner === undefined) return own;
    if (isAlive(owner)) return owner;
    return (await takeOver(fileSystem, path, draft, owner)) ? release : owner;
  } catch (error) {
    throw asWriteFailure(error, 'the lock');
  } finally {
    await fileSystem.unlink(draft).catch(() => {});
  }
}

async function giveBack(fileSystem: WritingFileSystem, path: string): Promise<void> {
  try {
    await fileSystem.unlink(path);
  } catch (error) {
    // Somebody removed it by hand: it is given back.
    if (!isAbsence(error)) throw asWriteFailure(error, 'the lock');
  }
}

// A dead owner's lock may only be changed by the one who holds the lock of the take-over. Without that, the
// second of two who both saw the dead one would throw out the first, who is alive. That lock is as any other:
// its owner may die as well.
async function takeOver(
  fileSystem: WritingFileSystem,
  path: string,
  draft: string,
  dead: LockOwner,
): Promise<boolean> {
  const release = await tryLock(fileSystem, `${path}.over`);
  if (typeof release !== 'function') return false;
  try {
    if ((await readOwner(fileSystem, path))?.ticket !== dead.ticket) return false;
    await fileSystem.rename(draft, path);
    return true;
  } finally {
    await release();
  }
}

/** Removes what dead owners left beside the lock. To be called by the one who holds it. */
export async function sweepLock(fileSystem: WritingFileSystem, folder: string, name: string): Promise<void> {
  for (const file of await fileSystem.readdir(folder)) {
    if (!file.startsWith(`${name}.`)) continue;
    const path = join(folder, file);
    if (file.endsWith('.over')) {
      const release = await tryLock(fileSystem, path);
      if (typeof release === 'function') await release();
      continue;
    }
    const owner = await readOwner(fileSystem, path);
    // A draft that is still being written is no owner yet; its name says whose it is.
    const pid = Number(file.slice(file.lastIndexOf('.') + 1).split('-')[0]);
    if (owner && !isAlive(owner) && !doesRun(pid)) await fileSystem.unlink(path).catch(() => {});
  }
}

async function writePlainly({ open }: WritingFileSystem, path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

async function succeeds(linking: Promise<void>): Promise<boolean> {
  try {
    await linking;
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @returns undefined if the lock is gone by now. */
async function readOwner(fileSystem: WritingFileSystem, path: string): Promise<LockOwner | undefined> {
  try {
    const text = await fileSystem.readFile(path, 'utf8');
    return parseOwner(text) ?? deadOwner(text);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
