// When what has the focus goes (the rows of a file that is left, a notice that is dismissed), the focus stays in the viewer
// or tab, or its keys would end and the keyboard would begin at the top of the page.

import { type RefObject, useEffect, useRef } from 'react';
import { useClientLayoutEffect } from './context/use-client-layout-effect.ts';

export function useKeptFocus(
  root: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void {
  const last = useRef<Element>(null);
  useEffect(() => {
    const watched = root.current;
    if (!watched) return;
    const onFocus = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    // Who leaves on purpose is let go. A blur tells nothing: browsers send it for elements that are taken away, too.
    const onLeave = (event: Event) => {
      const [target] = event.composedPath();
      if (!(target instanceof Node && watched.contains(target))) last.current = null;
    };
    watched.addEventListener('focusin', onFocus);
    document.addEventListener('focusin', onLeave);
    document.addEventListener('pointerdown', onLeave);
    return () => {
      watched.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusin', onLeave);
      document.removeEventListener('pointerdown', onLeave);
    };
  }, [root]);
  // After every rendering: any of them may have taken the element away.
  useClientLayoutEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    fallback.current?.focus({ preventScroll: true });
  });
}
