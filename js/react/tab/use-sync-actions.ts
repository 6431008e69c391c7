// Pull, push, deploy and keep-local: what they ask, and what they make stale.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type ActionOutcome,
  actionMutation,
  type ComparisonTarget,
  type SyncAction,
  type SyncClient,
  type SyncMutation,
} from '../../sync.ts';
import type { SyncActionEvent } from './tab-props.ts';

/** Options of {@link useSyncActions}. */
export interface SyncActionsOptions {
  readonly client: SyncClient;
  readonly target: ComparisonTarget;
  readonly alsoInvalidate?: readonly (readonly unknown[])[] | undefined;
  readonly onAction?: ((event: SyncActionEvent) => void) | undefined;
}

/** What {@link useSyncActions} answers. */
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
  /** What was asked for last: it runs, has failed or is done. Another dialog may have asked for it, about another artifact. */
  readonly latest: { readonly action: SyncAction; readonly target: ComparisonTarget } | undefined;
  readonly error: Error | null;
  /** Forgets the error. */
  readonly reset: () => void;
}

interface BegunAction {
  readonly action: SyncAction;
  readonly about: ComparisonTarget;
  readonly begun: SyncMutation<ActionOutcome>;
}

/** Pull, push and deploy as calls, for an interface of your own. Needs a QueryClient around it. */
export function useSyncActions({
  client,
  target,
  alsoInvalidate,
  onAction,
}: SyncActionsOptions): SyncActions {
  const cache = useQueryClient();
  // All that an action is about goes with it: the tab may show another artifact before it is done.
  const mutation = useMutation({
    mutationFn: ({ begun }: BegunAction) => begun.mutationFn(),
    onSettled: (outcome, error, { begun }) => {
      // Not waited for: what was done is done, and says so before the comparisons have been made again.
      void begun.onSettled(outcome, error);
    },
    onSuccess: (outcome, { action, about }) => onAction?.({ decision: action, target: about, outcome }),
    scope: { id: `hunkwise:${target.artifactId}` },
    networkMode: 'always',
  });
  const latest = mutation.variables;
  return {
    run: (action) => {
      const options = { cache, ...(alsoInvalidate ? { alsoInvalidate } : {}) };
      return mutation.mutateAsync({
        action,
        about: target,
        begun: actionMutation(client, action, target, options),
      });
    },
    keepLocal: () => onAction?.({ decision: 'keep-local', target, outcome: undefined }),
    isRunning: mutation.isPending,
    latest: latest && { action: latest.action, target: latest.about },
    error: mutation.error,
    reset: mutation.reset,
  };
}
