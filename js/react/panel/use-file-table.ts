// The rows of the open file. The latest wish wins: an answer is shown only to the question that it answers.

import { useState } from 'react';
import type { DiffTable } from '../../core/api.ts';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';
import { type BytesSoFar, SHOWN_EVERY } from '../parts/BytesSoFar.tsx';
import { settle } from '../source/awaitable.ts';
import type { DiffSource } from '../source/diff-source.ts';
import { keepTable, openedTable } from '../source/opened-tables.ts';

export interface TableQuestion {
  readonly source: DiffSource;
  readonly file: number;
  /** Names comparison and file, whichever answer they are from. */
  readonly rowsKey: string;
  /** False: nothing is asked of the source. */
  readonly isWanted: boolean;
  /** Another number asks again. */
  readonly attempt: number;
}

export interface TableAnswer {
  readonly table?: DiffTable;
  /** The table has the first rows only; the others follow. */
  readonly isPartial?: boolean;
  readonly error?: unknown;
  /** The source has been asked and did not answer at once. */
  readonly isWaiting?: boolean;
  /** Of what is being waited for. */
  readonly soFar?: BytesSoFar;
}

interface Answered extends TableAnswer {
  readonly source: DiffSource;
  readonly file: number;
  readonly rowsKey: string;
  readonly attempt: number;
}

/**
 * Neither a table nor an error: it is being waited for, or was not asked yet. When the same comparison comes anew, the rows of the
 * file that is open stay until the newer ones are here; if nothing of it has changed, they are the same object.
 */
export function useFileTable({ source, file, rowsKey, isWanted, attempt }: TableQuestion): TableAnswer {
  const [answered, setAnswered] = useState<Answered>();

  useClientLayoutEffect(() => {
    if (!isWanted) return;
    const asked = { source, file, rowsKey, attempt };
    const known = openedTable(source, file);
    if (known) {
      setAnswered({ ...asked, table: known });
      return;
    }
    const task = new AbortController();
    let isAnswered = false;
    const onFirstRows = (table: DiffTable) => {
      isAnswered = true;
      if (task.signal.aborted) return;
      // All rows that were are more to somebody who reads them than the first ones that are.
      setAnswered((before) => (isForerunner(before, asked) ? before : { ...asked, table, isPartial: true }));
    };
    let shownAt = Number.NEGATIVE_INFINITY;
    const showWait = (soFar?: BytesSoFar) =>
      setAnswered((before) =>
        isForerunner(before, asked) ? before : { ...asked, isWaiting: true, ...(soFar && { soFar }) },
      );
    const onProgress = (received: number, total: number | undefined) => {
      const now = performance.now();
      if (task.signal.aborted || now - shownAt < SHOWN_EVERY) return;
      shownAt = now;
      showWait({ received, total });
    };
    settle(
      () => source.openFile(file, { signal: task.signal, onFirstRows, onProgress }),
      (table) => {
        isAnswered = true;
        if (task.signal.aborted) return;
        keepTable(source, file, table);
        setAnswered({ ...asked, table });
      },
      (error) => {
        isAnswered = true;
        if (!task.signal.aborted) setAnswered({ ...asked, error });
      },
    );
    // What is there at once needs no word about waiting, which would be made and thrown away before the first rows.
    if (!isAnswered && shownAt < 0) showWait();
    return () => task.abort();
  }, [source, file, rowsKey, isWanted, attempt]);

  if (!isWanted || answered === undefined) return {};
  const asked = { source, file, rowsKey, attempt };
  const isCurrent = answered.source === source && answered.file === file && answered.attempt === attempt;
  if (isCurrent) return answered;
  return isForerunner(answered, asked) && answered.table ? { table: answered.table } : {};
}

/** All rows of the same file in an earlier answer to the same comparison. */
function isForerunner(answered: Answered | undefined, asked: Omit<Answered, keyof TableAnswer>): boolean {
  if (!answered?.table || answered.isPartial) return false;
  return answered.source !== asked.source && answered.rowsKey === asked.rowsKey;
}
