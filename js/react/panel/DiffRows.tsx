// The rows of a table. React makes the scroller; what is in it belongs to the painter.

import { type RefObject, useRef } from 'react';
import type { DiffTable } from '../../core/api.ts';
import { focusedIn } from '../context/shadow-tree.ts';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import { DiffPainter, type PaintedPlace } from '../rows/diff-painter.ts';
import { type DiffView, rowLayout } from '../rows/row-layout.ts';
import type { DiffSource } from '../source/diff-source.ts';

export interface DiffRowsProps {
  readonly source: DiffSource;
  /** Names comparison and file, whichever answer they are from: rows of another answer are given to the same painter. */
  readonly rowsKey: string;
  readonly table: DiffTable;
  /** Rows in all; the table may have only the first of them, and be followed by one that has all. */
  readonly rowCount: number;
  readonly path: string;
  readonly view: DiffView;
  readonly wraps: boolean;
  /** Holds the painter while rows are shown. */
  readonly painterRef: RefObject<DiffPainter | null>;
  /** After the first rows are in the document. */
  readonly onDrawn: () => void;
}

export function DiffRows(props: DiffRowsProps) {
  const { source, rowsKey, table, rowCount, path, view, wraps, painterRef } = props;
  const { texts, limits } = useViewer();
  const scroller = useRef<HTMLElement>(null);
  const left = useRef<{ readonly rowsKey: string; readonly place: PaintedPlace }>(null);
  const hasMarks = source.intraline !== undefined;
  const { plainRows, longestLine } = limits;
  // Few rows may become many when they come anew, and many rows are drawn in another way.
  const isPlain = rowLayout(table, view, rowCount).count <= plainRows;
  // Rows that follow are given to the painter that is there.
  const latest = useRef(props);
  useClientLayoutEffect(() => {
    latest.current = props;
  });

  useClientLayoutEffect(() => {
    if (!scroller.current) return;
    const painter = new DiffPainter(scroller.current, {
      table: latest.current.table,
      rowCount: latest.current.rowCount,
      view,
      wraps,
      isPlain,
      longestLine,
      texts,
      intraline: hasMarks
        ? (rows, numbers) => withMarks(latest.current.source).intraline(rows, numbers)
        : undefined,
      label: texts.rowsOf(path),
      // Another view of the same rows goes on where the last one was.
      before: left.current?.rowsKey === rowsKey ? left.current.place : undefined,
    });
    painterRef.current = painter;
    // The focus was in the rows of the file before and waits on the panel.
    const waiting = scroller.current.parentElement;
    if (waiting && focusedIn(waiting) === waiting) scroller.current.focus({ preventScroll: true });
    latest.current.onDrawn();
    return () => {
      left.current = { rowsKey, place: painter.place };
      painterRef.current = null;
      painter.dispose();
    };
  }, [rowsKey, hasMarks, path, view, wraps, isPlain, longestLine, texts, painterRef]);

  useClientLayoutEffect(() => {
    const painter = painterRef.current;
    if (painter && painter.table !== table) painter.setTable(table, rowCount);
  }, [table, rowCount, painterRef]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: not every browser lets the keyboard into a scroller
    <section ref={scroller} className="hw-scroller" aria-label={texts.rowsOf(path)} tabIndex={0} />
  );
}

/** A source without marks has another painter. */
const withMarks = (source: DiffSource) => source as Required<DiffSource>;
