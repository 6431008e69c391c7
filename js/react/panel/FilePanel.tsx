// The right-hand side: one file's header and its rows, or why there are none.

import { type RefObject, useCallback, useEffect, useState } from 'react';
import { useIsServerMarkup } from '../context/use-is-server-markup.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import { type ChangeView, type LineCounts, type ViewState, withItem } from '../context/view-state.ts';
import { countsOf } from '../files/FilePane.tsx';
import type { FileEntry } from '../files/file-entries.ts';
import { Failure, Notice, reasonOf } from '../parts/Notice.tsx';
import type { DiffPainter } from '../rows/diff-painter.ts';
import type { DiffView } from '../rows/row-layout.ts';
import type { DiffSource } from '../source/diff-source.ts';
import { forgetTable } from '../source/opened-tables.ts';
import { DiffRows } from './DiffRows.tsx';
import { FileHeader, SideNames } from './FileHeader.tsx';
import { FileWaiting } from './FileWaiting.tsx';
import { FindBar } from './FindBar.tsx';
import { isGuarded, isTableGuarded } from './file-guard.ts';
import { TableRemarks } from './TableRemarks.tsx';
import { useFileTable } from './use-file-table.ts';
import { reasonBeforeOpening, reasonWithoutRows, sentenceOfService } from './why-no-rows.ts';

export interface FilePanelProps {
  readonly source: DiffSource;
  readonly entry: FileEntry;
  readonly state: ViewState;
  readonly onState: ChangeView;
  readonly view: DiffView;
  readonly wraps: boolean;
  readonly painterRef: RefObject<DiffPainter | null>;
  readonly isFinding: boolean;
  readonly findRef: RefObject<HTMLInputElement | null>;
  readonly onFind: (isFinding: boolean) => void;
  /** Somebody asks for rows now. */
  readonly onAsk: () => void;
  readonly onDrawn: (path: string, rows: number) => void;
}

export function FilePanel(props: FilePanelProps) {
  const { source, entry, state, onState, view } = props;
  const { index } = source;
  const { file, id, path, status, isConflict } = entry;
  const setting = useViewer();
  const { texts, limits } = setting;
  const [attempt, setAttempt] = useState(0);
  const rowsKey = `${source.key} ${id}`;
  /** The file of which somebody ended the wait. */
  const [left, setLeft] = useState<string>();

  const before = reasonBeforeOpening(index, file, setting);
  const isWanted = state.wanted.has(id);
  const isWaitingForClick = !before && !isWanted && isGuarded(index, file, limits);
  const isLeft = left === rowsKey;
  const isOpening = !before && !isWaitingForClick && !isLeft;
  const {
    table,
    isPartial = false,
    error,
    isWaiting = false,
    soFar,
  } = useFileTable({ source, file, rowsKey, isWanted: isOpening, attempt });
  const isServerMarkup = useIsServerMarkup();
  const isLarge = table !== undefined && !isWanted && isTableGuarded(index, file, table, limits);
  const said = table && sentenceOfService(index, file, table);
  const rows = table && table.rowCount > 0 && !isLarge && said === undefined ? table : undefined;

  useEffect(() => {
    if (!table || isPartial || index.additions(file) >= 0) return;
    const { additions, deletions, rowCount } = table;
    if (rowCount === 0) return;
    onState((known) =>
      isSame(known.counts.get(id), { additions, deletions })
        ? known
        : { ...known, counts: new Map(known.counts).set(id, { additions, deletions }) },
    );
  }, [table, isPartial, index, file, id, onState]);

  const { onDrawn } = props;
  const rowCount = (isPartial ? Math.max(index.rowCountAt(file), rows?.rowCount ?? 0) : rows?.rowCount) ?? 0;
  const onRows = useCallback(() => onDrawn(path, rowCount), [onDrawn, path, rowCount]);
  const retry = () => {
    forgetTable(source, file);
    setAttempt((last) => last + 1);
  };
  const load = () => {
    props.onAsk();
    onState((known) => ({ ...known, wanted: withItem(known.wanted, id) }));
  };

  return (
    <>
      <FileHeader
        path={path}
        oldPath={index.oldPath(file)}
        status={status}
        isConflict={isConflict}
        counts={said === undefined ? countsOf(index, entry, state) : undefined}
      >
        {rows && (
          <button
            type="button"
            className="hw-button"
            aria-pressed={props.isFinding}
            onClick={() => props.onFind(!props.isFinding)}
          >
            {texts.find}
          </button>
        )}
      </FileHeader>
      {before && <Notice {...before} />}
      {(isWaitingForClick || isLarge) && (
        <Notice
          text={texts.largeDiff(
            index.diffBytes(file),
            table?.rowCount ??
              Math.max(index.rowCountAt(file), index.additions(file) + index.deletions(file)),
          )}
        >
          <button type="button" className="hw-action" onClick={load}>
            {texts.loadDiff}
          </button>
        </Notice>
      )}
      {isLeft && (
        <Notice text={texts.leftFile(path)}>
          <button type="button" className="hw-action" onClick={() => setLeft(undefined)}>
            {texts.loadDiff}
          </button>
        </Notice>
      )}
      {isOpening && !table && error === undefined && (isWaiting || isServerMarkup) && (
        <FileWaiting path={path} soFar={soFar} onLeave={() => setLeft(rowsKey)} />
      )}
      {error !== undefined && (
        <Failure sentence={texts.fileFailed(path, reasonOf(error))} retry={texts.retry} onRetry={retry} />
      )}
      {said !== undefined && (
        <Failure
          sentence={texts.serviceError(path, said)}
          retry={texts.retry}
          // What came with the list would only be read again.
          onRetry={index.detail(file) === 'error' ? undefined : retry}
        />
      )}
      {table && table.rowCount === 0 && <Notice {...reasonWithoutRows(index, file, setting)} />}
      {rows && props.isFinding && (
        <FindBar
          key={`find ${rowsKey}`}
          table={rows}
          path={path}
          painterRef={props.painterRef}
          inputRef={props.findRef}
          onClose={() => props.onFind(false)}
        />
      )}
      {rows && !isPartial && (
        <TableRemarks key={rowsKey} table={rows} onReveal={(row) => props.painterRef.current?.reveal(row)} />
      )}
      {rows && <SideNames isSplit={view === 'split'} />}
      {rows && (
        <DiffRows
          source={source}
          rowsKey={rowsKey}
          table={rows}
          rowCount={rowCount}
          path={path}
          view={view}
          wraps={props.wraps}
          painterRef={props.painterRef}
          onDrawn={onRows}
        />
      )}
    </>
  );
}

const isSame = (known: LineCounts | undefined, { additions, deletions }: LineCounts): boolean =>
  known?.additions === additions && known.deletions === deletions;
