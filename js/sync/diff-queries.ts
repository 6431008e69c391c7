// The client's calls as options of TanStack Query. Whether a query may run is not decided here: see enabledQueries().

import type { ComparisonTarget } from './comparison-target.ts';
import { type ConfirmedAction, scopeToConfirm } from './confirm-check.ts';
import {
  type ArtifactDeploymentsKey,
  artifactDeploymentsKey,
  type DeploymentListKey,
  type DiffKey,
  deploymentListKey,
  diffKey,
} from './query-keys.ts';
import { loadSummary, type ScopeSummary, type SummaryTexts } from './scope-summary.ts';
import type { ComparisonScope } from './scopes.ts';
import type { ArtifactDeployments, DeploymentList } from './service-answers.ts';
import type { DiffRequestOptions, SyncClient } from './sync-client.ts';
import {
  DEPLOYMENTS_GC_TIME,
  DEPLOYMENTS_STALE_TIME,
  DIFF_GC_TIME,
  DIFF_STALE_TIME,
  SELECTOR_GC_TIME,
  SELECTOR_STALE_TIME,
} from './sync-limits.ts';
import { type SyncQuery, syncQuery } from './sync-query.ts';

/** Options of {@link summaryQuery}. */
export interface SummaryQueryOptions extends Pick<DiffRequestOptions, 'onProgress' | 'onSnapshot'> {
  /** Default `none`: the summary. */
  readonly texts?: SummaryTexts;
}

/** A scope's answer. Fresh for 30 s, kept for 5 minutes; of a service that can tell, only what changed comes anew. */
export function summaryQuery(
  client: SyncClient,
  scope: ComparisonScope,
  target: ComparisonTarget,
  { texts = 'none', ...progress }: SummaryQueryOptions = {},
): SyncQuery<ScopeSummary, DiffKey> {
  const queryKey = diffKey(scope, target, texts);
  return syncQuery({
    queryKey,
    queryFn: ({ signal, client: cache }) => {
      const previous = cache?.getQueryData(queryKey) as ScopeSummary | undefined;
      return loadSummary(client, scope, target, texts, { signal, previous, ...progress });
    },
    staleTime: DIFF_STALE_TIME,
    gcTime: DIFF_GC_TIME,
  });
}

/** What an action would change: the same query as the scope's own, so an answer that is here is not fetched again. */
export function confirmQuery(
  client: SyncClient,
  action: ConfirmedAction,
  target: ComparisonTarget,
  options?: SummaryQueryOptions,
): SyncQuery<ScopeSummary, DiffKey> {
  return summaryQuery(client, scopeToConfirm(action), target, options);
}

/** The project selector. Fresh for 5 minutes, kept for 30. */
export function artifactDeploymentsQuery(
  client: SyncClient,
  target: ComparisonTarget,
): SyncQuery<ArtifactDeployments, ArtifactDeploymentsKey> {
  return syncQuery({
    queryKey: artifactDeploymentsKey(target),
    queryFn: ({ signal }) => client.artifactDeployments(target, { signal }),
    staleTime: SELECTOR_STALE_TIME,
    gcTime: SELECTOR_GC_TIME,
  });
}

/** One project's deployments. Fresh for 2 minutes, kept for 5. */
export function deploymentListQuery(
  client: SyncClient,
  projectPath: string,
): SyncQuery<DeploymentList, DeploymentListKey> {
  return syncQuery({
    queryKey: deploymentListKey(projectPath),
    queryFn: ({ signal }) => client.deploymentList(projectPath, { signal }),
    staleTime: DEPLOYMENTS_STALE_TIME,
    gcTime: DEPLOYMENTS_GC_TIME,
  });
}
