// The writing calls as options of TanStack Query's mutations.

import type { ComparisonTarget } from './comparison-target.ts';
import { invalidatedKeys } from './invalidated-keys.ts';
import { KEY_ROOT } from './query-keys.ts';
import type { ComparisonScope } from './scopes.ts';
import type { ActionOutcome } from './service-answers.ts';
import { isServiceError } from './service-error.ts';
import type { SyncAction } from './sync-actions.ts';
import type { SyncClient } from './sync-client.ts';

/** As much of a QueryClient as is needed. */
export interface InvalidatingCache {
  invalidateQueries(filters: { queryKey: readonly unknown[] }): Promise<unknown>;
}

/** An action as TanStack's `useMutation` takes it. */
export interface SyncMutation<Result> {
  readonly mutationKey: readonly [typeof KEY_ROOT, string, { readonly artifactId: string }];
  readonly mutationFn: () => Promise<Result>;
  /** Resolves when what is on the screen has been asked for again. */
  readonly onSettled: (result: Result | undefined, error: Error | null) => Promise<void>;
  /** Actions on one artifact run one after the other. */
  readonly scope: { readonly id: string };
  readonly networkMode: 'always';
}

/** Options of the mutations: the cache in which they make stale what they changed. */
export interface MutationOptions {
  /** The application's QueryClient. */
  readonly cache: InvalidatingCache;
  /** Keys of the application's own queries that show what was changed. */
  readonly alsoInvalidate?: readonly (readonly unknown[])[];
}

/**
 * An action with everything that it makes stale. Never retried: nobody knows whether a request that failed was carried out.
 * For the same reason answers are also refreshed after a failure, except one that says that nothing was begun (4xx).
 */
export function actionMutation(
  client: SyncClient,
  action: SyncAction,
  target: ComparisonTarget,
  { cache, alsoInvalidate = [] }: MutationOptions,
): SyncMutation<ActionOutcome> {
  const { artifactId } = target;
  return {
    mutationKey: [KEY_ROOT, action, { artifactId }],
    mutationFn: () => client.act(action, target),
    onSettled: async (_, error) => {
      if (error && !mayHaveChanged(error)) return;
      const keys = [...invalidatedKeys(action, target), ...alsoInvalidate];
      await Promise.all(keys.map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
    scope: { id: `${KEY_ROOT}:${artifactId}` },
    networkMode: 'always',
  };
}

/** Source → collection. */
export function pullMutation(client: SyncClient, target: ComparisonTarget, options: MutationOptions) {
  return actionMutation(client, 'pull', target, options);
}

/** Project → collection; the project's copy wins. */
export function pushMutation(client: SyncClient, target: ComparisonTarget, options: MutationOptions) {
  return actionMutation(client, 'push', target, options);
}

/** Collection → project. Overwrites; with `merge`, what the project changed stays. */
export function deployMutation(
  client: SyncClient,
  target: ComparisonTarget,
  { merge = false, ...options }: MutationOptions & { readonly merge?: boolean },
) {
  return actionMutation(client, merge ? 'merge-deploy' : 'deploy', target, options);
}

/** Scopes of which one side can be brought to the other in one step. */
export type ResolvableScope = Exclude<ComparisonScope, 'source-vs-project'>;

/** Takes the copy that is nearer to the source: a pull, or a deployment that overwrites. */
export function takeUpstreamMutation(
  client: SyncClient,
  scope: ResolvableScope,
  target: ComparisonTarget,
  options: MutationOptions,
): SyncMutation<ActionOutcome> {
  return actionMutation(client, scope === 'source-vs-collection' ? 'pull' : 'deploy', target, options);
}

/**
 * Leaves everything as it is: asks the service nothing and makes nothing stale.
 *
 * @param remember What keeps the decision, for instance `() => dismissal.dismiss(…)`.
 */
export function keepLocalMutation(
  { artifactId }: ComparisonTarget,
  remember: () => void,
): SyncMutation<void> {
  return {
    mutationKey: [KEY_ROOT, 'keep-local', { artifactId }],
    mutationFn: async () => remember(),
    onSettled: async () => {},
    scope: { id: `${KEY_ROOT}:${artifactId}` },
    networkMode: 'always',
  };
}

function mayHaveChanged(error: Error): boolean {
  return !isServiceError(error) || error.status === undefined || error.status < 400 || error.status >= 500;
}
