// The rows of the open file. The latest wish wins: an answer is shown only to the question that it answers.

import { useState } from 'react';
import type { DiffTable } from '../core/api.ts';
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
}

interface Settled extends TableAnswer {
  readonly source: DiffSource;
  readonly file: number;
  readonly attempt: number;
}

/** Neither table nor error: it is being waited for, or was not asked. */
export function useFileTable({ source, file, isWanted, attempt }: TableQuestion): TableAnswer {
  const [settled, setSettled] = useState<Settled>();

  useClientLayoutEffect(() => {
    if (!isWanted) return;
    const asked = { source, file, attempt };
    const known = openedTable(source, file);
    if (known) {
      setSettled({ ...asked, table: known });
      return;
    }
    const task = new AbortController();
    const onFirstRows = (table: DiffTable) => {
      if (!task.signal.aborted) setSettled({ ...asked, table, isPartial: true });
    };
    settle(
      () => source.openFile(file, { signal: task.signal, onFirstRows }),
      (table) => {
        if (task.signal.aborted) return;
        keepTable(source, file, table);
        setSettled({ ...asked, table });
      },
      (error) => {
        if (!task.signal.aborted) setSettled({ ...asked, error });
      },
    );
    return () => task.abort();
  }, [source, file, isWanted, attempt]);

  const isCurrent =
    isWanted &&
    settled !== undefined &&
    settled.source === source &&
    settled.file === file &&
    settled.attempt === attempt;
  return isCurrent ? settled : {};
}
