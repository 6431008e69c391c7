// The three comparisons, and what the server says can be compared.

export type TreeRole = 'source' | 'collection' | 'project';
export type ScopeId = 'collection-vs-project' | 'source-vs-collection' | 'source-vs-project';

export interface Scope {
  readonly id: ScopeId;
  readonly label: string;
  readonly endpoint: string;
  /** The side of the deletions. */
  readonly from: TreeRole;
  /** The side of the additions. */
  readonly to: TreeRole;
  /** What the endpoint calls a file that only the from side has. The endpoints differ in it. */
  readonly fromOnly: 'added' | 'deleted';
}

/** In the order of the control. */
export const scopes: readonly Scope[] = [
  {
    id: 'source-vs-collection',
    label: 'Source vs. Collection',
    endpoint: 'upstream-diff',
    from: 'collection',
    to: 'source',
    fromOnly: 'deleted',
  },
  {
    id: 'collection-vs-project',
    label: 'Collection vs. Project',
    endpoint: 'diff',
    from: 'collection',
    to: 'project',
    fromOnly: 'added',
  },
  {
    id: 'source-vs-project',
    label: 'Source vs. Project',
    endpoint: 'source-project-diff',
    from: 'source',
    to: 'project',
    fromOnly: 'added',
  },
];

/** /comparison.json */
export interface Comparison {
  readonly artifactId: string;
  readonly collection: string;
  readonly projectPath: string | null;
  readonly labels: Readonly<Record<TreeRole, string | null>>;
}

/** Why the scope cannot be chosen; undefined if it can. */
export function disabledReason(scope: Scope, { labels }: Comparison): string | undefined {
  const missing = [scope.from, scope.to].filter((role) => labels[role] === null);
  return missing.length > 0 ? `No ${missing.join(', no ')} given` : undefined;
}

/** The scope shown when the address names none. */
export function defaultScope(comparison: Comparison): Scope | undefined {
  const preferred: ScopeId[] = ['collection-vs-project', 'source-vs-collection', 'source-vs-project'];
  return preferred
    .map((id) => scopes.find((scope) => scope.id === id))
    .find((scope) => scope && disabledReason(scope, comparison) === undefined);
}

/** "collection (undici 5.14.0)" */
export function treeName(role: TreeRole, { labels }: Comparison): string {
  return labels[role] === null ? role : `${role} (${labels[role]})`;
}
