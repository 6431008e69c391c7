// The rows that exist in the document, in their order: makes those that come into sight, drops those that leave it.

import { keepPlaces } from './kept-places.ts';

export interface WindowRows {
  /** Positions in all; another number only together with {@link RowWindow.renew}. */
  count(): number;
  /** What is drawn next, in one go, so that it can be prepared in one call. */
  prepare(positions: readonly number[]): void;
  draw(position: number): HTMLElement;
  /** The element whose text may be wider than its parent; one or two a row. */
  readonly lineClass: string;
}

export class DrawnRows {
  /** Holds them. */
  readonly body = document.createElement('div');
  readonly #rows: WindowRows;
  readonly #elements = new Map<number, HTMLElement>();
  readonly #onFocusLost: () => void;
  #pinned: readonly number[] = [];
  #widest = 0;

  /** @param onFocusLost What has the focus is being taken away. */
  constructor(rows: WindowRows, onFocusLost: () => void) {
    this.#rows = rows;
    this.#onFocusLost = onFocusLost;
    this.body.className = 'hw-rows';
    this.body.dir = 'ltr'; // code is, whatever the page around it; later it would cost every row its style
  }

  at(position: number): HTMLElement | undefined {
    return this.#elements.get(position);
  }

  /**
   * Pixels by which the widest line so far is wider than its place. Those that were drawn before count, too, or the
   * scroll bar would jump with every row that comes and goes.
   */
  get surplusWidth(): number {
    return this.#widest;
  }

  /** Their place is wider or narrower now. */
  measureAgain(): void {
    this.#widest = 0;
    this.#measureWidth([...this.#elements.keys()]);
  }

  /** Positions that stay although they are out of sight: a selection ends there. */
  pin(positions: readonly number[]): void {
    this.#pinned = positions;
  }

  /** Makes the rows from `from` to `to - 1` and drops all others. */
  show(from: number, to: number): void {
    const change = () => {
      this.#drop(from, to);
      const missing: number[] = [];
      for (let position = from; position < to; ++position)
        if (!this.#elements.has(position)) missing.push(position);
      if (missing.length > 0) this.#insert(missing);
    };
    keepPlaces(this.body, change, this.#onFocusLost);
  }

  /** Draws some rows again, if they are there. */
  replace(positions: readonly number[]): void {
    const shown = positions.filter((position) => this.#elements.has(position));
    this.#rows.prepare(shown);
    const redraw = () => {
      for (const position of shown) {
        const made = this.#rows.draw(position);
        this.#elements.get(position)?.replaceWith(made);
        this.#elements.set(position, made);
      }
    };
    if (shown.length > 0) keepPlaces(this.body, redraw, this.#onFocusLost);
    this.#measureWidth(shown);
  }

  /** Draws all of them again. */
  redraw(): void {
    this.replace([...this.#elements.keys()].filter((position) => position < this.#rows.count()));
  }

  /** The height of every row in sight, in pixels; nothing where nothing is laid out. */
  *heights(): Generator<readonly [position: number, height: number]> {
    for (const [position, element] of this.#elements) {
      if (element.classList.contains('hw-pinned')) continue;
      const { height } = element.getBoundingClientRect();
      if (height > 0) yield [position, height];
    }
  }

  /** Those before `from` and behind `to - 1`. */
  #drop(from: number, to: number): void {
    for (const [position, element] of this.#elements) {
      const isInside = position >= from && position < to;
      const isPinned = !isInside && this.#pinned.includes(position);
      element.classList.toggle('hw-pinned', isPinned);
      if (isInside || isPinned) continue;
      element.remove();
      this.#elements.delete(position);
    }
  }

  /** @param missing Ascending. */
  #insert(missing: readonly number[]): void {
    this.#rows.prepare(missing);
    let next: ChildNode | null = null;
    for (let i = missing.length - 1; i >= 0; --i) {
      const position = missing[i] ?? 0;
      if (missing[i + 1] !== position + 1) next = this.#elementAfter(position);
      const made = this.#rows.draw(position);
      this.body.insertBefore(made, next);
      this.#elements.set(position, made);
      next = made;
    }
    this.#measureWidth(missing);
  }

  /** Pinned rows make gaps, so the first row behind a position is looked for. */
  #elementAfter(position: number): HTMLElement | null {
    let nearest = Infinity;
    for (const drawn of this.#elements.keys()) if (drawn > position && drawn < nearest) nearest = drawn;
    return this.#elements.get(nearest) ?? null;
  }

  #measureWidth(positions: readonly number[]): void {
    for (const position of positions) {
      for (const line of this.at(position)?.getElementsByClassName(this.#rows.lineClass) ?? []) {
        this.#widest = Math.max(this.#widest, line.scrollWidth - (line.parentElement?.clientWidth ?? 0));
      }
    }
  }
}
