// The three scopes' queries: which run is decided by enabledQueries() and by nothing else.

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isLegacy } from '../../sync/sync-toggles.ts';
import {
  type ComparisonScope,
  comparisonScopes,
  diffKey,
  type EnabledQueries,
  enabledQueries,
  type ScopeProgress,
  type ScopeSummary,
  type SummaryTexts,
  type SyncState,
  scopeToConfirm,
} from '../../sync.ts';
import type { ServiceSession } from './service-session.ts';
import { useScopePrefetch } from './use-scope-prefetch.ts';
import { countedSummaryQuery, useScopeSummary } from './use-scope-summary.ts';

export interface ScopeQueriesOptions {
  readonly session: ServiceSession;
  /** All of the state but what the queries themselves know. */
  readonly state: Omit<SyncState, 'progress' | 'target'> & {
    readonly target: SyncState['target'] & { artifactId: string };
  };
  /** Whether the source can be pulled from, also where its comparisons are not loaded unasked. */
  readonly canPull: boolean;
  /** The person has ended the wait for the selected scope. */
  readonly isLeft: boolean;
}

/** How one scope stands. */
export interface ScopeState {
  readonly progress: ScopeProgress;
  /** Stays while a newer one is on the way. */
  readonly summary: ScopeSummary | undefined;
  /** Of the last attempt. */
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

export interface ScopeQueries {
  readonly scopes: Readonly<Record<ComparisonScope, ScopeState>>;
  readonly enabled: EnabledQueries;
  /** The selected scope with every text, where a toggle asks for that. */
  readonly allTexts: { readonly summary: ScopeSummary | undefined; readonly error: Error | null };
  /** Ends a scope's request. */
  readonly cancel: (scope: ComparisonScope) => void;
}

const order = comparisonScopes.map(({ scope }) => scope);

export function useScopeQueries({ session, state, canPull, isLeft }: ScopeQueriesOptions): ScopeQueries {
  const cache = useQueryClient();
  const { selectedScope, target, toggles, confirming } = state;
  const texts = toggles.summaryFirst ? 'none' : 'all';
  const queries = order.map((scope) => countedSummaryQuery(session, scope, target, texts));

  // Observers that ask nothing: what they see decides what the others below may ask.
  const seen = useQueries({ queries: queries.map((query) => ({ ...query, enabled: false })) });
  const scopes = byScope((place): ScopeState => {
    const result = seen[place];
    const isFetching = result?.fetchStatus === 'fetching';
    const summary = result?.data;
    const progress = summary ? 'loaded' : result?.error ? 'failed' : isFetching ? 'loading' : 'idle';
    const retry = () => void result?.refetch();
    return { progress, summary, error: result?.error ?? null, isFetching, retry };
  });
  const progress = byScope((place): ScopeProgress => scopes[order[place] ?? selectedScope].progress);
  const { confirmCheck } = enabledQueries({ ...state, progress, hasValidUpstream: canPull });
  const enabled = { ...enabledQueries({ ...state, progress }), confirmCheck };

  const isAskedAtOnce = (scope: ComparisonScope) =>
    enabled.scopes[scope] && (scope === selectedScope ? !isLeft : isLegacy(toggles));
  const isConfirming = (scope: ComparisonScope) =>
    enabled.confirmCheck && confirming !== undefined && scope === scopeToConfirm(confirming);
  useQueries({
    queries: queries.map((query, place) => {
      const scope = order[place] ?? selectedScope;
      return { ...query, enabled: isAskedAtOnce(scope) || isConfirming(scope) };
    }),
  });
  const all = useScopeSummary({
    session,
    scope: selectedScope,
    target,
    texts: 'all',
    isEnabled: enabled.allTexts,
  });

  const background = order.find((scope) => scope !== selectedScope && enabled.scopes[scope]);
  useScopePrefetch({
    session,
    target,
    texts,
    selectedScope,
    isActive: enabled.selector,
    background: isLegacy(toggles) ? undefined : background,
  });

  const end = (scope: ComparisonScope, wanted: SummaryTexts) =>
    void cache.cancelQueries({ queryKey: diffKey(scope, target, wanted), exact: true });
  const cancel = (scope: ComparisonScope) => end(scope, texts);
  // Whoever looks at something else does not wait for it any more.
  const unwanted = order.filter(
    (scope) => scopes[scope].isFetching && !enabled.scopes[scope] && !isConfirming(scope),
  );
  const isAllUnwanted = texts === 'none' && all.fetchStatus === 'fetching' && !enabled.allTexts;
  useEffect(() => {
    for (const scope of unwanted) cancel(scope);
    if (isAllUnwanted) end(selectedScope, 'all');
  });
  return { scopes, enabled, allTexts: { summary: all.data, error: all.error }, cancel };
}

function byScope<Value>(valueAt: (place: number) => Value): Record<ComparisonScope, Value> {
  return Object.fromEntries(order.map((scope, place) => [scope, valueAt(place)])) as Record<
    ComparisonScope,
    Value
  >;
}
