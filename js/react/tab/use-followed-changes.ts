// While the tab is shown: when the service says that a tree has changed, its comparisons are asked for again.

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ChangedScopes, type ComparisonScope, KEY_ROOT, scopesOf } from '../../sync.ts';
import type { ServiceSession } from './service-session.ts';

export interface FollowedChanges {
  readonly session: Pick<ServiceSession, 'client'>;
  readonly artifactId: string;
  /** `enabledQueries().events`. */
  readonly isEnabled: boolean;
}

export function useFollowedChanges({ session, artifactId, isEnabled }: FollowedChanges): void {
  const cache = useQueryClient();
  const { client } = session;
  useEffect(() => {
    if (!isEnabled) return;
    const leaving = new AbortController();
    const changed = new ChangedScopes((scope) => askAgain(cache, scope, artifactId));
    // What was answered before the service began to look may be older than a change that nobody has told.
    void client.watchEvents(({ trees }) => changed.add(scopesOf(trees)), { signal: leaving.signal });
    return () => {
      leaving.abort();
      changed.stop();
    };
  }, [cache, client, artifactId, isEnabled]);
}

/** What is on the screen at once; the rest when it is chosen. Only what is here can be too old. */
async function askAgain(cache: QueryClient, scope: ComparisonScope, artifactId: string): Promise<void> {
  const queryKey = [KEY_ROOT, 'diff', scope, { artifactId }];
  // An answer on its way may be from before the change, and would count as new.
  const underWay = cache.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
  await Promise.allSettled(underWay.map(({ promise }) => promise));
  await cache.invalidateQueries({ queryKey });
}
