// One scope's answer, for those who draw the tab themselves.

import { useQuery } from '@tanstack/react-query';
import {
  type ComparisonScope,
  type ComparisonTarget,
  diffKey,
  type SummaryTexts,
  summaryQuery,
} from '../../sync.ts';
import type { ServiceSession } from './service-session.ts';

/** A scope's query, whose bytes are counted. */
export function countedSummaryQuery(
  { client, progress }: Pick<ServiceSession, 'client' | 'progress'>,
  scope: ComparisonScope,
  target: ComparisonTarget,
  texts: SummaryTexts,
) {
  const key = progressKey(scope, target, texts);
  const query = summaryQuery(client, scope, target, {
    texts,
    onProgress: progress.reporter(key),
    onSnapshot: progress.snapshotReporter(key),
  });
  const queryFn: typeof query.queryFn = (context) =>
    query.queryFn(context).finally(() => progress.forget(key));
  return { ...query, queryFn };
}

/** Under which the bytes of a scope's answer are counted. */
export function progressKey(scope: ComparisonScope, target: ComparisonTarget, texts: SummaryTexts): string {
  return JSON.stringify(diffKey(scope, target, texts));
}

/** Options of {@link useScopeSummary}. */
export interface ScopeSummaryOptions {
  readonly session: ServiceSession;
  readonly scope: ComparisonScope;
  readonly target: ComparisonTarget;
  /** Default `none`: the summary. */
  readonly texts?: SummaryTexts | undefined;
  /** As `enabledQueries()` says. */
  readonly isEnabled: boolean;
}

/** Shares its answer with every tab and dialog over the same QueryClient. */
export function useScopeSummary(options: ScopeSummaryOptions) {
  const { session, scope, target, texts = 'none', isEnabled } = options;
  return useQuery({ ...countedSummaryQuery(session, scope, target, texts), enabled: isEnabled });
}
