// What is looked at before an action is confirmed. It is one of the three comparisons, so it shares their cache entry.

import type { DiffSummary } from '../core/api.ts';
import type { ComparisonScope } from './scopes.ts';

/** What a person is about to confirm. */
export type ConfirmedAction = 'pull' | 'push' | 'deploy';

/** The comparison that shows what an action would change. */
export function scopeToConfirm(action: ConfirmedAction): ComparisonScope {
  return action === 'pull' ? 'source-vs-collection' : 'collection-vs-project';
}

/**
 * Whether the side that will be written has something of its own that the action could overwrite. The service's words mean
 * other sides in each comparison: what only the project has is "deleted" there, what only the source has is "added".
 */
export function targetHasChanges(
  action: ConfirmedAction,
  { added, modified, deleted }: DiffSummary,
): boolean {
  return modified > 0 || (action === 'deploy' ? deleted : added) > 0;
}
