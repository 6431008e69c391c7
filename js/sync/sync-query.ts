// What the query factories give: plain objects that useQuery, fetchQuery, prefetchQuery and QueryObserver take. Their types
// are our own, so that this entry works where no query library is installed.

import { retryDelay, shouldRetry } from './query-retry.ts';

/** As much of TanStack's as is needed. */
export interface QueryContext {
  readonly signal: AbortSignal;
  /** The cache. Early versions give none: everything is fetched anew then. */
  readonly client?: { getQueryData(queryKey: readonly unknown[]): unknown };
}

/** A question as TanStack's `useQuery` and `prefetchQuery` take it. */
export interface SyncQuery<Result, Key extends readonly unknown[]> {
  readonly queryKey: Key;
  /** Reading the signal is what makes the library end the request when nobody observes the query any more. */
  readonly queryFn: (context: QueryContext) => Promise<Result>;
  /** Milliseconds. */
  readonly staleTime: number;
  /** Milliseconds. */
  readonly gcTime: number;
  readonly retry: (failures: number, error: Error) => boolean;
  readonly retryDelay: (failures: number, error: Error) => number;
  /** The service may be on this machine, so "offline" must be an error to read, not an endless wait. */
  readonly networkMode: 'always';
  /** Results are replaced as a whole; comparing two indexes would cost more than it saves. */
  readonly structuralSharing: false;
}

export function syncQuery<Result, Key extends readonly unknown[]>(
  own: Pick<SyncQuery<Result, Key>, 'queryKey' | 'queryFn' | 'staleTime' | 'gcTime'>,
): SyncQuery<Result, Key> {
  return { ...own, retry: shouldRetry, retryDelay, networkMode: 'always', structuralSharing: false };
}
