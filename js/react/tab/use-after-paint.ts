// Calls back when what was rendered is on the screen.

import { useEffect, useRef } from 'react';

/**
 * Behind the frame that paints the rendering in which `what` became what it is. Called once for each; not at all if it
 * changes before. Undefined: there is nothing to wait for.
 */
export function useAfterPaint(what: string | undefined, onPainted: (what: string) => void): void {
  const latest = useRef(onPainted);
  useEffect(() => {
    latest.current = onPainted;
  });
  useEffect(() => {
    if (what === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => latest.current(what));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [what]);
}
