// The entry point of all React components and hooks. The tab among them needs @tanstack/react-query.

export { defaultTabTexts } from './react/tab/default-tab-texts.ts';
export { SyncStatusTab } from './react/tab/SyncStatusTab.tsx';
export type { ScopeContent, UnavailableReason } from './react/tab/scope-content.ts';
export {
  type ServiceAccess,
  type ServiceSession,
  sessionOf,
  type TabEngine,
} from './react/tab/service-session.ts';
export type { SyncStatus } from './react/tab/sync-status.ts';
export type {
  SyncActionEvent,
  SyncArtifact,
  SyncStatusOptions,
  SyncStatusTabProps,
} from './react/tab/tab-props.ts';
export type { ActionTexts, SideCounts, TabTexts } from './react/tab/tab-texts.ts';
export {
  type DriftBannerOptions,
  type DriftBannerState,
  useDriftBanner,
} from './react/tab/use-drift-banner.ts';
export { type FileDetailOptions, useFileDetail } from './react/tab/use-file-detail.ts';
export {
  type ProjectSelector,
  type ProjectSelectorOptions,
  useProjectSelector,
} from './react/tab/use-project-selector.ts';
export type { ScopeState } from './react/tab/use-scope-queries.ts';
export { type ScopeSummaryOptions, useScopeSummary } from './react/tab/use-scope-summary.ts';
export { type SyncActions, type SyncActionsOptions, useSyncActions } from './react/tab/use-sync-actions.ts';
export { useSyncStatus } from './react/tab/use-sync-status.ts';
export * from './viewer.ts';
