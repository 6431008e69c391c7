// From one change to the next: a change is a run of deletions and additions, in whatever order they come.

import type { DiffTable } from '../../core/api.ts';

/** The first row of the next change behind (1) or before (-1) a row; -1: there is none. */
export function nextChange({ changeBlocks }: DiffTable, from: number, direction: 1 | -1): number {
  const startOf = (block: number) => changeBlocks[3 * block] ?? 0;
  const endOf = (block: number) =>
    startOf(block) + (changeBlocks[3 * block + 1] ?? 0) + (changeBlocks[3 * block + 2] ?? 0);
  const isGoneOn = (block: number) => block > 0 && endOf(block - 1) === startOf(block);
  const count = changeBlocks.length / 3;
  // The first block that starts behind `from`, or at it when looking backwards: what lies before it is what is looked for.
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (direction > 0 ? startOf(middle) <= from : startOf(middle) < from) low = middle + 1;
    else high = middle;
  }
  if (direction > 0) {
    while (low < count && isGoneOn(low)) ++low;
    return low < count ? startOf(low) : -1;
  }
  let block = low - 1;
  while (isGoneOn(block)) --block;
  return block < 0 ? -1 : startOf(block);
}
