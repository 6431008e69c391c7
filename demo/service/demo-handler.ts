// The package's service with what the demo adds: generated sets, the speed of a slower network, an old service's manners.

import { type RequestHandler, readDiffQuery, WireError } from 'hunkwise/server';
import { bodyOf } from './body.ts';
import { PACE_HEADER, paced } from './paced.ts';
import { generatedArtifact } from './sets/generated-artifact.ts';
import { streamedAnswer } from './sets/streamed-answer.ts';
import { stressAnswer } from './sets/stress-set.ts';
import { stressSets } from './sets/stress-sets.ts';

export interface DemoOptions {
  readonly collectionName: string;
  /** Answers as a service from before the flags: every text, whatever was asked for. The service must add nothing. */
  readonly ignoresFlags: boolean;
}

const resource = /^\/api\/v1\/artifacts\/([^/]+)(?:\/(diff|upstream-diff|source-project-diff))?$/;

/** What makes one comparison's generated contents differ from another's. */
const seeds = new Map([
  ['diff', '01'],
  ['upstream-diff', '02'],
  ['source-project-diff', '03'],
]);

export function demoHandler(service: RequestHandler, options: DemoOptions): RequestHandler {
  return {
    async fetch(request) {
      const answer =
        (await generatedAnswer(request, options)) ?? (await ownAnswer(service, request, options));
      const speed = Number(request.headers.get(PACE_HEADER));
      if (!(speed > 0) || answer.body === null) return answer;
      const chunks = paced(answer.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>, speed);
      return new Response(bodyOf(chunks), { status: answer.status, headers: answer.headers });
    },
  };
}

async function ownAnswer(service: RequestHandler, request: Request, options: DemoOptions): Promise<Response> {
  const answer = await service.fetch(asked(request, options));
  if (new URL(request.url).pathname !== '/comparison.json' || !answer.ok) return answer;
  // The page says so when it is an old service that it shows.
  return Response.json({ ...(await answer.json()), ignoresFlags: options.ignoresFlags });
}

const flags = ['summary_only', 'include_unified_diff', 'file_paths', 'file_path'];

function asked(request: Request, { ignoresFlags }: DemoOptions): Request {
  const url = new URL(request.url);
  if (!ignoresFlags || !flags.some((flag) => url.searchParams.has(flag))) return request;
  for (const flag of flags) url.searchParams.delete(flag);
  return new Request(url, request);
}

async function generatedAnswer(
  request: Request,
  { collectionName }: DemoOptions,
): Promise<Response | undefined> {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  const [, id, endpoint] = resource.exec(url.pathname) ?? [];
  const artifactId = decoded(id ?? '');
  const set = stressSets.get(artifactId);
  if (!set) return undefined;
  if (endpoint === undefined)
    return Response.json(generatedArtifact(artifactId, collectionName, url.searchParams));
  try {
    const needsProject = endpoint !== 'upstream-diff';
    const parameters = set.ignoresFlags
      ? new URLSearchParams([...url.searchParams].filter(([name]) => !flags.includes(name)))
      : url.searchParams;
    const query = readDiffQuery(parameters, needsProject);
    const seed = seeds.get(endpoint) ?? '';
    return await streamedAnswer(url.href, () =>
      stressAnswer(set, { artifactId, collectionName, query, seed }),
    );
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return Response.json({ detail: error.detail }, { status: error.status });
  }
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    return '';
  }
}
