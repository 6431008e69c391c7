// Whether an element is narrow: by its own width, since a viewer may stand in a dialog.

import { type RefObject, useState } from 'react';
import { useClientLayoutEffect } from './context/use-client-layout-effect.ts';

/** Pixels; also in the style sheet. */
const NARROW_BELOW = 768;

export function useIsNarrow(element: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setIsNarrow] = useState(false);
  useClientLayoutEffect(() => {
    const observed = element.current;
    if (!observed || typeof ResizeObserver === 'undefined') return;
    const measure = () => {
      const width = observed.clientWidth;
      if (width > 0) setIsNarrow(width < NARROW_BELOW);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return isNarrow;
}
