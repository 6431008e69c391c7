// The source of what the application holds. The engine is loaded when the first content comes.

import { useCallback, useState } from 'react';
import { loadEngine } from '../index.ts';
import { useClientLayoutEffect } from './context/use-client-layout-effect.ts';
import { type Awaitable, settle, whenHere } from './source/awaitable.ts';
import { type Content, isSameContent, sourceOfContent } from './source/content.ts';
import type { AnyDiffEngine, DiffSource } from './source/diff-source.ts';

export interface ContentQuestion {
  /** Undefined: nothing is asked. Keep the object while nothing in it changes. */
  readonly content: Content | undefined;
  readonly engine: AnyDiffEngine | undefined;
  readonly dataKey: string | undefined;
}

export interface ContentAnswer {
  readonly source: DiffSource | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

interface Settled {
  readonly content: Content;
  readonly engine: AnyDiffEngine | undefined;
  readonly dataKey: string | undefined;
  readonly attempt: number;
  readonly source?: DiffSource;
  readonly error?: unknown;
}

let shared: Awaitable<AnyDiffEngine> | undefined;

/** Once it is loaded it is there at once: content that changes with every key somebody presses must not blink. */
function engineOfPage(): Awaitable<AnyDiffEngine> {
  shared ??= loadEngine().then(
    (engine) => {
      shared = engine;
      return engine;
    },
    (error: unknown) => {
      shared = undefined; // the next question tries again
      throw error;
    },
  );
  return shared;
}

export function useContentSource({ content, engine, dataKey }: ContentQuestion): ContentAnswer {
  const [settled, setSettled] = useState<Settled>();
  const [attempt, setAttempt] = useState(0);
  const isCurrent =
    settled !== undefined &&
    content !== undefined &&
    settled.attempt === attempt &&
    settled.engine === engine &&
    settled.dataKey === dataKey &&
    isSameContent(settled.content, content);
  // The same comparison came anew: what somebody looks at stays until the newer list is read.
  const isForerunner =
    settled !== undefined &&
    content !== undefined &&
    settled.engine === engine &&
    settled.dataKey === dataKey &&
    dataKey !== undefined;

  useClientLayoutEffect(() => {
    if (!content || isCurrent) return;
    let isWanted = true;
    const asked = { content, engine, dataKey, attempt };
    const options = dataKey === undefined ? {} : { key: dataKey };
    settle(
      () => whenHere(engine ?? engineOfPage(), (reader) => sourceOfContent(reader, content, options)),
      (source) => {
        if (isWanted) setSettled({ ...asked, source });
      },
      (error) => {
        if (isWanted) setSettled({ ...asked, error });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [content, engine, dataKey, attempt, isCurrent]);

  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return {
    source: isCurrent || isForerunner ? settled.source : undefined,
    error: isCurrent ? settled.error : undefined,
    retry,
  };
}
