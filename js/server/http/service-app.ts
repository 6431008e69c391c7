// Addresses → who answers them, with the manners of the application's framework: 405 with `Allow`, 307 for a slash too
// many, 404, errors under `detail`.

import { type Context, Hono } from 'hono';
import { diffEndpoints } from '../diff/endpoints.ts';
import { WireError } from '../diff/wire.ts';
import type { PerfLogger } from '../observe/perf-log.ts';
import type { ServiceMetrics } from '../observe/service-metrics.ts';
import type { TreeEvents } from '../observe/tree-events.ts';
import type { ArtifactCall, ArtifactRoutes } from './artifact-routes.ts';
import type { DiffRoutes } from './diff-routes.ts';
import { eventStream } from './event-stream.ts';
import { errorResponse, jsonResponse } from './json-answer.ts';
import { jsonBody } from './request-body.ts';
import { staticFile } from './static-files.ts';

export interface ServiceAppOptions {
  readonly diffs: DiffRoutes;
  readonly artifacts: ArtifactRoutes;
  readonly events: TreeEvents;
  readonly metrics: ServiceMetrics;
  readonly logger: PerfLogger;
  /** What a page must know before it can ask: no part of the wire. */
  readonly describe: () => object;
  readonly openApi: object;
  /** URL prefix → folder of static files, longest prefix first. */
  readonly mounts: ReadonlyMap<string, string>;
  readonly ended: AbortSignal;
}

interface Asked {
  readonly url: URL;
  readonly request: Request;
  /** From the address; empty where it has none. */
  readonly artifactId: string;
}

type Answer = (asked: Asked) => Response | Promise<Response>;
type Methods = { readonly GET?: Answer; readonly POST?: Answer };

const apiPrefix = '/api/v1';

export function serviceApp(options: ServiceAppOptions): Hono {
  const { diffs, artifacts, events, metrics, logger, mounts, ended } = options;
  const app = new Hono();

  const callOf = async ({ url, request }: Asked): Promise<ArtifactCall> => ({
    parameters: url.searchParams,
    body: request.method === 'POST' ? await jsonBody(request) : undefined,
    signal: request.signal,
  });
  const answered =
    (endpoint: (asked: Asked, call: ArtifactCall) => Promise<object>): Answer =>
    async (asked) =>
      jsonResponse(200, await endpoint(asked, await callOf(asked)));

  const route = (pattern: string, methods: Methods) => {
    const allow = Object.keys(methods).join(', ');
    const answer = async (context: Context): Promise<Response> => {
      const request = context.req.raw;
      const url = new URL(request.url);
      const artifactId = pattern.includes(':id') ? artifactIdIn(url) : '';
      const method = methods[request.method as keyof Methods];
      const start = performance.now();
      const response = await (method
        ? Promise.resolve(method({ url, request, artifactId })).catch((error) =>
            failure(error, logger, request.signal),
          )
        : jsonResponse(405, { detail: 'Method Not Allowed' }, { allow }));
      metrics.answered(pattern, request.method, response.status, performance.now() - start);
      return response;
    };
    app.all(pattern, answer);
    if (!pattern.startsWith(apiPrefix)) return;
    app.all(`${pattern}/`, (context) => {
      const url = new URL(context.req.url);
      if (pattern.includes(':id')) artifactIdIn(url);
      const location = `${url.pathname.slice(0, -1)}${url.search}`;
      return new Response(null, { status: 307, headers: { location } });
    });
  };

  for (const endpoint of diffEndpoints)
    route(`${apiPrefix}/artifacts/:id/${endpoint.path}`, {
      GET: ({ url, request, artifactId }) => diffs.answer(endpoint, artifactId, request, url.searchParams),
    });
  route(`${apiPrefix}/artifacts/:id`, {
    GET: answered(({ artifactId }, call) => artifacts.describe(artifactId, call)),
  });
  route(`${apiPrefix}/artifacts/:id/deploy`, {
    POST: answered(({ artifactId }, call) => artifacts.deployArtifact(artifactId, call)),
  });
  route(`${apiPrefix}/artifacts/:id/sync`, {
    POST: answered(({ artifactId }, call) => artifacts.syncArtifact(artifactId, call)),
  });
  const { deploy, undeploy } = artifacts;
  route(`${apiPrefix}/deploy`, {
    GET: answered((_, call) => artifacts.listDeployments(call)),
    ...(deploy ? { POST: answered((_, call) => deploy(call)) } : {}),
  });
  if (undeploy) route(`${apiPrefix}/deploy/undeploy`, { POST: answered((_, call) => undeploy(call)) });

  route('/events', {
    GET: ({ request }) => eventStream(events, AbortSignal.any([request.signal, ended])),
  });
  route('/health', { GET: () => jsonResponse(200, { status: 'ok' }) });
  route('/metrics', {
    GET: async () =>
      new Response(await metrics.registry.metrics(), {
        headers: { 'content-type': metrics.registry.contentType },
      }),
  });
  route('/openapi.json', { GET: () => jsonResponse(200, options.openApi) });
  route('/comparison.json', { GET: () => jsonResponse(200, options.describe()) });

  app.notFound(async (context) => {
    const { pathname } = new URL(context.req.url);
    const isApi = pathname.startsWith(`${apiPrefix}/`);
    const isGet = context.req.raw.method === 'GET';
    const file = isApi || !isGet ? undefined : await staticFile(mounts, pathname);
    if (file) return file;
    return isApi || isGet
      ? jsonResponse(404, { detail: 'Not Found' })
      : jsonResponse(405, { detail: 'Method Not Allowed' }, { allow: 'GET' });
  });
  app.onError((error, context) => failure(error, logger, context.req.raw.signal));
  return app;
}

/** @throws {WireError} 404: an encoded slash separates nothing, and no id has one */
function artifactIdIn({ pathname }: URL): string {
  const component = pathname.slice(apiPrefix.length).split('/')[2] ?? '';
  let id = '';
  try {
    id = decodeURIComponent(component);
  } catch {
    // no UTF-8: nothing has that name
  }
  if (id === '' || id.includes('/')) throw new WireError(404, 'Not Found');
  return id;
}

/** What went wrong is told to the log; the client learns no more than that something did. */
function failure(error: unknown, logger: PerfLogger, signal: AbortSignal): Response {
  if (error instanceof WireError) return errorResponse(error);
  // Nobody reads it.
  if (signal.aborted) return new Response(null, { status: 499 });
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logger({ event: 'failure', elapsed_ms: 0, error: reason });
  return jsonResponse(500, { detail: 'Internal Server Error' });
}
