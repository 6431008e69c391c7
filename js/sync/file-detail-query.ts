// An opened file as options of TanStack Query. The rows live in FileDetails, whose limit is in bytes; the query only shows
// them, so it keeps nothing itself.

import type { OnProgress } from './fetch-bytes.ts';
import type { FileDetail } from './file-detail.ts';
import type { FileDetails } from './file-details.ts';
import { fileDetailKey } from './file-identity.ts';
import type { FileDetailKey } from './query-keys.ts';
import type { ScopeSummary } from './scope-summary.ts';
import { type SyncQuery, syncQuery } from './sync-query.ts';

/** Options of {@link fileDetailQuery}. */
export interface FileDetailQueryOptions {
  readonly isExpanded?: boolean;
  readonly onProgress?: OnProgress;
}

/** Never stale, since its key says which contents it shows; forgotten when it is not shown. */
export function fileDetailQuery(
  details: FileDetails,
  summary: ScopeSummary,
  file: number,
  { isExpanded = false, onProgress }: FileDetailQueryOptions = {},
): SyncQuery<FileDetail, FileDetailKey> & { readonly initialData: () => FileDetail | undefined } {
  return {
    ...syncQuery({
      queryKey: fileDetailKey(summary, file, isExpanded),
      queryFn: ({ signal }) => details.open(summary, file, { signal, onProgress, isExpanded }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    }),
    // What is here is painted in the next frame, without a state of waiting in between.
    initialData: () => details.peek(summary, file, isExpanded),
  };
}
