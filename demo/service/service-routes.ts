// Requests below /api/v1 → answers, with the framework's own manners: 405, 307, 404, errors under `detail`.

import type { TextDiffer } from './compare-trees.ts';
import { answerDiff, type Comparison } from './diff-service.ts';
import { WireError } from './wire.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export const apiPrefix = '/api/v1/';

const endpointNames = new Set(['diff', 'upstream-diff', 'source-project-diff']);

export const jsonAnswer = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** `url` has the path still encoded, so that a slash inside an id is told from one between components. */
export async function answerApi(
  comparison: Comparison,
  differ: TextDiffer,
  method: string,
  url: URL,
): Promise<Answer> {
  try {
    const [collection, id, endpoint, ...rest] = url.pathname.slice(apiPrefix.length).split('/');
    const artifactId = decoded(id ?? '');
    const isKnown =
      collection === 'artifacts' &&
      endpointNames.has(endpoint ?? '') &&
      artifactId &&
      !artifactId.includes('/');
    if (!isKnown || rest.length > 1 || (rest.length === 1 && rest[0] !== ''))
      throw new WireError(404, 'Not Found');
    if (rest.length === 1) {
      const location = `${url.pathname.slice(0, -1)}${url.search}`;
      return { status: 307, headers: { location }, body: '' };
    }
    if (method !== 'GET') return jsonAnswer(405, { detail: 'Method Not Allowed' }, { allow: 'GET' });
    return jsonAnswer(
      200,
      await answerDiff(comparison, differ, endpoint ?? '', artifactId, url.searchParams),
    );
  } catch (error) {
    if (error instanceof WireError) return jsonAnswer(error.status, { detail: error.detail });
    throw error;
  }
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    throw new WireError(404, 'Not Found');
  }
}
