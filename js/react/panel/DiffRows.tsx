// The rows of a table. React makes the scroller; what is in it belongs to the painter.

import { type RefObject, useRef } from 'react';
import type { DiffTable } from '../../core/api.ts';
import { DiffPainter } from '../rows/diff-painter.ts';
import type { DiffView } from '../rows/row-layout.ts';
import type { DiffSource } from '../source/diff-source.ts';
import { useClientLayoutEffect } from '../use-client-layout-effect.ts';
import { useViewer } from '../ViewerContext.tsx';

export interface DiffRowsProps {
  readonly source: DiffSource;
  readonly table: DiffTable;
  readonly path: string;
  readonly view: DiffView;
  readonly wraps: boolean;
  /** Holds the painter while rows are shown. */
  readonly painterRef: RefObject<DiffPainter | null>;
  /** After the first rows are in the document. */
  readonly onDrawn: () => void;
}

export function DiffRows({ source, table, path, view, wraps, painterRef, onDrawn }: DiffRowsProps) {
  const { texts, limits } = useViewer();
  const scroller = useRef<HTMLElement>(null);
  const left = useRef<{ readonly table: DiffTable; readonly row: number }>(null);
  const { plainRows, longestLine } = limits;

  useClientLayoutEffect(() => {
    if (!scroller.current) return;
    const painter = new DiffPainter(scroller.current, {
      table,
      view,
      wraps,
      plainRows,
      longestLine,
      texts,
      intraline: source.intraline?.bind(source),
      label: texts.rowsOf(path),
    });
    // Another view of the same rows goes on where the last one was.
    if (left.current?.table === table && left.current.row > 0) painter.startAt(left.current.row);
    painterRef.current = painter;
    // The focus was in the rows of the file before and waits on the panel.
    const waiting = scroller.current.parentElement;
    if (waiting && document.activeElement === waiting) scroller.current.focus({ preventScroll: true });
    onDrawn();
    return () => {
      left.current = { table, row: painter.topRow };
      painterRef.current = null;
      painter.dispose();
    };
  }, [source, table, path, view, wraps, plainRows, longestLine, texts, painterRef, onDrawn]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: not every browser lets the keyboard into a scroller
    <section ref={scroller} className="hw-scroller" aria-label={texts.rowsOf(path)} tabIndex={0} />
  );
}
