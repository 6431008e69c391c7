// A folder that is written to: one writer at a time, every write as a whole, and whole again after a crash.

import { join } from 'node:path';
import { carryOut } from './carry-out.ts';
import type { Change } from './change.ts';
import { nodeFileSystem, type WritingFileSystem } from './file-system.ts';
import { LOCK_NAME, STAGING_NAME } from './inside-root.ts';
import {
  type Journal,
  type JournalEntry,
  readJournal,
  removeJournal,
  stagingFolder,
  writeJournal,
} from './journal.ts';
import { sweepLock, takeLock } from './lock-file.ts';
import { stage } from './staging.ts';
import { asWriteFailure, WriteFailure, writeFailure } from './write-failure.ts';

/**
 * How long one writer waits for another, in milliseconds. A write of a thousand files takes a few seconds on
 * a slow disk.
 */
const LOCK_TIMEOUT_MS = 15_000;

export interface WritableRootOptions {
  readonly fileSystem?: WritingFileSystem;
  readonly lockTimeoutMs?: number;
}

/** What a crash had left. `nothing`, `cleared`: a write that had not begun. `finished`, `undone`: one that had. */
export type Recovery = 'nothing' | 'cleared' | 'finished' | 'undone';

/** Only within `exclusively`. */
export interface RootWriter {
  /**
   * Makes all changes or none. A reader that looks meanwhile sees each file old or new, never half of one,
   * but may see some files old and others new. After a crash, `recover` decides for all.
   *
   * @throws {WriteFailure}
   */
  write(changes: readonly Change[]): Promise<void>;
}

// Writers of this program queue here; the file is for those of others. By real path, since a root may have
// several names.
const queues = new Map<string, Promise<unknown>>();

/**
 * New content is prepared in a folder inside the root, so that root and content are on one disk, whatever is
 * mounted where; a part of the tree that is mounted from elsewhere makes the write fail, with nothing
 * changed.
 */
export class WritableRoot {
  readonly #path: string;
  readonly #fileSystem: WritingFileSystem;
  readonly #lockTimeoutMs: number;

  /** @param path Absolute; must exist when something is written. */
  constructor(path: string, options: WritableRootOptions = {}) {
    this.#path = path;
    this.#fileSystem = options.fileSystem ?? nodeFileSystem;
    this.#lockTimeoutMs = options.lockTimeoutMs ?? LOCK_TIMEOUT_MS;
  }

  /**
   * Brings the tree back to exactly what it was before or after the write that a crash interrupted. To be
   * called at the start; without, the next writer does it.
   *
   * @throws {WriteFailure} locked: somebody else is writing, so nothing is to be recovered now
   */
  recover(): Promise<Recovery> {
    return this.#locked((root) => this.#heal(root));
  }

  /**
   * Runs `work` while nobody else writes to this root. Must not be called again from within.
   *
   * @throws {WriteFailure} locked, and what `work` throws
   */
  exclusively<Result>(work: (writer: RootWriter) => Promise<Result>): Promise<Result> {
    return this.#locked(async (root) => {
      await this.#heal(root);
      return work({ write: (changes) => this.#write(root, changes) });
    });
  }

  async #locked<Result>(work: (realRoot: string) => Promise<Result>): Promise<Result> {
    const root = await this.#fileSystem.realpath(this.#path).catch((error: unknown) => {
      throw writeFailure('not-writable', 'to a folder that is not there', error);
    });
    const before = queues.get(root) ?? Promise.resolve();
    const turn = before.then(async () => {
      const release = await takeLock(this.#fileSystem, join(root, LOCK_NAME), this.#lockTimeoutMs);
      try {
        return await work(root);
      } finally {
        await release();
      }
    });
    const settled = turn.catch(() => {});
    queues.set(root, settled);
    try {
      return await turn;
    } finally {
      if (queues.get(root) === settled) queues.delete(root);
    }
  }

  async #heal(root: string): Promise<Recovery> {
    const fileSystem = this.#fileSystem;
    try {
      const names = await fileSystem.readdir(root);
      if (names.some((name) => name.startsWith(`${LOCK_NAME}.`)))
        await sweepLock(fileSystem, root, LOCK_NAME);
      if (!names.includes(STAGING_NAME)) return 'nothing';
      // Ours is a folder. A link of that name would lead the writing elsewhere.
      const isOurs = (await fileSystem.lstat(stagingFolder(root))).isDirectory();
      const journal = isOurs ? await readJournal(fileSystem, root) : undefined;
      if (journal === undefined) {
        await fileSystem.rm(stagingFolder(root), { recursive: true, force: true });
        return 'cleared';
      }
      return await this.#resume(root, journal);
    } catch (error) {
      throw asWriteFailure(error, 'what a crash had left');
    }
  }

  async #resume(root: string, journal: Journal): Promise<Recovery> {
    try {
      await carryOut(this.#fileSystem, root, journal);
      return journal.direction === 'do' ? 'finished' : 'undone';
    } catch (error) {
      if (error instanceof WriteFailure && !error.isHalfDone) return 'undone';
      throw error;
    }
  }

  async #write(root: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const fileSystem = this.#fileSystem;
    let entries: readonly JournalEntry[];
    try {
      entries = await stage(fileSystem, root, changes);
      await writeJournal(fileSystem, root, entries);
    } catch (error) {
      await removeJournal(fileSystem, root).catch(() => {});
      throw asWriteFailure(error, 'the files');
    }
    await carryOut(fileSystem, root, { direction: 'do', entries });
  }
}
