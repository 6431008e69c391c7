// Draws only those of many equally high rows that are in sight, plus some around them.

/** Pixels. Browsers stop laying out some way above; higher lists scroll in proportion. */
const HIGHEST_CANVAS = 8_000_000;

/** Rows drawn above and below what is in sight, so that a fast wheel never meets a blank. */
const OVERSCAN_ROWS = 30;

export interface RowWindowOptions {
  readonly scroller: HTMLElement;
  /** Pixels, as in the style sheet. */
  readonly rowHeight: number;
  drawRow(row: number): HTMLElement;
  /** After every change of what is drawn. */
  onDrawn?(): void;
}

export class RowWindow {
  readonly #options: RowWindowOptions;
  readonly #canvas = document.createElement('div');
  readonly #rows = document.createElement('div');
  readonly #drawn = new Map<number, HTMLElement>();
  #count = 0;
  #widest = 0;

  constructor(options: RowWindowOptions) {
    this.#options = options;
    this.#canvas.className = 'row-canvas';
    this.#rows.className = 'row-window';
    this.#canvas.append(this.#rows);
    options.scroller.replaceChildren(this.#canvas);
    options.scroller.addEventListener('scroll', () => this.update(), { passive: true });
    new ResizeObserver(() => this.update()).observe(options.scroller);
  }

  /** Other rows from the beginning; drops what is drawn. */
  reset(count: number): void {
    this.#count = count;
    this.#widest = 0;
    this.#canvas.style.minWidth = '';
    this.#canvas.style.height = `${this.#canvasHeight}px`;
    this.#options.scroller.scrollTo(0, 0);
    this.redraw();
  }

  /** The same number of rows, each drawn again. */
  redraw(): void {
    this.#drawn.clear();
    this.#rows.replaceChildren();
    this.update();
  }

  /** The rows that exist in the document. */
  drawnRows(): readonly number[] {
    return [...this.#drawn.keys()];
  }

  replaceRow(row: number): void {
    const old = this.#drawn.get(row);
    if (!old) return;
    const made = this.#options.drawRow(row);
    old.replaceWith(made);
    this.#drawn.set(row, made);
  }

  /** Rows that fit, for paging. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.#options.scroller.clientHeight / this.#options.rowHeight) - 1);
  }

  /** Brings a row into sight: by the least scrolling if it is near, into the middle if it is far. */
  reveal(row: number): void {
    const { scroller, rowHeight } = this.#options;
    const top = this.#virtualTop;
    const above = row * rowHeight;
    const below = above + rowHeight - scroller.clientHeight;
    const isFar = above < top - rowHeight || below > top + rowHeight;
    if (isFar) scroller.scrollTop = this.#scrollTopFor((above + below) / 2);
    else if (top > above) scroller.scrollTop = this.#scrollTopFor(above);
    else if (top < below) scroller.scrollTop = this.#scrollTopFor(below);
    this.update();
  }

  update(): void {
    const { scroller, rowHeight } = this.#options;
    const viewport = scroller.clientHeight;
    const top = this.#virtualTop;
    const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN_ROWS);
    const end = Math.min(this.#count, Math.ceil((top + viewport) / rowHeight) + OVERSCAN_ROWS);
    this.#rows.style.transform = `translateY(${first * rowHeight - top + scroller.scrollTop}px)`;
    this.#draw(first, viewport > 0 ? end : first);
    this.#keepWidth();
    this.#options.onDrawn?.();
  }

  #draw(first: number, end: number): void {
    for (const [row, drawn] of this.#drawn) {
      if (row >= first && row < end) continue;
      drawn.remove();
      this.#drawn.delete(row);
    }
    let next = this.#rows.firstChild;
    for (let row = first; row < end; ++row) {
      const drawn = this.#drawn.get(row);
      if (drawn) {
        next = drawn.nextSibling;
        continue;
      }
      const made = this.#options.drawRow(row);
      this.#drawn.set(row, made);
      this.#rows.insertBefore(made, next);
    }
  }

  // The widest row so far decides, or the scrollbar would jump with every row that comes and goes.
  #keepWidth(): void {
    const width = this.#rows.scrollWidth;
    if (width <= this.#widest) return;
    this.#widest = width;
    if (width > this.#options.scroller.clientWidth) this.#canvas.style.minWidth = `${width}px`;
  }

  get #totalHeight(): number {
    return this.#count * this.#options.rowHeight;
  }

  get #canvasHeight(): number {
    return Math.min(this.#totalHeight, HIGHEST_CANVAS);
  }

  /** Pixels of rows above per pixel scrolled: 1 unless the canvas is cut. */
  get #scale(): number {
    const viewport = this.#options.scroller.clientHeight;
    return this.#totalHeight <= HIGHEST_CANVAS
      ? 1
      : (this.#totalHeight - viewport) / (this.#canvasHeight - viewport);
  }

  get #virtualTop(): number {
    return this.#options.scroller.scrollTop * this.#scale;
  }

  #scrollTopFor(virtualTop: number): number {
    return virtualTop / this.#scale;
  }
}
