// Many rows, of which only those in sight are in the document. The part in sight is one sticky element, so it never
// leaves the screen: however fast somebody scrolls, old rows stay until new ones are drawn, and a blank is never seen.

import type { WindowRows } from './drawn-rows.ts';
import { RowHeights } from './row-heights.ts';
import { OVERSCAN_ROWS, type Resized, RowWindow, type RowWindowOptions } from './row-window.ts';
import { ScrollMotion } from './scroll-motion.ts';
import { type ScrollScale, scrollScale } from './scroll-scale.ts';

/** Rounds of drawing and measuring wrapped rows; two are enough but for wild mixtures of heights. */
const MOST_ROUNDS = 4;

export class VirtualRowWindow extends RowWindow {
  readonly #rows: WindowRows;
  readonly #motion: ScrollMotion;
  #count: number;
  #heights: RowHeights;
  #scale: ScrollScale;
  #top = 0;

  constructor(scroller: HTMLElement, rows: WindowRows, options: RowWindowOptions) {
    super(scroller, rows, options);
    this.#rows = rows;
    this.#count = rows.count();
    this.#heights = new RowHeights(this.#count, options.rowHeight);
    // As high as all rows are, or the width would be measured without the scroll bar that they bring.
    this.#scale = this.#rescale();
    this.#motion = new ScrollMotion(scroller, () => this.#settle());
    this.open();
  }

  override dispose(): void {
    this.#motion.dispose();
    super.dispose();
  }

  override get first(): number {
    return this.#heights.rowAt(this.#top);
  }

  override replace(positions: readonly number[]): void {
    super.replace(positions);
    this.#draw(this.first, this.#top - this.#heights.top(this.first));
  }

  override renew(): void {
    const { first } = this;
    const above = this.#top - this.#heights.top(first);
    this.#count = this.#rows.count();
    this.#heights = new RowHeights(this.#count, this.options.rowHeight);
    this.drawn.redraw();
    this.#scale = this.#rescale();
    this.#draw(first, Math.max(0, above));
    this.#settle();
  }

  override scrollTo(top: number): void {
    this.#drawAt(Math.max(0, Math.min(this.#highestTop, top)));
    this.#alignBar();
  }

  /** The last row is the last one however high rows turn out to be once they are drawn. */
  override scrollToEnd(direction: -1 | 1): void {
    if (direction < 0) this.#draw(0, 0);
    else this.#draw(this.#count, -this.height);
    this.#alignBar();
  }

  protected override get top(): number {
    return this.#top;
  }

  protected override topOf(position: number): number {
    return this.#heights.top(position);
  }

  protected override heightOf(position: number): number {
    return this.#heights.heightOf(position);
  }

  protected override prepareJump(): void {}

  protected override onScrolled(moved: number): void {
    this.#motion.goesOn();
    const isStep = Math.abs(moved) <= 2 * this.height;
    if (this.#scale.isCut ? isStep : isStep && this.options.wraps) {
      const { first } = this;
      this.#draw(first, this.#top + moved - this.#heights.top(first));
      if (this.#isAtEdge()) this.#alignBar();
    } else if (this.scrollTop >= this.#scale.canvasHeight - this.height - 1) {
      // The end is the end, also when the last rows turn out to be higher than was thought.
      this.#draw(this.#count, -this.height);
    } else this.#drawAt(this.#scale.contentTop(this.scrollTop));
  }

  protected override onResized({ isFirstTime, isOtherWidth }: Resized): void {
    const { first } = this;
    const above = Math.max(0, this.#top - this.#heights.top(first));
    const part = above / this.#heights.heightOf(first);
    const hasOtherHeights = isOtherWidth && !isFirstTime && this.options.wraps;
    if (isOtherWidth) this.#heights.reset();
    this.viewport.style.height = `${this.height}px`;
    this.#scale = this.#rescale();
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

  /** Whether the scroll bar has come to its end before the rows have. */
  #isAtEdge(): boolean {
    const bottom = this.#scale.canvasHeight - this.height;
    return (
      (this.scrollTop < 1 && this.#top >= 1) ||
      (this.scrollTop > bottom - 1 && this.#top < this.#highestTop - 1)
    );
  }

  /** Puts the scroll bar where the rows are, as soon as that does not end an animation or take the bar out of a hand. */
  #settle(): void {
    if (!this.#motion.isUnderWay) this.#alignBar();
  }

  /** Steps move rows by pixels and leave the scroll bar a little behind; here it is put right. */
  #alignBar(): void {
    const wanted = this.#scale.scrollTop(this.#top);
    const { scrollTop } = this.scroller;
    if (Math.abs(wanted - scrollTop) >= 1) this.placeBar(wanted);
    else this.scrollTop = scrollTop;
  }

  get #highestTop(): number {
    return Math.max(0, this.#heights.total - this.height);
  }

  #rescale(): ScrollScale {
    const scale = scrollScale(this.#heights.total, this.height, devicePixelRatio);
    this.canvas.style.height = `${scale.canvasHeight}px`;
    return scale;
  }

  /** Draws what is in sight so many pixels below the first row. */
  #drawAt(top: number): void {
    const anchor = this.#heights.rowAt(top);
    this.#draw(anchor, top - this.#heights.top(anchor));
  }

  /** Draws what is in sight when `anchor` begins so many pixels above the upper edge. */
  #draw(anchor: number, above: number): void {
    const topNow = () => Math.max(0, Math.min(this.#highestTop, this.#heights.top(anchor) + above));
    let hasGrown = false;
    let from = 0;
    for (let round = 0; round < MOST_ROUNDS; ++round) {
      const top = topNow();
      from = Math.max(0, this.#heights.rowAt(top) - OVERSCAN_ROWS);
      const to = Math.min(this.#count, this.#heights.rowAt(top + this.height) + 1 + OVERSCAN_ROWS);
      this.show(from, to);
      if (!this.options.wraps || !this.#measureHeights()) break;
      hasGrown = true;
    }
    this.#top = topNow();
    if (hasGrown) {
      this.#scale = this.#rescale();
      if (!this.#scale.isCut) this.#settle();
    }
    // Whole pixels, or seams would show between coloured rows.
    this.body.style.transform = `translateY(${Math.round(this.#heights.top(from) - this.#top)}px)`;
  }

  #measureHeights(): boolean {
    let hasChanged = false;
    for (const [position, height] of this.drawn.heights())
      if (this.#heights.measure(position, height)) hasChanged = true;
    return hasChanged;
  }
}
