// The part of a long list that exists in the document. All lines are of one height, so that where they stand needs no
// measuring, and few lines need nothing at all: whoever opens a comparison waits for rows, not for the list.

import { type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';

/** Pixels; `--hw-file-height` in the style sheet. */
export const FILE_HEIGHT = 28;

/** Up to so many lines, all of them exist. */
const PLAIN_LINES = 100;

/** Lines above and below what is in sight. */
const OVERSCAN_LINES = 10;

/** Pixels, until it is known better: where nothing is laid out, as in a test, some lines are better than none. */
const USUAL_HEIGHT = 600;

interface ListLine {
  readonly index: number;
  readonly top: number;
}

export interface ListWindow {
  readonly lines: readonly ListLine[];
  readonly height: number;
  readonly reveal: (index: number) => void;
}

/** Lines from `from` to `to - 1`. */
interface Sight {
  readonly from: number;
  readonly to: number;
}

const sightAt = (scrollTop: number, height: number): Sight => ({
  from: Math.max(0, Math.floor(scrollTop / FILE_HEIGHT) - OVERSCAN_LINES),
  to: Math.ceil((scrollTop + height) / FILE_HEIGHT) + OVERSCAN_LINES,
});

const heightOf = (scroller: HTMLElement): number => scroller.clientHeight || USUAL_HEIGHT;

export function useListWindow(scroller: RefObject<HTMLElement | null>, count: number): ListWindow {
  const isPlain = count <= PLAIN_LINES;
  const [sight, setSight] = useState(sightAt(0, USUAL_HEIGHT));

  useClientLayoutEffect(() => {
    const watched = scroller.current;
    if (!watched || isPlain) return;
    const look = () => {
      const next = sightAt(watched.scrollTop, heightOf(watched));
      setSight((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    // Before the next frame, or a blank would be seen.
    const onScroll = () => flushSync(look);
    watched.addEventListener('scroll', onScroll, { passive: true });
    // Looks at once, too, when everything is laid out.
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(look);
    observer?.observe(watched);
    return () => {
      watched.removeEventListener('scroll', onScroll);
      observer?.disconnect();
    };
  }, [scroller, isPlain]);

  const to = isPlain ? count : Math.min(count, sight.to);
  const from = isPlain ? 0 : Math.max(0, Math.min(sight.from, to - (sight.to - sight.from)));
  return {
    lines: Array.from({ length: to - from }, (_, i) => ({ index: from + i, top: (from + i) * FILE_HEIGHT })),
    height: count * FILE_HEIGHT,
    reveal: (index) => {
      if (scroller.current) revealLine(scroller.current, index);
    },
  };
}

/** By the least scrolling. */
function revealLine(scroller: HTMLElement, index: number): void {
  const above = index * FILE_HEIGHT;
  const below = above + FILE_HEIGHT - heightOf(scroller);
  if (scroller.scrollTop > above) scroller.scrollTop = above;
  else if (scroller.scrollTop < below) scroller.scrollTop = below;
}
