// Requests below /api/v1 → answers, with the framework's own manners: 405, 307, 404, errors under `detail`.

import { type Answer, jsonAnswer } from './answer.ts';
import type { TextDiffer } from './compare-trees.ts';
import {
  describeArtifact,
  generatedComparison,
  isWritingEndpoint,
  listDeployments,
  refuseToWrite,
} from './deployments.ts';
import { readDiffQuery } from './diff-query.ts';
import { answerDiff, type Comparison } from './diff-service.ts';
import { streamedAnswer } from './sets/streamed-answer.ts';
import { stressAnswer } from './sets/stress-set.ts';
import { stressSets } from './sets/stress-sets.ts';
import { WireError } from './wire.ts';

export const apiPrefix = '/api/v1/';

/** What makes one comparison's generated contents differ from another's. */
const diffEndpoints = new Map([
  ['diff', '01'],
  ['upstream-diff', '02'],
  ['source-project-diff', '03'],
]);

/** What an address names: a list of deployments, an artifact, or one of the artifact's endpoints. */
interface Resource {
  readonly artifactId: string | undefined;
  readonly endpoint: string;
  readonly method: 'GET' | 'POST';
}

/** `url` has the path still encoded, so that a slash inside an id is told from one between components. */
export async function answerApi(
  comparison: Comparison,
  differ: TextDiffer,
  method: string,
  url: URL,
): Promise<Answer> {
  try {
    const components = url.pathname.slice(apiPrefix.length).split('/');
    const endsInSlash = components.length > 1 && components.at(-1) === '';
    const resource = resourceAt(endsInSlash ? components.slice(0, -1) : components);
    if (!resource) throw new WireError(404, 'Not Found');
    if (endsInSlash) {
      const location = `${url.pathname.slice(0, -1)}${url.search}`;
      return { status: 307, headers: { location }, body: '' };
    }
    if (method !== resource.method)
      return jsonAnswer(405, { detail: 'Method Not Allowed' }, { allow: resource.method });
    return await answerResource(comparison, differ, resource, url);
  } catch (error) {
    if (error instanceof WireError) return jsonAnswer(error.status, { detail: error.detail });
    throw error;
  }
}

function resourceAt([first, id, endpoint, ...rest]: string[]): Resource | undefined {
  if (first === 'deploy' && id === undefined)
    return { artifactId: undefined, endpoint: 'deploy', method: 'GET' };
  const artifactId = decoded(id ?? '');
  if (first !== 'artifacts' || !artifactId || artifactId.includes('/') || rest.length > 0) return undefined;
  if (endpoint === undefined) return { artifactId, endpoint: '', method: 'GET' };
  if (diffEndpoints.has(endpoint)) return { artifactId, endpoint, method: 'GET' };
  return isWritingEndpoint(endpoint) ? { artifactId, endpoint, method: 'POST' } : undefined;
}

async function answerResource(
  comparison: Comparison,
  differ: TextDiffer,
  { artifactId, endpoint, method }: Resource,
  url: URL,
): Promise<Answer> {
  const { searchParams } = url;
  if (artifactId === undefined) return jsonAnswer(200, await listDeployments(comparison, searchParams));
  if (method === 'POST') return jsonAnswer(200, refuseToWrite(endpoint, artifactId));
  const set = stressSets.get(artifactId);
  if (endpoint === '') {
    if (!set && artifactId !== comparison.artifactId)
      throw new WireError(404, `Artifact '${artifactId}' not found in any collection`);
    const described = set ? generatedComparison(comparison, artifactId) : comparison;
    return jsonAnswer(200, await describeArtifact(described, searchParams));
  }
  if (!set) return jsonAnswer(200, await answerDiff(comparison, differ, endpoint, artifactId, searchParams));
  const query = readDiffQuery(searchParams, endpoint !== 'upstream-diff', set.ignoresFlags);
  const { collectionName } = comparison;
  const seed = diffEndpoints.get(endpoint) ?? '';
  return streamedAnswer(url.href, () => stressAnswer(set, { artifactId, collectionName, query, seed }));
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    throw new WireError(404, 'Not Found');
  }
}
