// Tells the application when the rows that somebody asked for are on the screen.

import { useCallback, useEffect, useRef } from 'react';
import type { DetailPainted } from './viewer-props.ts';

export interface PaintedReport {
  /** Somebody asks for a file now. */
  readonly onAsk: () => void;
  /** Its rows are in the document. */
  readonly onDrawn: (path: string, rows: number) => void;
}

export function usePaintedReport(
  onDetailPainted: ((painted: DetailPainted) => void) | undefined,
): PaintedReport {
  const report = useRef(onDetailPainted);
  const asked = useRef<number>(undefined);
  const painted = useRef('');
  useEffect(() => {
    report.current = onDetailPainted;
    // A viewer that is closed before its rows are painted has nothing to tell.
    return () => {
      report.current = undefined;
    };
  }, [onDetailPainted]);
  const onAsk = useCallback(() => {
    asked.current = performance.now();
    painted.current = '';
  }, []);
  const onDrawn = useCallback((path: string, rows: number) => {
    if (painted.current === path) return; // the same rows in another view
    painted.current = path;
    const start = asked.current;
    asked.current = undefined;
    // Behind the frame in which the rows are painted.
    requestAnimationFrame(() =>
      setTimeout(() => {
        const milliseconds = start === undefined ? undefined : performance.now() - start;
        report.current?.({ path, rows, milliseconds });
      }),
    );
  }, []);
  return { onAsk, onDrawn };
}
