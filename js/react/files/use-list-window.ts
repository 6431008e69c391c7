// The part of a long list that exists in the document.

import {
  defaultRangeExtractor,
  observeElementRect,
  type Range,
  type Rect,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';

/** Pixels; `--hw-file-height` in the style sheet. */
export const FILE_HEIGHT = 28;

/** Up to so many lines, all of them exist. */
const PLAIN_LINES = 100;

/** Where nothing is laid out, as in a test, some lines are better than none. */
const withoutLayout: Rect = { width: 280, height: 600 };

type ListVirtualizer = Virtualizer<HTMLElement, Element>;

const observeRect = (list: ListVirtualizer, onRect: (rect: Rect) => void) =>
  observeElementRect(list, (rect) => onRect(rect.height > 0 ? rect : withoutLayout));

interface ListLine {
  readonly index: number;
  readonly top: number;
}

export interface ListWindow {
  readonly lines: readonly ListLine[];
  readonly height: number;
  readonly reveal: (index: number) => void;
}

export function useListWindow(scroller: RefObject<HTMLElement | null>, lines: number): ListWindow {
  const rangeExtractor = useCallback(
    (range: Range) =>
      range.count <= PLAIN_LINES
        ? Array.from({ length: range.count }, (_, i) => i)
        : defaultRangeExtractor(range),
    [],
  );
  const list = useVirtualizer<HTMLElement, Element>({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => FILE_HEIGHT,
    observeElementRect: observeRect,
    overscan: 10,
    rangeExtractor,
  });
  return {
    lines: list.getVirtualItems().map(({ index, start }) => ({ index, top: start })),
    height: list.getTotalSize(),
    reveal: (index) => list.scrollToIndex(index, { align: 'auto' }),
  };
}
