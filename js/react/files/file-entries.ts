// The files of an index with a name of their own each, and which of them to list.

import type { DiffIndex, FileStatus } from '../../core/api.ts';
import type { StatusFilter } from '../context/view-state.ts';

export interface FileEntry {
  /** Position in the index. */
  readonly file: number;
  /** The path; of a path that comes again (git prints a type change as two sections), with a number behind it. */
  readonly id: string;
  readonly path: string;
  readonly status: FileStatus;
  /** Both sides changed it, as the service says; false also where it does not say who did. */
  readonly isConflict: boolean;
  /** Among the changed files, or among all if none has changed. -1: not changed. */
  readonly rank: number;
}

export interface FileEntries {
  readonly all: readonly FileEntry[];
  readonly byId: ReadonlyMap<string, FileEntry>;
  /** Files that are not `unchanged`. */
  readonly changed: number;
}

const known = new WeakMap<DiffIndex, FileEntries>();

/** Decodes all paths, once per index. */
export function entriesOf(index: DiffIndex): FileEntries {
  const entries = known.get(index) ?? readEntries(index);
  known.set(index, entries);
  return entries;
}

function readEntries(index: DiffIndex): FileEntries {
  const byId = new Map<string, FileEntry>();
  const statuses = Array.from({ length: index.fileCount }, (_, file) => index.status(file));
  const changed = statuses.filter((status) => status !== 'unchanged').length;
  let rank = 0;
  const all = statuses.map((status, file) => {
    const path = index.path(file);
    let id = path;
    for (let again = 2; byId.has(id); ++again) id = `${path} (${again})`;
    const isRanked = changed === 0 || status !== 'unchanged';
    const isConflict = index.changeOrigin(file) === 'both';
    const entry = { file, id, path, status, isConflict, rank: isRanked ? rank++ : -1 };
    byId.set(id, entry);
    return entry;
  });
  return { all, byId, changed };
}

export function chooseEntries(
  entries: readonly FileEntry[],
  text: string,
  filter: StatusFilter,
): readonly FileEntry[] {
  const wanted = text.trim().toLowerCase();
  return entries.filter(({ path, status }) => {
    if (filter === 'changed' ? status === 'unchanged' : filter !== 'all' && status !== filter) return false;
    return wanted === '' || path.toLowerCase().includes(wanted);
  });
}
