// Pull, push, deploy and keep-local: what they ask, and what they make stale.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type ActionOutcome,
  actionMutation,
  type ComparisonTarget,
  type SyncAction,
  type SyncClient,
} from '../../sync.ts';
import type { SyncActionEvent } from './tab-props.ts';

export interface SyncActionsOptions {
  readonly client: SyncClient;
  readonly target: ComparisonTarget;
  readonly alsoInvalidate?: readonly (readonly unknown[])[] | undefined;
  readonly onAction?: ((event: SyncActionEvent) => void) | undefined;
}

export interface SyncActions {
  /**
   * Does it, at once: ask first. Resolves when the service has done it; what is on the screen is asked for again.
   *
   * @throws {ServiceError} also if the service answers that it did not succeed
   */
  readonly run: (action: SyncAction) => Promise<ActionOutcome>;
  /** Changes nothing anywhere; tells `onAction`. */
  readonly keepLocal: () => void;
  readonly isRunning: boolean;
  readonly error: Error | null;
  /** Forgets the error. */
  readonly reset: () => void;
}

export function useSyncActions({
  client,
  target,
  alsoInvalidate,
  onAction,
}: SyncActionsOptions): SyncActions {
  const cache = useQueryClient();
  const options = { cache, ...(alsoInvalidate ? { alsoInvalidate } : {}) };
  const mutation = useMutation({
    mutationFn: (action: SyncAction) => actionMutation(client, action, target, options).mutationFn(),
    onSettled: (outcome, error, action) => {
      // Not waited for: what was done is done, and says so before the comparisons have been made again.
      void actionMutation(client, action, target, options).onSettled(outcome, error);
    },
    onSuccess: (outcome, action) => onAction?.({ decision: action, target, outcome }),
    scope: { id: `hunkwise:${target.artifactId}` },
    networkMode: 'always',
  });
  return {
    run: (action) => mutation.mutateAsync(action),
    keepLocal: () => onAction?.({ decision: 'keep-local', target, outcome: undefined }),
    isRunning: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}
