// Browsers stop laying out elements some way above 16 million pixels, which is less than a million rows. Beyond a safe
// height the scroller is shorter than its rows: near both ends a pixel scrolled is a pixel of rows, in between the scroll
// bar works in proportion.

/** Pixels. Firefox ends at about 17.8 million. */
export const HIGHEST_CANVAS = 8_000_000;

/** Pixels of the display, of which zoom and a fine display make several of one. Chromium ends at 33.5 million. */
const HIGHEST_DISPLAYED = 16_000_000;

/** Pixels at either end that scroll one to one: some hundred screens, so that an animated End arrives smoothly. */
const EDGE = 200_000;

export interface ScrollScale {
  /** Pixels of the element that is scrolled. */
  readonly canvasHeight: number;
  /** False: positions are the same on both sides. */
  readonly isCut: boolean;
  /** Pixels of rows above the screen, for a place of the scroll bar. */
  contentTop(scrollTop: number): number;
  scrollTop(contentTop: number): number;
}

/**
 * @param viewport Pixels of the screen, which is as high on both sides.
 * @param pixelRatio Pixels of the display to one of the page, in each direction.
 */
export function scrollScale(contentHeight: number, viewport: number, pixelRatio = 1): ScrollScale {
  const highest = Math.min(HIGHEST_CANVAS, HIGHEST_DISPLAYED / pixelRatio);
  const canvasHeight = Math.min(contentHeight, highest);
  const content = contentHeight - viewport;
  const canvas = canvasHeight - viewport;
  if (contentHeight <= highest) {
    return { canvasHeight, isCut: false, contentTop: (top) => top, scrollTop: (top) => top };
  }
  const edge = Math.min(EDGE, canvas / 4);
  return {
    canvasHeight,
    isCut: true,
    contentTop: (top) => bent(top, canvas, content, edge),
    scrollTop: (top) => bent(top, content, canvas, edge),
  };
}

/** Slope 1 within `edge` of both ends, and whatever fits in between. */
function bent(at: number, from: number, to: number, edge: number): number {
  if (at <= edge) return at;
  if (at >= from - edge) return to - (from - at);
  return edge + ((at - edge) * (to - 2 * edge)) / (from - 2 * edge);
}
