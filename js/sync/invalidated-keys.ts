// What an action makes untrue. Pure, so that a table can say it all.

import { type ComparisonTarget, sentCollection } from './comparison-target.ts';
import { KEY_ROOT, type PartialKey } from './query-keys.ts';
import type { ComparisonScope } from './scopes.ts';
import type { SyncAction } from './sync-actions.ts';

/** What a person decides; keeping the local copy changes nothing anywhere. */
export type SyncDecision = SyncAction | 'keep-local';

/**
 * Keys of the queries whose answers an action may have changed, each standing for all queries that agree with it.
 * Confirmation checks are among the comparisons; they share their keys.
 */
export function invalidatedKeys(decision: SyncDecision, target: ComparisonTarget): PartialKey[] {
  switch (decision) {
    case 'keep-local':
      return [];
    case 'pull':
    case 'push':
      return collectionChanged(target);
    case 'deploy':
    case 'merge-deploy':
      return projectChanged(target);
  }
}

/**
 * All three comparisons, with every project: where the source has nothing newer, the service takes the collection's copy
 * for it, so source-vs-project changes, too.
 */
function collectionChanged(target: ComparisonTarget): PartialKey[] {
  const { artifactId } = target;
  const collection = sentCollection(target);
  // Without a name any collection may have been written; and a question without one may mean the one that was.
  const collections = collection === undefined ? [{}] : [{ collection }, { collection: null }];
  const keys = collections.flatMap((field) =>
    (['source-vs-collection', 'collection-vs-project', 'source-vs-project'] as const).map((scope) =>
      comparison(scope, { artifactId, ...field }),
    ),
  );
  return [...keys, ...deployments(artifactId), [KEY_ROOT, 'deployments']];
}

/** The comparisons with that project, whatever the collection. Source and collection are what they were. */
function projectChanged({ artifactId, projectPath }: ComparisonTarget): PartialKey[] {
  const project = projectPath === undefined ? {} : { projectPath };
  return [
    comparison('collection-vs-project', { artifactId, ...project }),
    comparison('source-vs-project', { artifactId, ...project }),
    ...deployments(artifactId),
    [KEY_ROOT, 'deployments', ...(projectPath === undefined ? [] : [project])],
  ];
}

function comparison(scope: ComparisonScope, fields: Readonly<Record<string, string | null>>): PartialKey {
  return [KEY_ROOT, 'diff', scope, fields];
}

/** Where the artifact is and whether those copies are modified, in every collection's view. */
function deployments(artifactId: string): PartialKey[] {
  return [[KEY_ROOT, 'artifact-deployments', { artifactId }]];
}
