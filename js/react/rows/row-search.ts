// Looks for a text in all rows of a table, a few milliseconds at a time.

import type { DiffTable, IntralineSpan } from '../../core/api.ts';

/** Milliseconds of one slice: well below a frame. */
const SLICE = 8;

/** Rows and characters between two looks at the clock. Sixty-four lines of bundled code alone take longer than a slice. */
const ROWS_AT_ONCE = 64;
const CHARACTERS_AT_ONCE = 65_536;

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
      const end = Math.min(table.rowCount, row + ROWS_AT_ONCE);
      for (let characters = 0; row < end && characters < CHARACTERS_AT_ONCE; ++row)
        characters += pushMatches(matches, table, row, needle);
    }
    const isDone = row >= table.rowCount || matches.length >= MOST_MATCHES;
    onSlice({ matches, isDone });
    if (!isDone) setTimeout(slice);
  };
  slice();
}

/** Returns the characters that were searched. */
function pushMatches(matches: RowMatch[], table: DiffTable, row: number, needle: string): number {
  const text = table.textAt(row);
  const lowered = text.toLowerCase();
  // A few letters grow when they are lowered; there positions mean something else, so case matters.
  const searched = lowered.length === text.length ? lowered : text;
  let at = searched.indexOf(needle);
  while (at >= 0 && matches.length < MOST_MATCHES) {
    matches.push({ row, span: { start: at, end: at + needle.length } });
    at = searched.indexOf(needle, at + needle.length);
  }
  return text.length;
}
