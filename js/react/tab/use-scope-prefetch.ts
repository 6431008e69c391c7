// Loads the other scopes in the background, one at a time, after the shown one is on the screen.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  type ComparisonScope,
  type ComparisonTarget,
  prefetchInto,
  ScopePrefetch,
  type SummaryTexts,
} from '../../sync.ts';
import type { ServiceSession } from './service-session.ts';
import { countedSummaryQuery } from './use-scope-summary.ts';

export interface ScopePrefetchState {
  readonly session: ServiceSession;
  readonly target: ComparisonTarget;
  readonly texts: SummaryTexts;
  readonly selectedScope: ComparisonScope;
  readonly isActive: boolean;
  /** The scope that may be loaded unasked now. */
  readonly background: ComparisonScope | undefined;
}

export function useScopePrefetch(state: ScopePrefetchState): void {
  const { session, texts, selectedScope, isActive, background } = state;
  const { artifactId, collection, projectPath } = state.target;
  const cache = useQueryClient();
  const allowed = useRef<ComparisonScope>(undefined);
  const sequence = useRef<ScopePrefetch>(null);

  useEffect(() => {
    if (!isActive) return;
    const target = { artifactId, collection, projectPath };
    const queryOf = (scope: ComparisonScope) => countedSummaryQuery(session, scope, target, texts);
    const begun = new ScopePrefetch({ ...prefetchInto(cache, queryOf), next: () => allowed.current });
    sequence.current = begun;
    return () => {
      sequence.current = null;
      begun.stop();
    };
  }, [cache, session, artifactId, collection, projectPath, texts, isActive]);

  useEffect(() => {
    sequence.current?.chosen(selectedScope);
  }, [selectedScope]);

  // With every change of what may run: the sequence goes on by itself only as far as it knew then.
  useEffect(() => {
    allowed.current = background;
    if (background !== undefined) sequence.current?.painted();
  });
}
