// Which files of an index the list shows.

import type { DiffIndex } from 'hunkwise';

/** Numbers of the files whose path holds `filter`, whatever the case; unchanged ones only when wanted. */
export function chooseFiles(index: DiffIndex, filter: string, showsUnchanged: boolean): number[] {
  const wanted = filter.trim().toLowerCase();
  const chosen: number[] = [];
  for (let file = 0; file < index.fileCount; ++file) {
    if (!showsUnchanged && index.status(file) === 'unchanged') continue;
    if (wanted === '' || index.path(file).toLowerCase().includes(wanted)) chosen.push(file);
  }
  return chosen;
}
