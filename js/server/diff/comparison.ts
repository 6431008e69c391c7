// What is compared, and the checks that an address must pass before anything is.

import type { Tree, TreeListing } from '../trees/tree.ts';
import { type DiffQuery, normalisedPath } from './diff-query.ts';
import type { DiffEndpoint, TreeRole } from './endpoints.ts';
import { WireError } from './wire.ts';

/** The trees of one artifact. One that is not there makes its endpoints fail as the application's do. */
export interface Comparison {
  /** `type:name`. */
  readonly artifactId: string;
  readonly collectionName: string;
  /** What the source is called on the wire, and its version. */
  readonly upstream: { readonly source: string; readonly version: string };
  readonly source: Tree | undefined;
  readonly collection: Tree | undefined;
  readonly project: Tree | undefined;
}

/** How the service looks at a tree: directly, or through its cache. */
export type ListTree = (role: TreeRole) => Promise<TreeListing> | undefined;

const artifactTypes = new Set(['skill', 'command', 'agent', 'hook', 'mcp', 'composite']);

export interface ArtifactName {
  readonly type: string;
  /** Without extension. */
  readonly name: string;
}

/** @throws {WireError} 400 */
export function parseArtifactId(artifactId: string): ArtifactName {
  const colon = artifactId.indexOf(':');
  const type = artifactId.slice(0, Math.max(colon, 0));
  if (!artifactTypes.has(type) || colon === artifactId.length - 1)
    throw new WireError(400, "Invalid artifact ID format. Expected 'type:name'");
  const name = artifactId.slice(colon + 1);
  const extension = ['.md', '.txt', '.json', '.yaml', '.yml'].find((end) => name.endsWith(end)) ?? '';
  return { type, name: name.slice(0, name.length - extension.length) };
}

/**
 * The checks in the application's own order: the project's path, the artifact in the project, in a collection, its origin.
 *
 * @throws {WireError} 400, 404
 */
export function checkComparable(
  comparison: Comparison,
  endpoint: DiffEndpoint,
  { projectPath }: DiffQuery,
  artifactId: string,
): void {
  const asked = parseArtifactId(artifactId);
  const own = parseArtifactId(comparison.artifactId);
  const isKnown = asked.type === own.type && asked.name === own.name;
  if (projectPath !== undefined) {
    // No look at the disk: nothing but the declared tree exists here.
    if (!comparison.project || projectPath !== normalisedPath(comparison.project.location))
      throw new WireError(400, `Project path does not exist: ${projectPath}`);
    if (!isKnown) throw new WireError(404, `Artifact '${artifactId}' not found in project ${projectPath}`);
  }
  if (!isKnown || (endpoint.from === 'collection' && !comparison.collection))
    throw new WireError(404, `Artifact '${artifactId}' not found in any collection`);
  if (!comparison.source && (endpoint.from === 'source' || endpoint.to === 'source')) {
    const what = endpoint.to === 'source' ? 'upstream diff' : 'source diff';
    throw new WireError(
      400,
      `Artifact origin 'local' does not support ${what}. Only GitHub artifacts are supported.`,
    );
  }
}
