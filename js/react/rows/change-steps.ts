// From one change to the next: a change is a run of deletions and additions.

import type { DiffTable } from '../../core/api.ts';

/** The first row of the next change behind (1) or before (-1) a row; -1: there is none. */
export function nextChange(table: DiffTable, from: number, direction: 1 | -1): number {
  const isChange = (row: number) => {
    if (row < 0 || row >= table.rowCount) return false;
    const kind = table.kindAt(row);
    return kind === 'addition' || kind === 'deletion';
  };
  let row = from;
  if (direction > 0) {
    while (isChange(row)) ++row;
    if (row === from) ++row;
    while (row < table.rowCount && !isChange(row)) ++row;
    return row < table.rowCount ? row : -1;
  }
  // From inside a change to its beginning, from its beginning to the one before.
  if (!isChange(row) || !isChange(row - 1)) {
    --row;
    while (row >= 0 && !isChange(row)) --row;
  }
  if (row < 0) return -1;
  while (isChange(row - 1)) --row;
  return row;
}
