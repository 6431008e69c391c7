// The three comparisons: what each compares, when it can be chosen, which one comes first.

/** What is compared with what. The words are part of every query key. */
export type ComparisonScope = 'source-vs-collection' | 'collection-vs-project' | 'source-vs-project';

/** The copies of an artifact: upstream, in the library, in a project. */
export type TreeRole = 'source' | 'collection' | 'project';

/** A scope, as it is shown and asked for. */
export interface ScopeDescription {
  readonly scope: ComparisonScope;
  readonly label: string;
  readonly shortLabel: string;
  /** The last part of its address. */
  readonly endpoint: 'upstream-diff' | 'diff' | 'source-project-diff';
  /** Whose lines are the deletions. Not always the one that the label names first. */
  readonly oldSide: TreeRole;
  /** Whose lines are the additions. */
  readonly newSide: TreeRole;
  readonly needsSource: boolean;
  readonly needsProject: boolean;
  /** Why it cannot be chosen, when it cannot. */
  readonly missing: string;
}

/** In the order of the control. */
export const comparisonScopes: readonly ScopeDescription[] = [
  {
    scope: 'collection-vs-project',
    label: 'Collection vs. Project',
    shortLabel: 'Coll vs Proj',
    endpoint: 'diff',
    oldSide: 'collection',
    newSide: 'project',
    needsSource: false,
    needsProject: true,
    missing: 'No project deployment found',
  },
  {
    scope: 'source-vs-collection',
    label: 'Source vs. Collection',
    shortLabel: 'Src vs Coll',
    endpoint: 'upstream-diff',
    // The service compares what the collection has with what a pull would bring.
    oldSide: 'collection',
    newSide: 'source',
    needsSource: true,
    needsProject: false,
    missing: 'No upstream source configured',
  },
  {
    scope: 'source-vs-project',
    label: 'Source vs. Project',
    shortLabel: 'Src vs Proj',
    endpoint: 'source-project-diff',
    oldSide: 'source',
    newSide: 'project',
    needsSource: true,
    needsProject: true,
    missing: 'No source or project available',
  },
];

/** The words for the three copies. */
export const roleLabels: Readonly<Record<TreeRole, string>> = {
  source: 'Source',
  collection: 'Collection',
  project: 'Project',
};

/**
 * What a scope compares, what it needs, and its words.
 *
 * @throws {RangeError} for a word that is no scope, say from an address bar
 */
export function describeScope(scope: ComparisonScope): ScopeDescription {
  const found = comparisonScopes.find((description) => description.scope === scope);
  if (!found) throw new RangeError(`"${scope}" is no scope. Choose one of comparisonScopes.`);
  return found;
}

/** What stands over the two columns: the old side's lines are the deletions, the new side's the additions. */
export function sideLabels(scope: ComparisonScope): { readonly oldSide: string; readonly newSide: string } {
  const { oldSide, newSide } = describeScope(scope);
  return { oldSide: roleLabels[oldSide], newSide: roleLabels[newSide] };
}

/** What an artifact has. */
export interface AvailableTrees {
  /** For display and choice: `hasSourceLink()`, not `hasValidUpstreamSource()`. */
  readonly hasSource: boolean;
  readonly hasProject: boolean;
}

/** Why a scope cannot be chosen; undefined if it can. */
export function unavailableReason(
  scope: ComparisonScope,
  { hasSource, hasProject }: AvailableTrees,
): string | undefined {
  const { needsSource, needsProject, missing } = describeScope(scope);
  return (needsSource && !hasSource) || (needsProject && !hasProject) ? missing : undefined;
}

/**
 * The scope to begin with.
 *
 * @param mode Where the artifact was opened: in a project or in the library.
 */
export function defaultScope(
  mode: 'project' | 'collection',
  { hasSource, hasProject }: AvailableTrees,
): ComparisonScope {
  if (mode === 'project') return 'collection-vs-project';
  return hasSource && !hasProject ? 'source-vs-collection' : 'collection-vs-project';
}

/** The scope after the projects have become known. A choice that the person made stays. */
export function scopeOnceProjectIsKnown(current: ComparisonScope, wasChosen: boolean): ComparisonScope {
  return !wasChosen && current === 'source-vs-collection' ? 'collection-vs-project' : current;
}
