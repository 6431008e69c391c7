// Rows in a scroller, of which all or only those in sight are in the document: full-row-window.ts, virtual-row-window.ts.
// Here is what both have: the elements around the rows, how wide these are, and how one row is brought into sight.

import { DrawnRows, type WindowRows } from './drawn-rows.ts';

/** Rows drawn above and below what is in sight: for the keyboard's focus and for what reads along. */
export const OVERSCAN_ROWS = 6;

/** Pixels, where nothing is laid out: a test without a layout still sees rows. */
const HEIGHT_WITHOUT_LAYOUT = 600;

/** Pixels of rows that are drawn at most, should a page give the viewer no height of its own: ten screens. */
const HIGHEST_SIGHT = 10_000;

export interface RowWindowOptions {
  /** Pixels, as in the style sheet. */
  readonly rowHeight: number;
  readonly wraps: boolean;
}

/** What has changed when the scroller has another size. */
export interface Resized {
  readonly isFirstTime: boolean;
  readonly isOtherWidth: boolean;
}

export abstract class RowWindow {
  protected readonly scroller: HTMLElement;
  protected readonly options: RowWindowOptions;
  /** As high as all rows, as wide as the widest. */
  protected readonly canvas = document.createElement('div');
  /** As wide as the scroller. */
  protected readonly viewport = document.createElement('div');
  protected readonly drawn: DrawnRows;
  /** Pixels in sight; 0 until {@link open}. */
  protected height = 0;
  /** Of the scroller, as it was last seen or set; asking itself may lay the page out. */
  protected scrollTop = 0;
  #observer: ResizeObserver | undefined;
  #width = 0;
  #canvasWidth = 0;

  constructor(scroller: HTMLElement, rows: WindowRows, options: RowWindowOptions) {
    this.scroller = scroller;
    this.options = options;
    // Who stood on a button of a row that goes stays inside the viewer.
    this.drawn = new DrawnRows(rows, () => scroller.focus({ preventScroll: true }));
    this.canvas.className = 'hw-canvas';
    this.viewport.className = 'hw-sight';
    this.viewport.append(this.body);
    this.canvas.append(this.viewport);
  }

  /** The first position in sight. */
  abstract get first(): number;

  /** Other rows, or more of them: draws them anew. What stands at the upper edge stays there. */
  abstract renew(): void;

  /** @param top Pixels of rows above the screen. */
  abstract scrollTo(top: number): void;

  /** To the first row, or to the last, which is at the lower edge then. */
  abstract scrollToEnd(direction: -1 | 1): void;

  /** Pixels of rows above the screen. */
  protected abstract get top(): number;

  /** Pixels of rows above a position. */
  protected abstract topOf(position: number): number;

  protected abstract heightOf(position: number): number;

  /** Before a position is looked for that may not have been drawn yet. */
  protected abstract prepareJump(): void;

  /** The scroller has scrolled by so many pixels. */
  protected abstract onScrolled(moved: number): void;

  protected abstract onResized(change: Resized): void;

  dispose(): void {
    this.#observer?.disconnect();
    this.scroller.removeEventListener('scroll', this.#onScroll);
    this.canvas.remove();
    // For whoever uses the scroller next. Only if it must be: asking or setting lays the page out.
    if (this.scrollTop !== 0) this.scroller.scrollTop = 0;
  }

  /** Holds the drawn rows. */
  get body(): HTMLElement {
    return this.drawn.body;
  }

  /** Positions that stay in the document although they are out of sight. */
  pin(positions: readonly number[]): void {
    this.drawn.pin(positions);
  }

  /** Draws some rows again, if they are there. */
  replace(positions: readonly number[]): void {
    this.drawn.replace(positions);
    this.#keepWidth();
  }

  /** Brings a position into sight: by the least scrolling if it is near, into the middle if it is far. */
  reveal(position: number): void {
    this.prepareJump();
    const above = this.topOf(position);
    const below = above + this.heightOf(position) - this.height;
    const near = 3 * this.options.rowHeight;
    const { top } = this;
    if (above < top - near || below > top + near) this.scrollTo((above + below) / 2);
    else if (above < top) this.scrollTo(above);
    else if (below > top) this.scrollTo(below);
  }

  /** Brings a part of a row into sight: rows may be higher than the screen, and lines wider. */
  revealPart(part: Element, cell: Element): void {
    const { top, bottom, left, right } = part.getBoundingClientRect();
    const sight = this.scroller.getBoundingClientRect();
    if (top < sight.top || bottom > sight.top + this.height)
      this.scrollTo(this.top + (top + bottom) / 2 - sight.top - this.height / 2);
    const place = cell.getBoundingClientRect();
    if (left < place.left || right > place.right)
      this.scroller.scrollLeft += (left + right) / 2 - (place.left + place.right) / 2;
  }

  /** Brings a position to the upper edge. */
  startAt(position: number): void {
    this.prepareJump();
    this.scrollTo(this.topOf(position));
  }

  /** Puts the rows into the scroller and draws: the last step of a constructor, for it asks the methods above. */
  protected open(): void {
    this.scroller.replaceChildren(this.canvas);
    this.scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#resize();
    if (typeof ResizeObserver === 'undefined') return;
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.scroller);
  }

  /** Draws the positions from `from` to `to - 1`, and no others. */
  protected show(from: number, to: number): void {
    this.drawn.show(from, to);
    this.#keepWidth();
  }

  /** Scrolls, and remembers where that has led. */
  protected placeBar(scrollTop: number): void {
    this.scroller.scrollTop = scrollTop;
    this.scrollTop = this.scroller.scrollTop;
  }

  readonly #onScroll = (): void => {
    this.body.style.setProperty('--hw-x', `${-this.scroller.scrollLeft}px`);
    const { scrollTop } = this.scroller;
    const moved = scrollTop - this.scrollTop;
    this.scrollTop = scrollTop;
    if (moved !== 0) this.onScrolled(moved);
  };

  #resize(): void {
    const height = Math.min(this.scroller.clientHeight || HEIGHT_WITHOUT_LAYOUT, HIGHEST_SIGHT);
    const width = this.scroller.clientWidth;
    if (height === this.height && width === this.#width) return;
    const isFirstTime = this.height === 0;
    // Hidden: who comes back finds everything where it was.
    if (width === 0 && !isFirstTime) return;
    const isOtherWidth = width !== this.#width;
    this.height = height;
    this.#width = width;
    this.viewport.style.width = `${width}px`;
    if (isOtherWidth) {
      if (!this.options.wraps) this.drawn.measureAgain();
      this.#keepWidth();
    }
    this.onResized({ isFirstTime, isOtherWidth });
  }

  #keepWidth(): void {
    const width = this.#width + this.drawn.surplusWidth;
    if (width === this.#canvasWidth || this.options.wraps) return;
    this.#canvasWidth = width;
    this.canvas.style.minWidth = `${width}px`;
  }
}
