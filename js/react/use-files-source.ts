// The source of an array of files that the application holds. The engine is loaded when the first array comes.

import { useCallback, useState } from 'react';
import type { DiffIndex } from '../core/api.ts';
import { loadEngine } from '../index.ts';
import { useClientLayoutEffect } from './context/use-client-layout-effect.ts';
import { type Awaitable, settle } from './source/awaitable.ts';
import { type AnyDiffEngine, type DiffSource, sourceFromIndex } from './source/diff-source.ts';
import { type FileDiff, payloadOfFiles, saySame } from './source/file-diff.ts';

export interface FilesQuestion {
  /** Undefined: nothing is asked. */
  readonly files: readonly FileDiff[] | undefined;
  readonly engine: AnyDiffEngine | undefined;
  readonly dataKey: string | undefined;
}

export interface FilesAnswer {
  readonly source: DiffSource | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

interface Settled {
  readonly files: readonly FileDiff[];
  readonly engine: AnyDiffEngine | undefined;
  readonly dataKey: string | undefined;
  readonly attempt: number;
  readonly source?: DiffSource;
  readonly error?: unknown;
}

let sharedEngine: Promise<AnyDiffEngine> | undefined;

function engineOfPage(): Promise<AnyDiffEngine> {
  sharedEngine ??= loadEngine().catch((error: unknown) => {
    sharedEngine = undefined; // the next question tries again
    throw error;
  });
  return sharedEngine;
}

export function useFilesSource({ files, engine, dataKey }: FilesQuestion): FilesAnswer {
  const [settled, setSettled] = useState<Settled>();
  const [attempt, setAttempt] = useState(0);
  const isCurrent =
    settled !== undefined &&
    files !== undefined &&
    settled.attempt === attempt &&
    settled.engine === engine &&
    settled.dataKey === dataKey &&
    saySame(settled.files, files);
  // The same comparison came anew: what somebody looks at stays until the newer list is read.
  const isForerunner =
    settled !== undefined &&
    files !== undefined &&
    settled.engine === engine &&
    settled.dataKey === dataKey &&
    dataKey !== undefined;

  useClientLayoutEffect(() => {
    if (!files || isCurrent) return;
    let isWanted = true;
    const asked = { files, engine, dataKey, attempt };
    settle(
      () => indexOf(engine, files),
      ({ index, user }) => {
        const options = dataKey === undefined ? {} : { key: dataKey };
        if (isWanted) setSettled({ ...asked, source: sourceFromIndex(user, index, options) });
      },
      (error) => {
        if (isWanted) setSettled({ ...asked, error });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [files, engine, dataKey, attempt, isCurrent]);

  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return {
    source: isCurrent || isForerunner ? settled.source : undefined,
    error: isCurrent ? settled.error : undefined,
    retry,
  };
}

interface Indexed {
  readonly index: DiffIndex;
  readonly user: AnyDiffEngine;
}

function indexOf(engine: AnyDiffEngine | undefined, files: readonly FileDiff[]): Awaitable<Indexed> {
  if (!engine) return engineOfPage().then((user) => indexOf(user, files));
  const index: Awaitable<DiffIndex> = engine.indexPayload(payloadOfFiles(files));
  return index instanceof Promise
    ? index.then((made) => ({ index: made, user: engine }))
    : { index, user: engine };
}
