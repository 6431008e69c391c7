// The note that makes a write repeatable: from the moment it is there, what was prepared will be done, or be
// undone, completely.

import { join } from 'node:path';
import { syncFolder, type WritingFileSystem, writeDurably } from './file-system.ts';
import { STAGING_NAME } from './inside-root.ts';
import { isAbsence, WriteFailure } from './write-failure.ts';

const VERSION = 1;

/** The direction is the name, so that turning it round is a rename, which works on a full disk, too. */
const FILES = { do: 'journal.json', undo: 'undo.json' } as const;

/** The number of an entry is its name in the folders `new` and `old` of the staging folder. */
export interface JournalEntry {
  readonly path: string;
  /** Whether `new` had something for it. */
  readonly isWritten: boolean;
  /** Whether `old` has what stood there before. */
  readonly wasThere: boolean;
}

export interface Journal {
  /** `undo` once a step turned out to be impossible. */
  readonly direction: keyof typeof FILES;
  readonly entries: readonly JournalEntry[];
}

export const stagingFolder = (root: string): string => join(root, STAGING_NAME);

/** From here on the write will be done. */
export async function writeJournal(
  fileSystem: WritingFileSystem,
  root: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  const staging = stagingFolder(root);
  const draft = join(staging, 'draft.json');
  await writeDurably(fileSystem, draft, JSON.stringify({ version: VERSION, entries }), 0o600);
  await fileSystem.rename(draft, join(staging, FILES.do));
  await syncFolder(fileSystem, staging);
}

/** From here on the write will be undone. Does nothing if that was so before. */
export async function turnJournal(fileSystem: WritingFileSystem, root: string): Promise<void> {
  const staging = stagingFolder(root);
  try {
    await fileSystem.rename(join(staging, FILES.do), join(staging, FILES.undo));
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
  await syncFolder(fileSystem, staging);
}

/**
 * @returns undefined if there is none: nothing was begun, or all was finished
 * @throws {WriteFailure} failed: a journal that this version cannot read
 */
export async function readJournal(fileSystem: WritingFileSystem, root: string): Promise<Journal | undefined> {
  for (const direction of ['do', 'undo'] as const) {
    try {
      const text = await fileSystem.readFile(join(stagingFolder(root), FILES[direction]), 'utf8');
      return { direction, entries: parse(text) };
    } catch (error) {
      if (!isAbsence(error)) throw error;
    }
  }
  return undefined;
}

function parse(text: string): readonly JournalEntry[] {
  try {
    const { version, entries } = JSON.parse(text) as { version: unknown; entries: unknown };
    if (version === VERSION && Array.isArray(entries)) return entries;
  } catch {
    // below
  }
  throw new WriteFailure('failed', `The journal in ${STAGING_NAME} is of another version, or damaged.`, {
    isHalfDone: true,
  });
}

/** Says that all is done, then clears the staging folder. Between the two, recovery only has to clear. */
export async function removeJournal(fileSystem: WritingFileSystem, root: string): Promise<void> {
  const staging = stagingFolder(root);
  for (const name of Object.values(FILES)) await fileSystem.rm(join(staging, name), { force: true });
  await syncFolder(fileSystem, staging);
  await fileSystem.rm(staging, { recursive: true, force: true });
}
