// Looks for a text in all rows of a table, a few milliseconds at a time.

import type { DiffTable, IntralineSpan } from '../../core/api.ts';

/** Milliseconds of one slice: well below a frame. */
const SLICE = 8;

/** Matches that are kept; beyond it the count says "and more". */
const MOST_MATCHES = 100_000;

interface RowMatch {
  readonly row: number;
  readonly span: IntralineSpan;
}

export interface SearchState {
  /** In the order of the rows. Grows; the array is the same all the time. */
  readonly matches: readonly RowMatch[];
  readonly isDone: boolean;
}

/** Calls back after every slice until it is done or the signal is aborted. Upper and lower case are the same. */
export function searchRows(
  table: DiffTable,
  wanted: string,
  signal: AbortSignal,
  onSlice: (state: SearchState) => void,
): void {
  const matches: RowMatch[] = [];
  const needle = wanted.toLowerCase();
  let row = 0;
  const slice = () => {
    if (signal.aborted) return;
    const start = performance.now();
    while (row < table.rowCount && matches.length < MOST_MATCHES && performance.now() - start < SLICE) {
      for (const end = Math.min(table.rowCount, row + 64); row < end; ++row)
        pushMatches(matches, table, row, needle);
    }
    const isDone = row >= table.rowCount || matches.length >= MOST_MATCHES;
    onSlice({ matches, isDone });
    if (!isDone) setTimeout(slice);
  };
  slice();
}

function pushMatches(matches: RowMatch[], table: DiffTable, row: number, needle: string): void {
  const text = table.textAt(row);
  const lowered = text.toLowerCase();
  // A few letters grow when they are lowered; there positions mean something else, so case matters.
  const searched = lowered.length === text.length ? lowered : text;
  for (let at = searched.indexOf(needle); at >= 0; at = searched.indexOf(needle, at + needle.length)) {
    matches.push({ row, span: { start: at, end: at + needle.length } });
  }
}
