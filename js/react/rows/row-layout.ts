// Which rows of a table stand on which line of the screen ("position"), in both views.

import type { DiffTable } from '../../core/api.ts';

export type DiffView = 'unified' | 'split';

/** The rows of one position; -1: nothing on that side. The same row twice: it spans or belongs to both sides. */
export interface RowPair {
  readonly oldRow: number;
  readonly newRow: number;
}

export interface RowLayout {
  readonly view: DiffView;
  /** Positions in all. */
  readonly count: number;
  at(position: number): RowPair;
  positionOf(row: number): number;
}

/** Of a split view, all rows are looked at once per table: some 30 ms for a million. */
export function rowLayout(table: DiffTable, view: DiffView): RowLayout {
  if (view === 'unified') return new UnifiedLayout(table.rowCount);
  const layout = splitLayouts.get(table) ?? new SplitLayout(table);
  splitLayouts.set(table, layout);
  return layout;
}

const splitLayouts = new WeakMap<DiffTable, SplitLayout>();

class UnifiedLayout implements RowLayout {
  readonly view = 'unified';
  readonly count: number;

  constructor(rowCount: number) {
    this.count = rowCount;
  }

  at(position: number): RowPair {
    return { oldRow: position, newRow: position };
  }

  positionOf(row: number): number {
    return row;
  }
}

/** Deletions with additions right behind them. The first position and row, and how many of each. */
interface PairedBlock {
  readonly position: number;
  readonly row: number;
  readonly deletions: number;
  readonly additions: number;
}

/** Keeps the blocks in which two rows share a position; everything between them is one row a position. */
class SplitLayout implements RowLayout {
  readonly view = 'split';
  readonly count: number;
  readonly #table: DiffTable;
  readonly #blocks: PairedBlock[] = [];

  constructor(table: DiffTable) {
    this.#table = table;
    const { rowCount } = table;
    const runFrom = (start: number, kind: string) => {
      let end = start;
      while (end < rowCount && table.kindAt(end) === kind) ++end;
      return end - start;
    };
    let saved = 0;
    for (let row = 0; row < rowCount; ) {
      const deletions = runFrom(row, 'deletion');
      const additions = deletions > 0 ? runFrom(row + deletions, 'addition') : 0;
      if (additions > 0) {
        this.#blocks.push({ position: row - saved, row, deletions, additions });
        saved += Math.min(deletions, additions);
      }
      row += Math.max(1, deletions + additions);
    }
    this.count = rowCount - saved;
  }

  at(position: number): RowPair {
    const block = this.#before(({ position: first }) => first <= position);
    if (!block) return this.#single(position);
    const n = position - block.position;
    const { row, deletions, additions } = block;
    const height = Math.max(deletions, additions);
    if (n >= height) return this.#single(row + deletions + additions + n - height);
    return { oldRow: n < deletions ? row + n : -1, newRow: n < additions ? row + deletions + n : -1 };
  }

  positionOf(row: number): number {
    const block = this.#before(({ row: first }) => first <= row);
    if (!block) return row;
    const n = row - block.row;
    const { position, deletions, additions } = block;
    if (n < deletions) return position + n;
    if (n < deletions + additions) return position + n - deletions;
    return position + Math.max(deletions, additions) + n - deletions - additions;
  }

  #single(row: number): RowPair {
    const kind = this.#table.kindAt(row);
    return { oldRow: kind === 'addition' ? -1 : row, newRow: kind === 'deletion' ? -1 : row };
  }

  /** The last block that `isBefore`. */
  #before(isBefore: (block: PairedBlock) => boolean): PairedBlock | undefined {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle];
      if (block && isBefore(block)) low = middle + 1;
      else high = middle;
    }
    return this.#blocks[low - 1];
  }
}
