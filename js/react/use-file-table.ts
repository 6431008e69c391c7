// The rows of the open file. The latest wish wins: an answer is shown only to the question that it answers.

import { useState } from 'react';
import type { DiffTable } from '../core/api.ts';
import { type BytesSoFar, SHOWN_EVERY } from './parts/BytesSoFar.tsx';
import { settle } from './source/awaitable.ts';
import type { DiffSource } from './source/diff-source.ts';
import { keepTable, openedTable } from './source/opened-tables.ts';
import { useClientLayoutEffect } from './use-client-layout-effect.ts';

export interface TableQuestion {
  readonly source: DiffSource;
  readonly file: number;
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
  /** Of what is being waited for. */
  readonly soFar?: BytesSoFar;
}

interface Answered extends TableAnswer {
  readonly source: DiffSource;
  readonly file: number;
  readonly attempt: number;
}

/** Neither a table nor an error: it is being waited for, or was not asked. */
export function useFileTable({ source, file, isWanted, attempt }: TableQuestion): TableAnswer {
  const [answered, setAnswered] = useState<Answered>();

  useClientLayoutEffect(() => {
    if (!isWanted) return;
    const asked = { source, file, attempt };
    const known = openedTable(source, file);
    if (known) {
      setAnswered({ ...asked, table: known });
      return;
    }
    const task = new AbortController();
    const onFirstRows = (table: DiffTable) => {
      if (!task.signal.aborted) setAnswered({ ...asked, table, isPartial: true });
    };
    let shownAt = Number.NEGATIVE_INFINITY;
    const onProgress = (received: number, total: number | undefined) => {
      const now = performance.now();
      if (task.signal.aborted || now - shownAt < SHOWN_EVERY) return;
      shownAt = now;
      setAnswered({ ...asked, soFar: { received, total } });
    };
    settle(
      () => source.openFile(file, { signal: task.signal, onFirstRows, onProgress }),
      (table) => {
        if (task.signal.aborted) return;
        keepTable(source, file, table);
        setAnswered({ ...asked, table });
      },
      (error) => {
        if (!task.signal.aborted) setAnswered({ ...asked, error });
      },
    );
    return () => task.abort();
  }, [source, file, isWanted, attempt]);

  const isCurrent =
    isWanted &&
    answered !== undefined &&
    answered.source === source &&
    answered.file === file &&
    answered.attempt === attempt;
  return isCurrent ? answered : {};
}
