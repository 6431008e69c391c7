// The three comparisons: which trees, in which direction, and in whose words.

export interface DiffEndpoint {
  /** Last component of the address. */
  readonly path: string;
  readonly from: 'source' | 'collection';
  readonly to: 'source' | 'project';
  /** What stands before the paths in the text's `---` and `+++` lines. */
  readonly fromPrefix: string;
  readonly toPrefix: string;
  /** What the endpoint calls a file that only the from side has. */
  readonly fromOnly: 'added' | 'deleted';
  /** How its error messages and its timings call it. */
  readonly name: string;
  readonly operation: string;
}

const diff: DiffEndpoint = {
  path: 'diff',
  from: 'collection',
  to: 'project',
  fromPrefix: 'collection',
  toPrefix: 'project',
  fromOnly: 'added',
  name: 'artifact diff',
  operation: 'router.get_artifact_diff',
};

const upstreamDiff: DiffEndpoint = {
  path: 'upstream-diff',
  from: 'collection',
  to: 'source',
  fromPrefix: 'collection',
  toPrefix: 'upstream',
  fromOnly: 'deleted',
  name: 'artifact upstream diff',
  operation: 'router.get_artifact_upstream_diff',
};

const sourceProjectDiff: DiffEndpoint = {
  path: 'source-project-diff',
  from: 'source',
  to: 'project',
  fromPrefix: 'source',
  toPrefix: 'project',
  fromOnly: 'added',
  name: 'source-project diff',
  operation: 'router.get_artifact_source_project_diff',
};

export const diffEndpoints: readonly DiffEndpoint[] = [diff, upstreamDiff, sourceProjectDiff];
