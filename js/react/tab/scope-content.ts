// What stands in the selected scope's place. Pure: every state of the tab is one of these.

import type { DiffIndex } from '../../core/api.ts';
import { type ComparisonScope, describeScope, type ScopeProgress, type ScopeSummary } from '../../sync.ts';

/**
 * Why a scope cannot be compared. `no-artifact`: the service does not know it. `not-fetched`: there is a link to a source,
 * but the service is not to fetch it.
 */
export type UnavailableReason =
  | 'no-artifact'
  | 'no-source'
  | 'no-project'
  | 'no-source-or-project'
  | 'projects-unknown'
  | 'not-fetched';

/** What there is to show of the selected scope. */
export type ScopeContent =
  | { readonly kind: 'loaded'; readonly summary: ScopeSummary }
  | { readonly kind: 'waiting' }
  /** A large answer of which some files are here. */
  | { readonly kind: 'arriving'; readonly index: DiffIndex }
  /** The projects are not known yet. */
  | { readonly kind: 'looking-for-project' }
  | { readonly kind: 'failed'; readonly error: Error }
  /** The person did not want to wait. */
  | { readonly kind: 'left' }
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason };

export interface ContentFacts {
  readonly scope: ComparisonScope;
  readonly isKnown: boolean;
  readonly hasSource: boolean;
  readonly hasValidUpstream: boolean;
  readonly hasProject: boolean;
  readonly projects: 'idle' | 'loading' | 'ready' | 'failed';
  readonly summary: ScopeSummary | undefined;
  readonly error: Error | null;
  readonly progress: ScopeProgress;
  readonly isLeft: boolean;
  /** The files that have come so far. */
  readonly snapshot?: DiffIndex | undefined;
}

export function scopeContent(facts: ContentFacts): ScopeContent {
  const { needsProject, needsSource } = describeScope(facts.scope);
  if (!facts.isKnown) return { kind: 'unavailable', reason: 'no-artifact' };
  const lacksProject = needsProject && !facts.hasProject;
  const lacksSource = needsSource && !facts.hasSource;
  if (lacksProject && facts.projects === 'loading') return { kind: 'looking-for-project' };
  if (lacksProject && facts.projects === 'failed') return { kind: 'unavailable', reason: 'projects-unknown' };
  if ((lacksProject || lacksSource) && !facts.hasProject && !facts.hasSource)
    return { kind: 'unavailable', reason: 'no-source-or-project' };
  if (lacksSource) return { kind: 'unavailable', reason: 'no-source' };
  if (lacksProject) return { kind: 'unavailable', reason: 'no-project' };
  if (needsSource && !facts.hasValidUpstream) return { kind: 'unavailable', reason: 'not-fetched' };
  if (facts.summary) return { kind: 'loaded', summary: facts.summary };
  if (facts.isLeft) return { kind: 'left' };
  if (facts.error && facts.progress === 'failed') return { kind: 'failed', error: facts.error };
  if (facts.snapshot && facts.snapshot.fileCount > 0) return { kind: 'arriving', index: facts.snapshot };
  return { kind: 'waiting' };
}
