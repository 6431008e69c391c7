// The entry point of the React components and hooks.

export { DiffViewer } from './react/DiffViewer.tsx';
export { DiffViewerSkeleton } from './react/DiffViewerSkeleton.tsx';
export type { ResolutionType } from './react/parts/ResolutionBar.tsx';
export type { DiffView } from './react/rows/row-layout.ts';
export {
  type AnyDiffEngine,
  type DiffSource,
  type SourceOptions,
  sourceFromIndex,
  sourceFromPatch,
  sourceFromPayload,
  sourceFromTexts,
  type TextNames,
} from './react/source/diff-source.ts';
export type { FileDiff } from './react/source/file-diff.ts';
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
export { defaultTexts, type KeyAction, type ViewerTexts } from './react/texts.ts';
export type { ViewerThresholds } from './react/ViewerContext.tsx';
export { defaultKeys, type ViewerKeys } from './react/viewer-keys.ts';
export type {
  DetailPainted,
  DiffViewerProps,
  FilesProps,
  SourceProps,
  ViewerOptions,
} from './react/viewer-props.ts';
