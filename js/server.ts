// hunkwise/server: the service that the sync tab asks, for Node.

export type { RecoveredRoot } from './server/deployments/recovered-root.ts';
export type { ContentDiff, DiffDialect, TextDiffer } from './server/diff/content-diff.ts';
export { type DiffQuery, normalisedPath, readDiffQuery, wantsText } from './server/diff/diff-query.ts';
export { type DiffJob, type DiffRunner, inlineRunner } from './server/diff/diff-runner.ts';
export {
  type AnsweredFile,
  type ChangeOrigin,
  type WireAdditions,
  WireError,
  type WireFile,
  type WireStatus,
  type WireSummary,
} from './server/diff/wire.ts';
export type { ArtifactCall, ArtifactRoutes } from './server/http/artifact-routes.ts';
export {
  type RequestHandler,
  type RunningServer,
  type ServeOptions,
  serveHttp,
} from './server/http/node-http.ts';
export type { PerfLogger, PerfRecord } from './server/observe/perf-log.ts';
export type { SyncServiceOptions } from './server/service-options.ts';
export { createSyncService, type SyncService } from './server/sync-service.ts';
export type { Comparison, TreeRole } from './server/trees/comparison.ts';
export { type DirectoryTreeOptions, directoryTree } from './server/trees/directory-tree.ts';
export { openTree } from './server/trees/open-tree.ts';
export { snapshotTree } from './server/trees/snapshot-tree.ts';
export {
  FileFault,
  listingOf,
  type Reference,
  type ReferencePlace,
  type Tree,
  type TreeFile,
  type TreeListing,
} from './server/trees/tree.ts';
