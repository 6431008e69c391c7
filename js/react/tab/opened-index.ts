// A scope's list, with what was learnt when its files were opened: that a file is too large to be drawn unasked, or that
// no line of it differs. A summary knows neither.

import type { DiffIndex } from '../../core/api.ts';
import type { FileDetail } from '../../sync.ts';

export function openedIndex(index: DiffIndex, opened: ReadonlyMap<number, FileDetail>): DiffIndex {
  const collapsed = (file: number) => {
    const detail = opened.get(file);
    return detail?.kind === 'collapsed' ? detail : undefined;
  };
  return {
    fileCount: index.fileCount,
    summary: index.summary,
    hasChanges: index.hasChanges,
    meta: index.meta,
    path: (file) => index.path(file),
    oldPath: (file) => index.oldPath(file),
    status: (file) => index.status(file),
    side: (file) => index.side(file),
    changeOrigin: (file) => index.changeOrigin(file),
    oldHash: (file) => index.oldHash(file),
    newHash: (file) => index.newHash(file),
    additions: (file) => collapsed(file)?.additions ?? index.additions(file),
    deletions: (file) => collapsed(file)?.deletions ?? index.deletions(file),
    rowCountAt: (file) => collapsed(file)?.rowCount ?? index.rowCountAt(file),
    diffBytes: (file) => collapsed(file)?.diffBytes ?? index.diffBytes(file),
    detail: (file) => (opened.get(file)?.kind === 'empty' ? 'empty' : index.detail(file)),
    guard: (file) => (collapsed(file) ? 'collapsed' : index.guard(file)),
  };
}
