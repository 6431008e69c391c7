// The three diff endpoints over up to three trees of one artifact. Answers values; speaks no HTTP.

import { compareTrees, type Direction, type TextDiffer } from './compare-trees.ts';
import type { DiffCounts } from './diff-counts.ts';
import { type DiffQuery, normalisedPath, readDiffQuery } from './diff-query.ts';
import type { Tree } from './tree.ts';
import { WireError } from './wire.ts';

/** What is compared. A tree that is not there makes its endpoints fail as the real service's do. */
export interface Comparison {
  /** `type:name`. */
  readonly artifactId: string;
  readonly collectionName: string;
  /** What the source is called on the wire, and its version. */
  readonly upstream: { readonly source: string; readonly version: string };
  readonly source: Tree | undefined;
  readonly collection: Tree | undefined;
  readonly project: Tree | undefined;
  /** Additive: counts of every modified file in every answer. */
  readonly counts?: DiffCounts;
  /** Answers as a service from before the flags: every text, whatever was asked for. */
  readonly ignoresFlags?: boolean;
}

interface Endpoint extends Direction {
  readonly from: 'source' | 'collection';
  readonly to: 'source' | 'project';
  /** How the endpoint's error messages call it. */
  readonly name: string;
}

const endpoints = new Map<string, Endpoint>([
  [
    'diff',
    {
      from: 'collection',
      to: 'project',
      fromPrefix: 'collection',
      toPrefix: 'project',
      fromOnly: 'added',
      name: 'artifact diff',
    },
  ],
  [
    'upstream-diff',
    {
      from: 'collection',
      to: 'source',
      fromPrefix: 'collection',
      toPrefix: 'upstream',
      fromOnly: 'deleted',
      name: 'artifact upstream diff',
    },
  ],
  [
    'source-project-diff',
    {
      from: 'source',
      to: 'project',
      fromPrefix: 'source',
      toPrefix: 'project',
      fromOnly: 'added',
      name: 'source-project diff',
    },
  ],
]);

const artifactTypes = new Set(['skill', 'command', 'agent', 'hook', 'mcp']);

/** @throws {WireError} */
export async function answerDiff(
  comparison: Comparison,
  differ: TextDiffer,
  endpointName: string,
  artifactId: string,
  parameters: URLSearchParams,
): Promise<object> {
  const endpoint = endpoints.get(endpointName);
  if (!endpoint) throw new WireError(404, 'Not Found');
  const query = readDiffQuery(parameters, endpoint.to === 'project', comparison.ignoresFlags);
  const { type, name } = parseArtifactId(artifactId);
  const { from, to } = treesFor(comparison, endpoint, query, artifactId);
  try {
    const { files, summary } = await compareTrees(
      from,
      to,
      endpoint,
      query.wantsText,
      differ,
      comparison.ignoresFlags ? undefined : comparison.counts,
    );
    return {
      artifact_id: artifactId,
      artifact_name: name,
      artifact_type: type,
      collection_name: comparison.collectionName,
      ...(endpoint.to === 'project'
        ? { project_path: query.projectPath }
        : { upstream_source: comparison.upstream.source, upstream_version: comparison.upstream.version }),
      has_changes: summary.added + summary.modified + summary.deleted > 0,
      files,
      summary,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WireError(500, `Failed to get ${endpoint.name}: ${reason}`);
  }
}

function parseArtifactId(artifactId: string): { type: string; name: string } {
  const colon = artifactId.indexOf(':');
  const type = artifactId.slice(0, Math.max(colon, 0));
  if (!artifactTypes.has(type) || colon === artifactId.length - 1)
    throw new WireError(400, "Invalid artifact ID format. Expected 'type:name'");
  const name = artifactId.slice(colon + 1);
  const extension = ['.md', '.txt', '.json', '.yaml', '.yml'].find((end) => name.endsWith(end)) ?? '';
  return { type, name: name.slice(0, name.length - extension.length) };
}

// The checks in the service's own order: the project's path, the artifact in the project, in a collection, its origin.
function treesFor(
  { artifactId: known, source, collection, project }: Comparison,
  endpoint: Endpoint,
  { projectPath }: DiffQuery,
  artifactId: string,
): { from: Tree; to: Tree } {
  const asked = parseArtifactId(artifactId);
  const own = parseArtifactId(known);
  const isKnown = asked.type === own.type && asked.name === own.name;
  if (projectPath !== undefined) {
    // No look at the disk: nothing but the declared tree exists here.
    if (!project || projectPath !== normalisedPath(project.location))
      throw new WireError(400, `Project path does not exist: ${projectPath}`);
    if (!isKnown) throw new WireError(404, `Artifact '${artifactId}' not found in project ${projectPath}`);
  }
  const needsCollection = endpoint.from === 'collection';
  if (!isKnown || (needsCollection && !collection))
    throw new WireError(404, `Artifact '${artifactId}' not found in any collection`);
  if (!source && (endpoint.from === 'source' || endpoint.to === 'source')) {
    const what = endpoint.to === 'source' ? 'upstream diff' : 'source diff';
    throw new WireError(
      400,
      `Artifact origin 'local' does not support ${what}. Only GitHub artifacts are supported.`,
    );
  }
  const from = endpoint.from === 'collection' ? collection : source;
  const to = endpoint.to === 'project' ? project : source;
  if (!from || !to) throw new WireError(404, `Artifact '${artifactId}' not found in any collection`);
  return { from, to };
}
