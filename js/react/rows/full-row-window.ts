// Few rows, all of which are in the document, so that the browser's own search finds them: those in sight at once, the
// others when there is time.

import type { WindowRows } from './drawn-rows.ts';
import { OVERSCAN_ROWS, type Resized, RowWindow, type RowWindowOptions } from './row-window.ts';

/** Rows that are drawn in one go out of sight: a few milliseconds. */
const SLICE_ROWS = 100;

export class FullRowWindow extends RowWindow {
  readonly #rows: WindowRows;
  #count: number;
  /** How many are drawn. */
  #filled = 0;
  #endFilling = () => {};
  /** Of wrapped rows: the first one in sight, and the part of it that is not. At another width it is elsewhere. */
  #edge = { position: 0, part: 0 };

  constructor(scroller: HTMLElement, rows: WindowRows, options: RowWindowOptions) {
    super(scroller, rows, options);
    this.#rows = rows;
    this.#count = rows.count();
    this.viewport.classList.add('hw-plain');
    // As high as all rows are, or the width would be measured without the scroll bar that they bring.
    this.viewport.style.minHeight = this.#usualHeight;
    this.open();
  }

  override dispose(): void {
    this.#endFilling();
    super.dispose();
  }

  override get first(): number {
    return this.options.wraps ? this.#edge.position : Math.floor(this.scrollTop / this.options.rowHeight);
  }

  override renew(): void {
    this.#count = this.#rows.count();
    this.drawn.redraw();
    this.#fill(this.#filled);
  }

  override scrollTo(top: number): void {
    this.placeBar(top);
    this.#findEdge();
  }

  override scrollToEnd(direction: -1 | 1): void {
    this.prepareJump();
    this.scrollTo(direction < 0 ? 0 : this.scroller.scrollHeight);
  }

  protected override get top(): number {
    return this.scrollTop;
  }

  protected override topOf(position: number): number {
    return this.drawn.at(position)?.offsetTop ?? position * this.options.rowHeight;
  }

  protected override heightOf(position: number): number {
    return this.drawn.at(position)?.offsetHeight ?? this.options.rowHeight;
  }

  protected override prepareJump(): void {
    if (this.#filled < this.#count) this.#fill(this.#count);
  }

  protected override onScrolled(): void {
    this.prepareJump();
    this.#findEdge();
  }

  protected override onResized({ isFirstTime, isOtherWidth }: Resized): void {
    this.#fill(Math.ceil(this.height / this.options.rowHeight) + OVERSCAN_ROWS);
    if (isOtherWidth && !isFirstTime && this.options.wraps) this.#backToEdge();
  }

  /** At least so many are drawn now. */
  #fill(rows: number): void {
    this.#endFilling();
    this.#filled = Math.min(this.#count, Math.max(this.#filled, rows));
    this.show(0, this.#filled);
    const isFilled = this.#filled === this.#count;
    this.viewport.style.minHeight = isFilled ? '' : this.#usualHeight;
    if (!isFilled) this.#endFilling = whenIdle(() => this.#fill(this.#filled + SLICE_ROWS));
  }

  /** Of all rows, as long as they are not drawn. */
  get #usualHeight(): string {
    return `${this.#count * this.options.rowHeight}px`;
  }

  #findEdge(): void {
    if (!this.options.wraps) return;
    for (let position = 0; position < this.#count; ++position) {
      const row = this.drawn.at(position);
      if (!row || row.offsetTop + row.offsetHeight <= this.scrollTop) continue;
      this.#edge = { position, part: (this.scrollTop - row.offsetTop) / row.offsetHeight };
      return;
    }
  }

  #backToEdge(): void {
    const { position, part } = this.#edge;
    const row = this.drawn.at(position);
    if (row) this.placeBar(row.offsetTop + part * row.offsetHeight);
  }
}

/** Calls back when nothing else is to be done, within a fifth of a second. Returns what calls it off. */
function whenIdle(onIdle: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const request = requestIdleCallback(onIdle, { timeout: 200 });
    return () => cancelIdleCallback(request);
  }
  const timer = setTimeout(onIdle, 16);
  return () => clearTimeout(timer);
}
