// Whether a file waits for a click before its rows are made.

import type { DiffIndex, DiffTable } from '../../core/api.ts';
import type { ViewerLimits } from '../context/ViewerContext.tsx';

/** Rows above which a file that came without any size waits, too. */
const USUAL_GUARD_ROWS = 1000;

/** By the index alone: nothing of the file is asked for. */
export function isGuarded(index: DiffIndex, file: number, limits: ViewerLimits): boolean {
  const { guardRows, guardDiffBytes } = limits;
  if (guardRows === undefined && guardDiffBytes === undefined) return index.guard(file) === 'collapsed';
  const rows = Math.max(index.rowCountAt(file), index.additions(file) + index.deletions(file));
  return rows > (guardRows ?? Infinity) || index.diffBytes(file) > (guardDiffBytes ?? Infinity);
}

/** By its rows, for a file of which the index knew nothing. */
export function isTableGuarded(
  index: DiffIndex,
  file: number,
  table: DiffTable,
  limits: ViewerLimits,
): boolean {
  return index.detail(file) === 'absent' && table.rowCount > (limits.guardRows ?? USUAL_GUARD_ROWS);
}
