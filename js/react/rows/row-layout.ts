// Which rows of a table stand on which line of the screen ("position"), in both views.

import type { DiffTable } from '../../core/api.ts';

/** One column with both sides, or one for each. */
export type DiffView = 'unified' | 'split';

/** The rows of one position; -1: nothing on that side. The same row twice: it spans or belongs to both sides. */
interface RowPair {
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

/** @param rowCount Rows in all; those that the table does not have yet stand one a position. */
export function rowLayout(table: DiffTable, view: DiffView, rowCount = table.rowCount): RowLayout {
  if (view === 'unified') return new UnifiedLayout(rowCount);
  const known = splitLayouts.get(table);
  if (known?.rowCount === rowCount) return known;
  const layout = new SplitLayout(table, rowCount);
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

/** The blocks in which two rows share a position, as numbers; everything between them is one row a position. */
class SplitLayout implements RowLayout {
  readonly view = 'split';
  readonly rowCount: number;
  readonly count: number;
  readonly #table: DiffTable;
  /** Of each block: its first position, its first row, deletions, additions. */
  readonly #blocks: Uint32Array;
  readonly #size: number;

  constructor(table: DiffTable, rowCount: number) {
    this.#table = table;
    this.rowCount = rowCount;
    const { changeBlocks } = table;
    this.#blocks = new Uint32Array((changeBlocks.length / 3) * 4);
    let size = 0;
    let saved = 0;
    for (let i = 0; i < changeBlocks.length; i += 3) {
      const row = changeBlocks[i] ?? 0;
      const deletions = changeBlocks[i + 1] ?? 0;
      const additions = changeBlocks[i + 2] ?? 0;
      if (deletions === 0 || additions === 0) continue;
      this.#blocks.set([row - saved, row, deletions, additions], 4 * size++);
      saved += Math.min(deletions, additions);
    }
    this.#size = size;
    this.count = rowCount - saved;
  }

  at(position: number): RowPair {
    const block = this.#lastFrom(0, position);
    if (block < 0) return this.#single(position);
    const n = position - this.#number(block, 0);
    const row = this.#number(block, 1);
    const deletions = this.#number(block, 2);
    const additions = this.#number(block, 3);
    const height = Math.max(deletions, additions);
    if (n >= height) return this.#single(row + deletions + additions + n - height);
    return { oldRow: n < deletions ? row + n : -1, newRow: n < additions ? row + deletions + n : -1 };
  }

  positionOf(row: number): number {
    const block = this.#lastFrom(1, row);
    if (block < 0) return row;
    const n = row - this.#number(block, 1);
    const position = this.#number(block, 0);
    const deletions = this.#number(block, 2);
    const additions = this.#number(block, 3);
    if (n < deletions) return position + n;
    if (n < deletions + additions) return position + n - deletions;
    return position + Math.max(deletions, additions) + n - deletions - additions;
  }

  #single(row: number): RowPair {
    const kind = row < this.#table.rowCount ? this.#table.kindAt(row) : undefined;
    return { oldRow: kind === 'addition' ? -1 : row, newRow: kind === 'deletion' ? -1 : row };
  }

  #number(block: number, column: number): number {
    return this.#blocks[4 * block + column] ?? 0;
  }

  /** The last block whose number in `column` is at most `limit`; -1: none. */
  #lastFrom(column: 0 | 1, limit: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#number(middle, column) <= limit) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
