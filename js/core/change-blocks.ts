// Finds runs of deletions and additions, which decide the pairs of a split view: all of them in one pass over the rows, or
// the one around a row. There checkpoints answer for 64 rows at once, so that a row in the middle of a block of 100,000
// costs a few dozen steps and no memory.

import { ADDITION, CHECKPOINT_ROWS, DELETION, ROW_KIND_MASK } from './format.ts';
import type { RowColumns } from './row-columns.ts';

/** The rows between two hunk headers: `first` is the row behind one, `end` the next one or the end of the table. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Numbers of a block: its first row, how many deletions, how many additions right behind them. */
const BLOCK_NUMBERS = 3;

/** Every run of deletions with the additions right behind it, ascending; of additions alone, with 0 deletions. */
export function changeBlocks({ rowBytes }: RowColumns): Uint32Array {
  let blocks = new Uint32Array(BLOCK_NUMBERS * 256);
  let size = 0;
  const rows = rowBytes.length;
  for (let row = 0; row < rows; ) {
    const kind = (rowBytes[row] ?? 0) & ROW_KIND_MASK;
    if (kind !== ADDITION && kind !== DELETION) {
      ++row;
      continue;
    }
    let additions = row;
    while (additions < rows && ((rowBytes[additions] ?? 0) & ROW_KIND_MASK) === DELETION) ++additions;
    let end = additions;
    while (end < rows && ((rowBytes[end] ?? 0) & ROW_KIND_MASK) === ADDITION) ++end;
    if (size === blocks.length) {
      const larger = new Uint32Array(2 * size);
      larger.set(blocks);
      blocks = larger;
    }
    blocks[size++] = row;
    blocks[size++] = additions - row;
    blocks[size++] = end - additions;
    row = end;
  }
  return blocks.slice(0, size);
}

/**
 * The row that faces `row`: the n-th deletion of a block faces the n-th of the additions right behind it. -1: none.
 * `hunk`: the rows of its hunk.
 */
export function pairedRow(columns: RowColumns, row: number, hunk: RowRange): number {
  const kindAt = (i: number) => (columns.rowBytes[i] ?? 0) & ROW_KIND_MASK;
  const kind = kindAt(row);
  if (kind === DELETION) {
    const additions = runEnd(columns, row, DELETION, hunk.end);
    if (additions >= hunk.end || kindAt(additions) !== ADDITION) return -1;
    const paired = additions + row - runStart(columns, row, DELETION, hunk.first);
    return paired < runEnd(columns, additions, ADDITION, hunk.end) ? paired : -1;
  }
  if (kind === ADDITION) {
    const additions = runStart(columns, row, ADDITION, hunk.first);
    if (additions <= hunk.first || kindAt(additions - 1) !== DELETION) return -1;
    const paired = runStart(columns, additions - 1, DELETION, hunk.first) + row - additions;
    return paired < additions ? paired : -1;
  }
  return -1;
}

/** The first row of the run of `kind` that `row` belongs to. */
function runStart(columns: RowColumns, row: number, kind: number, first: number): number {
  let at = row;
  const back = (limit: number) => {
    while (at > limit && ((columns.rowBytes[at - 1] ?? 0) & ROW_KIND_MASK) === kind) --at;
  };
  const checkpoint = Math.floor(row / CHECKPOINT_ROWS);
  const firstCheckpoint = Math.ceil(first / CHECKPOINT_ROWS);
  if (checkpoint > firstCheckpoint) {
    back(checkpoint * CHECKPOINT_ROWS);
    if (at !== checkpoint * CHECKPOINT_ROWS) return at;
    at = CHECKPOINT_ROWS * search(checkpoint, firstCheckpoint, (i) => isRun(columns, i, checkpoint, kind));
  }
  back(first);
  return at;
}

/** The first row behind the run of `kind` that `row` belongs to. */
function runEnd(columns: RowColumns, row: number, kind: number, end: number): number {
  let at = row;
  const forth = (limit: number) => {
    while (at < limit && ((columns.rowBytes[at] ?? 0) & ROW_KIND_MASK) === kind) ++at;
  };
  const checkpoint = Math.ceil(row / CHECKPOINT_ROWS);
  const lastCheckpoint = Math.floor((end - 1) / CHECKPOINT_ROWS);
  if (checkpoint < lastCheckpoint) {
    forth(checkpoint * CHECKPOINT_ROWS);
    if (at !== checkpoint * CHECKPOINT_ROWS) return at;
    at = CHECKPOINT_ROWS * search(checkpoint, lastCheckpoint, (i) => isRun(columns, checkpoint, i, kind));
  }
  forth(end);
  return at;
}

/** True if all rows between two checkpoints of one hunk are of `kind`: one side's number grew by all of them. */
function isRun(columns: RowColumns, from: number, to: number, kind: number): boolean {
  const grew = (side: number) =>
    (columns.checkpoints[2 * to + side] ?? 0) - (columns.checkpoints[2 * from + side] ?? 0);
  const rows = CHECKPOINT_ROWS * (to - from);
  return kind === DELETION ? grew(0) === rows && grew(1) === 0 : grew(1) === rows && grew(0) === 0;
}

/** The last position between `near` and `far` that still `holds`, which `near` does and none beyond the first that does not. */
function search(near: number, far: number, holds: (position: number) => boolean): number {
  const direction = Math.sign(far - near);
  let good = 0;
  let bad = Math.abs(far - near) + 1;
  for (let step = 1; good + step < bad; step *= 2) {
    if (!holds(near + direction * (good + step))) {
      bad = good + step;
      break;
    }
    good += step;
  }
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (holds(near + direction * middle)) good = middle;
    else bad = middle;
  }
  return near + direction * good;
}
