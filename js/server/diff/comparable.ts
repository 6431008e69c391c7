// The checks that an address must pass before anything is compared.

import { type ArtifactId, BAD_ARTIFACT_ID, parseArtifactId } from '../trees/artifact-id.ts';
import type { Comparison, TreeRole } from '../trees/comparison.ts';
import type { TreeListing } from '../trees/tree.ts';
import { type DiffQuery, normalisedPath } from './diff-query.ts';
import type { DiffEndpoint } from './endpoints.ts';
import { WireError } from './wire.ts';

/** How the service looks at a tree: directly, or through its cache. */
export type ListTree = (role: TreeRole) => Promise<TreeListing> | undefined;

/** @throws {WireError} 400 */
export function artifactIdOf(text: string): ArtifactId {
  const id = parseArtifactId(text);
  if (!id) throw new WireError(400, BAD_ARTIFACT_ID);
  return id;
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
  const asked = artifactIdOf(artifactId);
  const own = artifactIdOf(comparison.artifactId);
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
