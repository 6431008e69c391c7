// Where each of many rows begins, when a few of them are known to be higher than the rest: a Fenwick tree over blocks of
// rows, so that a million rows take a few hundred kilobytes and every question a few dozen steps.

const BLOCK_ROWS = 64;

export class RowHeights {
  readonly #count: number;
  readonly #usual: number;
  /** Pixels above the usual height, of rows that were measured. */
  #surplus = new Map<number, number>();
  #sums: Float64Array;

  /** @param usual Pixels of a row that was not measured. */
  constructor(count: number, usual: number) {
    this.#count = count;
    this.#usual = usual;
    this.#sums = new Float64Array(Math.ceil(count / BLOCK_ROWS) + 1);
  }

  get total(): number {
    return this.top(this.#count);
  }

  /** Forgets what was measured: the width has changed. */
  reset(): void {
    this.#surplus = new Map();
    this.#sums = new Float64Array(this.#sums.length);
  }

  heightOf(row: number): number {
    return this.#usual + (this.#surplus.get(row) ?? 0);
  }

  /** True if the height was another one before. */
  measure(row: number, height: number): boolean {
    const surplus = height - this.#usual;
    const change = surplus - (this.#surplus.get(row) ?? 0);
    if (Math.abs(change) < 0.5) return false;
    this.#surplus.set(row, surplus);
    for (let i = Math.floor(row / BLOCK_ROWS) + 1; i < this.#sums.length; i += i & -i) {
      this.#sums[i] = (this.#sums[i] ?? 0) + change;
    }
    return true;
  }

  /** Pixels above `row`; of `count`: the height of all. */
  top(row: number): number {
    if (this.#surplus.size === 0) return row * this.#usual;
    const block = Math.floor(row / BLOCK_ROWS);
    let top = row * this.#usual;
    for (let i = block; i > 0; i -= i & -i) top += this.#sums[i] ?? 0;
    for (let i = block * BLOCK_ROWS; i < row; ++i) top += this.#surplus.get(i) ?? 0;
    return top;
  }

  /** The row at so many pixels from the top; at the ends the first and the last one. */
  rowAt(pixels: number): number {
    if (this.#surplus.size === 0) return this.#kept(Math.floor(pixels / this.#usual));
    let low = 0;
    let high = this.#count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.top(middle) <= pixels) low = middle;
      else high = middle;
    }
    return this.#kept(low);
  }

  #kept(row: number): number {
    return Math.max(0, Math.min(this.#count - 1, row));
  }
}
