// Draws only those of many rows that are in sight; of few rows those in sight at once and the others when there is time. The part in sight is one sticky element, so it never leaves the
// screen: however fast somebody scrolls, old rows stay until new ones are drawn, and a blank is never seen.

import { DrawnRows, type WindowRows } from './drawn-rows.ts';
import { RowHeights } from './row-heights.ts';
import { ScrollMotion } from './scroll-motion.ts';
import { type ScrollScale, scrollScale } from './scroll-scale.ts';

/** Rows drawn above and below what is in sight: for the keyboard's focus and for what reads along. */
const OVERSCAN_ROWS = 6;

/** Pixels, where nothing is laid out: a test without a layout still sees rows. */
const HEIGHT_WITHOUT_LAYOUT = 600;

/** Pixels of rows that are drawn at most, should a page give the viewer no height of its own: ten screens. */
const HIGHEST_SIGHT = 10_000;

/** Rows that are drawn in one go out of sight: a few milliseconds. */
const SLICE_ROWS = 100;

/** Rounds of drawing and measuring wrapped rows; two are enough but for wild mixtures of heights. */
const MOST_ROUNDS = 4;

export interface RowWindowOptions {
  /** Pixels, as in the style sheet. */
  readonly rowHeight: number;
  /** All rows are drawn, for they are few: the browser's own search finds them. */
  readonly isPlain: boolean;
  readonly wraps: boolean;
}

export class RowWindow {
  readonly #scroller: HTMLElement;
  readonly #rows: WindowRows;
  readonly #options: RowWindowOptions;
  readonly #canvas = document.createElement('div');
  readonly #viewport = document.createElement('div');
  readonly #drawn: DrawnRows;
  readonly #motion: ScrollMotion;
  readonly #observer: ResizeObserver | undefined;
  readonly #isPlain: boolean;
  #count: number;
  #heights: RowHeights;
  #scale: ScrollScale;
  /** Of few rows: how many are drawn. */
  #filled = 0;
  #endFilling = () => {};
  #height = 0;
  #width = 0;
  #canvasWidth = 0;
  /** Pixels of rows above the screen. */
  #top = 0;
  #scrollTop = 0;
  /** Of few wrapped rows: the first one in sight, and the part of it that is not. At another width it is elsewhere. */
  #edge = { position: 0, part: 0 };

  constructor(scroller: HTMLElement, rows: WindowRows, options: RowWindowOptions) {
    this.#scroller = scroller;
    this.#rows = rows;
    this.#count = rows.count();
    // Who stood on a button of a row that goes stays inside the viewer.
    this.#drawn = new DrawnRows(rows, () => scroller.focus({ preventScroll: true }));
    this.#options = options;
    this.#isPlain = options.isPlain;
    this.#heights = new RowHeights(this.#count, options.rowHeight);
    this.#scale = this.#scaleAt(0);
    this.#canvas.className = 'hw-canvas';
    this.#viewport.className = this.#isPlain ? 'hw-sight hw-plain' : 'hw-sight';
    this.#viewport.append(this.body);
    this.#canvas.append(this.#viewport);
    // As high as all rows are, or the width would be measured without the scroll bar that they bring.
    if (this.#isPlain) this.#viewport.style.minHeight = `${this.#heights.total}px`;
    else this.#canvas.style.height = `${this.#scaleAt(0).canvasHeight}px`;
    scroller.replaceChildren(this.#canvas);
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#motion = new ScrollMotion(scroller, () => this.#settle());
    this.#resize();
    if (typeof ResizeObserver !== 'undefined') {
      this.#observer = new ResizeObserver(() => this.#resize());
      this.#observer.observe(scroller);
    }
  }

  dispose(): void {
    this.#motion.dispose();
    this.#endFilling();
    this.#observer?.disconnect();
    this.#scroller.removeEventListener('scroll', this.#onScroll);
    this.#canvas.remove();
    // For whoever uses the scroller next. Only if it must be: asking or setting lays the page out.
    if (this.#scrollTop !== 0) this.#scroller.scrollTop = 0;
  }

  get isPlain(): boolean {
    return this.#isPlain;
  }

  /** The first position in sight. */
  get first(): number {
    return this.#isPlain ? this.#plainFirst() : this.#heights.rowAt(this.#top);
  }

  /** Holds the drawn rows. */
  get body(): HTMLElement {
    return this.#drawn.body;
  }

  /** Positions that stay in the document although they are out of sight. */
  pin(positions: readonly number[]): void {
    this.#drawn.pin(positions);
  }

  /** Draws some rows again, if they are there. */
  replace(positions: readonly number[]): void {
    this.#drawn.replace(positions);
    this.#keepWidth();
    if (!this.#isPlain) this.#draw(this.first, this.#top - this.#heights.top(this.first));
  }

  /** Other rows, or more of them: draws them anew. What stands at the upper edge stays there. */
  renew(): void {
    const { first } = this;
    const above = this.#top - this.#heights.top(first);
    this.#count = this.#rows.count();
    this.#heights = new RowHeights(this.#count, this.#options.rowHeight);
    this.#drawn.redraw();
    if (this.#isPlain) {
      this.#fill(this.#filled);
      return;
    }
    this.#rescale();
    this.#draw(first, Math.max(0, above));
    this.#settle();
  }

  /** Brings a position into sight: by the least scrolling if it is near, into the middle if it is far. */
  reveal(position: number): void {
    this.#fillUp();
    const above = this.#topOf(position);
    const below = above + this.#heightOf(position) - this.#height;
    const near = 3 * this.#options.rowHeight;
    const top = this.#topNow;
    if (above < top - near || below > top + near) this.scrollTo((above + below) / 2);
    else if (above < top) this.scrollTo(above);
    else if (below > top) this.scrollTo(below);
  }

  /** Brings a part of a row into sight: rows may be higher than the screen, and lines wider. */
  revealPart(part: Element, cell: Element): void {
    const { top, bottom, left, right } = part.getBoundingClientRect();
    const sight = this.#scroller.getBoundingClientRect();
    if (top < sight.top || bottom > sight.top + this.#height)
      this.scrollTo(this.#topNow + (top + bottom) / 2 - sight.top - this.#height / 2);
    const place = cell.getBoundingClientRect();
    if (left < place.left || right > place.right)
      this.#scroller.scrollLeft += (left + right) / 2 - (place.left + place.right) / 2;
  }

  /** Brings a position to the upper edge. */
  startAt(position: number): void {
    this.#fillUp();
    this.scrollTo(this.#topOf(position));
  }

  /** @param top Pixels of rows above the screen. */
  scrollTo(top: number): void {
    const kept = Math.max(0, Math.min(this.#highestTop, top));
    if (this.#isPlain) {
      this.#scroller.scrollTop = top;
      this.#scrollTop = this.#scroller.scrollTop;
      this.#findEdge();
      return;
    }
    const first = this.#heights.rowAt(kept);
    this.#draw(first, kept - this.#heights.top(first));
    this.#placeBar();
  }

  /** To the first row, or to the last, which is at the lower edge then, however high rows turn out to be. */
  scrollToEnd(direction: -1 | 1): void {
    this.#fillUp();
    if (direction < 0) this.scrollTo(0);
    else if (this.#isPlain) this.scrollTo(this.#scroller.scrollHeight);
    else {
      this.#draw(this.#count, -this.#height);
      this.#placeBar();
    }
  }

  readonly #onScroll = (): void => {
    this.body.style.setProperty('--hw-x', `${-this.#scroller.scrollLeft}px`);
    const { scrollTop } = this.#scroller;
    const moved = scrollTop - this.#scrollTop;
    this.#scrollTop = scrollTop;
    if (moved === 0) return;
    if (this.#isPlain) {
      this.#fillUp();
      this.#findEdge();
      return;
    }
    this.#motion.goesOn();
    const { first } = this;
    const isStep = Math.abs(moved) <= 2 * this.#height;
    if (this.#scale.isCut ? isStep : isStep && this.#options.wraps) {
      this.#draw(first, this.#top + moved - this.#heights.top(first));
      if (this.#isAtEdge()) this.#placeBar();
      return;
    }
    if (scrollTop >= this.#scale.canvasHeight - this.#height - 1) {
      // The end is the end, also when the last rows turn out to be higher than was thought.
      this.#draw(this.#count, -this.#height);
      return;
    }
    const top = this.#scale.contentTop(scrollTop);
    const target = this.#heights.rowAt(top);
    this.#draw(target, top - this.#heights.top(target));
  };

  /** Whether the scroll bar has come to its end before the rows have. */
  #isAtEdge(): boolean {
    const bottom = this.#scale.canvasHeight - this.#height;
    return (
      (this.#scrollTop < 1 && this.#top >= 1) ||
      (this.#scrollTop > bottom - 1 && this.#top < this.#highestTop - 1)
    );
  }

  /** Puts the scroll bar where the rows are, as soon as that does not end an animation or take the bar out of a hand. */
  #settle(): void {
    if (!this.#isPlain && !this.#motion.isUnderWay) this.#placeBar();
  }

  /** Steps move rows by pixels and leave the scroll bar a little behind; here it is put right. */
  #placeBar(): void {
    const wanted = this.#scale.scrollTop(this.#top);
    if (Math.abs(wanted - this.#scroller.scrollTop) >= 1) this.#scroller.scrollTop = wanted;
    this.#scrollTop = this.#scroller.scrollTop;
  }

  #resize(): void {
    const height = Math.min(this.#scroller.clientHeight || HEIGHT_WITHOUT_LAYOUT, HIGHEST_SIGHT);
    const width = this.#scroller.clientWidth;
    if (height === this.#height && width === this.#width) return;
    const isFirstTime = this.#height === 0;
    // Hidden: who comes back finds everything where it was.
    if (width === 0 && !isFirstTime) return;
    const { first } = this;
    const above = Math.max(0, this.#top - this.#heights.top(first));
    const part = above / this.#heights.heightOf(first);
    const isOtherWidth = width !== this.#width;
    const hasOtherHeights = isOtherWidth && !isFirstTime && this.#options.wraps;
    this.#height = height;
    this.#width = width;
    this.#viewport.style.width = `${width}px`;
    if (isOtherWidth) {
      this.#heights.reset();
      if (!this.#options.wraps) this.#drawn.measureAgain();
      this.#keepWidth();
    }
    if (!this.#isPlain) this.#viewport.style.height = `${height}px`;
    if (this.#isPlain) {
      this.#fill(Math.ceil(height / this.#options.rowHeight) + OVERSCAN_ROWS);
      if (hasOtherHeights) this.#backToEdge();
      return;
    }
    this.#rescale();
    if (isFirstTime) {
      // Nothing has scrolled yet; asking would lay out the rows once more.
      this.#draw(first, 0);
      return;
    }
    // How high the first row in sight is now is known when it has been drawn.
    this.#draw(first, hasOtherHeights ? 0 : above);
    if (hasOtherHeights && part > 0) this.#draw(first, part * this.#heights.heightOf(first));
    this.#settle();
  }

  /** Pixels of rows above the screen. */
  get #topNow(): number {
    return this.#isPlain ? this.#scrollTop : this.#top;
  }

  get #highestTop(): number {
    return Math.max(0, this.#heights.total - this.#height);
  }

  #rescale(): void {
    this.#scale = this.#scaleAt(this.#height);
    this.#canvas.style.height = `${this.#scale.canvasHeight}px`;
  }

  #scaleAt(height: number): ScrollScale {
    return scrollScale(this.#heights.total, height, devicePixelRatio);
  }

  /** Draws what is in sight when `anchor` begins so many pixels above the upper edge. */
  #draw(anchor: number, above: number): void {
    const topNow = () => Math.max(0, Math.min(this.#highestTop, this.#heights.top(anchor) + above));
    let hasGrown = false;
    let from = 0;
    for (let round = 0; round < MOST_ROUNDS; ++round) {
      const top = topNow();
      from = Math.max(0, this.#heights.rowAt(top) - OVERSCAN_ROWS);
      const to = Math.min(this.#count, this.#heights.rowAt(top + this.#height) + 1 + OVERSCAN_ROWS);
      this.#show(from, to);
      if (!this.#options.wraps || !this.#measureHeights()) break;
      hasGrown = true;
    }
    this.#top = topNow();
    if (hasGrown) {
      this.#rescale();
      if (!this.#scale.isCut) this.#settle();
    }
    // Whole pixels, or seams would show between coloured rows.
    this.body.style.transform = `translateY(${Math.round(this.#heights.top(from) - this.#top)}px)`;
  }

  /** Few rows, all of which are to be in the document: at least so many now. */
  #fill(rows: number): void {
    this.#endFilling();
    this.#filled = Math.min(this.#count, Math.max(this.#filled, rows));
    this.#show(0, this.#filled);
    const isFilled = this.#filled === this.#count;
    this.#viewport.style.minHeight = isFilled ? '' : `${this.#count * this.#options.rowHeight}px`;
    if (!isFilled) this.#endFilling = whenIdle(() => this.#fill(this.#filled + SLICE_ROWS));
  }

  #fillUp(): void {
    if (this.#isPlain && this.#filled < this.#count) this.#fill(this.#count);
  }

  #show(from: number, to: number): void {
    this.#drawn.show(from, to);
    this.#keepWidth();
  }

  #measureHeights(): boolean {
    let hasChanged = false;
    for (const [position, height] of this.#drawn.heights())
      if (this.#heights.measure(position, height)) hasChanged = true;
    return hasChanged;
  }

  #keepWidth(): void {
    const width = this.#width + this.#drawn.surplusWidth;
    if (width === this.#canvasWidth || this.#options.wraps) return;
    this.#canvasWidth = width;
    this.#canvas.style.minWidth = `${width}px`;
  }

  #topOf(position: number): number {
    return this.#isPlain
      ? (this.#drawn.at(position)?.offsetTop ?? position * this.#options.rowHeight)
      : this.#heights.top(position);
  }

  #heightOf(position: number): number {
    return this.#isPlain
      ? (this.#drawn.at(position)?.offsetHeight ?? this.#options.rowHeight)
      : this.#heights.heightOf(position);
  }

  #plainFirst(): number {
    return this.#options.wraps ? this.#edge.position : Math.floor(this.#scrollTop / this.#options.rowHeight);
  }

  #findEdge(): void {
    if (!this.#options.wraps) return;
    for (let position = 0; position < this.#count; ++position) {
      const row = this.#drawn.at(position);
      if (!row || row.offsetTop + row.offsetHeight <= this.#scrollTop) continue;
      this.#edge = { position, part: (this.#scrollTop - row.offsetTop) / row.offsetHeight };
      return;
    }
  }

  #backToEdge(): void {
    const { position, part } = this.#edge;
    const row = this.#drawn.at(position);
    if (!row) return;
    this.#scroller.scrollTop = row.offsetTop + part * row.offsetHeight;
    this.#scrollTop = this.#scroller.scrollTop;
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
