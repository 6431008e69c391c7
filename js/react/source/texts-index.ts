// The index of a comparison of two texts: one file.

import type { DiffIndex, DiffTable, FileStatus } from '../../core/api.ts';

export function textsIndex(table: DiffTable, path: string, oldPath: string | undefined): DiffIndex {
  const isRenamed = oldPath !== undefined && oldPath !== path;
  const hasChanges = table.additions + table.deletions > 0;
  const status: FileStatus = isRenamed ? 'renamed' : hasChanges ? 'modified' : 'unchanged';
  const modified = status === 'unchanged' ? 0 : 1;
  const only =
    <T>(value: T) =>
    (file: number): T => {
      if (file !== 0) throw new RangeError(`File ${file} is not 0.`);
      return value;
    };
  return {
    fileCount: 1,
    summary: { added: 0, modified, deleted: 0, unchanged: 1 - modified },
    hasChanges: modified === 1,
    meta: {},
    path: only(path),
    oldPath: only(isRenamed ? oldPath : undefined),
    status: only(status),
    side: only('both' as const),
    changeOrigin: only(undefined),
    oldHash: only(undefined),
    newHash: only(undefined),
    additions: only(table.additions),
    deletions: only(table.deletions),
    rowCountAt: only(table.rowCount),
    detail: only(hasChanges ? ('text' as const) : ('empty' as const)),
    diffBytes: only(0),
    // The texts are here and compared: there is nothing left to wait for, and rows are drawn in windows.
    guard: only('open' as const),
  };
}
