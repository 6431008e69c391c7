// The entry point of the contract client, the queries and their gating. Free of React. Importing it does nothing.

export { DiffError, type DiffErrorCode } from './core/errors.ts';
export { ChangedScopes, scopesOf } from './sync/changed-scopes.ts';
export { type ComparisonTarget, isKnownToService } from './sync/comparison-target.ts';
export { type ConfirmedAction, scopeToConfirm, targetHasChanges } from './sync/confirm-check.ts';
export {
  artifactDeploymentsQuery,
  confirmQuery,
  deploymentListQuery,
  type SummaryQueryOptions,
  summaryQuery,
} from './sync/diff-queries.ts';
export { type DriftEvidence, type DriftStatus, driftStatus } from './sync/drift.ts';
export { DriftDismissal, type DriftDismissalOptions } from './sync/drift-dismissal.ts';
export {
  type EnabledQueries,
  enabledQueries,
  type ScopeProgress,
  type SyncState,
} from './sync/enabled-queries.ts';
export { type FetchBytesOptions, fetchBytes, type OnProgress } from './sync/fetch-bytes.ts';
export type { FileDetail, FileDetailKind } from './sync/file-detail.ts';
export { type FileDetailQueryOptions, fileDetailQuery } from './sync/file-detail-query.ts';
export { FileDetails, type FileDetailsOptions, type OpenOptions } from './sync/file-details.ts';
export { invalidatedKeys, type SyncDecision } from './sync/invalidated-keys.ts';
export { type Intent, LatestIntent, superseded } from './sync/latest-intent.ts';
export {
  actionMutation,
  deployMutation,
  type InvalidatingCache,
  keepLocalMutation,
  type MutationOptions,
  pullMutation,
  pushMutation,
  type ResolvableScope,
  type SyncMutation,
  takeUpstreamMutation,
} from './sync/mutations.ts';
export type { LazyLoadedEvent, PerfLogger } from './sync/perf-log.ts';
export { PerfMarks, type PerfMarksOptions, type PerfName, type PerfProperties } from './sync/perf-marks.ts';
export {
  type ArtifactDeploymentsKey,
  artifactDeploymentsKey,
  type DeploymentListKey,
  type DiffKey,
  deploymentListKey,
  diffKey,
  type FileDetailKey,
  KEY_ROOT,
  type PartialKey,
} from './sync/query-keys.ts';
export { retryDelay, shouldRetry } from './sync/query-retry.ts';
export {
  type PrefetchingCache,
  prefetchInto,
  ScopePrefetch,
  type ScopePrefetchOptions,
} from './sync/scope-prefetch.ts';
export {
  carriesTexts,
  type LoadSummaryOptions,
  loadSummary,
  type ScopeSummary,
  type SummaryTexts,
} from './sync/scope-summary.ts';
export {
  type AvailableTrees,
  type ComparisonScope,
  comparisonScopes,
  defaultScope,
  describeScope,
  roleLabels,
  type ScopeDescription,
  scopeOnceProjectIsKnown,
  sideLabels,
  type TreeRole,
  unavailableReason,
} from './sync/scopes.ts';
export type { WantedTexts } from './sync/service-address.ts';
export type {
  ActionOutcome,
  ArtifactDeployments,
  DeployedArtifact,
  DeploymentList,
  ProjectDeployment,
} from './sync/service-answers.ts';
export {
  isAborted,
  isServiceError,
  ServiceError,
  type ServiceErrorFields,
  type ServiceErrorKind,
} from './sync/service-error.ts';
export type { SyncAction } from './sync/sync-actions.ts';
export {
  createSyncClient,
  type DiffRequestOptions,
  type ParseOptions,
  type RequestOptions,
  type SyncClient,
  type SyncClientOptions,
} from './sync/sync-client.ts';
export type { EngineSource, SyncEngine, SyncPayloadIndexer } from './sync/sync-engine.ts';
export {
  DEPLOYMENTS_GC_TIME,
  DEPLOYMENTS_STALE_TIME,
  DIFF_GC_TIME,
  DIFF_STALE_TIME,
  SELECTOR_GC_TIME,
  SELECTOR_STALE_TIME,
} from './sync/sync-limits.ts';
export type { QueryContext, SyncQuery } from './sync/sync-query.ts';
export { defaultToggles, legacyToggles, type SyncToggles } from './sync/sync-toggles.ts';
export { hasSourceLink, hasValidUpstreamSource, type UpstreamFacts } from './sync/upstream-source.ts';
export type { OnTreeEvent, TreeEvent } from './sync/watch-events.ts';
