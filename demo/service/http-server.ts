// The service on this machine's loopback interface: the API, what the page needs to know about it, and the page.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Answer, jsonAnswer } from './answer.ts';
import type { TextDiffer } from './compare-trees.ts';
import { normalisedPath } from './diff-query.ts';
import type { Comparison } from './diff-service.ts';
import { PACE_HEADER, paced } from './paced.ts';
import { answerApi, apiPrefix } from './service-routes.ts';
import { staticFile } from './static-files.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
].join('; ');

const commonHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export interface ServerOptions {
  readonly comparison: Comparison;
  readonly differ: TextDiffer;
  /** URL prefix → folder of static files, longest prefix first. */
  readonly mounts: ReadonlyMap<string, string>;
  /** 0: any free one. */
  readonly port: number;
}

export async function startServer(
  options: ServerOptions,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request, port)
      .catch((error) => jsonAnswer(500, { detail: `Internal error: ${error.message}` }))
      .then((answer) => send(response, answer, Number(request.headers[PACE_HEADER]) || Infinity));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  bytesPerSecond: number,
): Promise<void> {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  const length = isWhole ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  response.writeHead(status, { ...commonHeaders, ...headers, ...length });
  if (isWhole && bytesPerSecond === Infinity) {
    response.end(body);
    return;
  }
  const chunks = isWhole ? [Buffer.from(body)] : body;
  const pieces = bytesPerSecond === Infinity ? chunks : paced(chunks, bytesPerSecond);
  // As fast as it is taken; whoever leaves in the middle ends it.
  await pipeline(Readable.from(pieces, { objectMode: false }), response).catch(() => {});
}

async function answer(options: ServerOptions, request: IncomingMessage, port: number): Promise<Answer> {
  // Another site whose name was pointed at this machine must not read anyone's files.
  const host = request.headers.host;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return jsonAnswer(421, { detail: 'This service answers to 127.0.0.1 and localhost only.' });

  const method = request.method ?? 'GET';
  const target = request.url ?? '/';
  if (!target.startsWith('/')) return jsonAnswer(400, { detail: 'Bad request' });
  const url = new URL(`http://${host}${target}`);
  if (url.pathname.startsWith(apiPrefix)) return answerApi(options.comparison, options.differ, method, url);
  if (method !== 'GET') return jsonAnswer(405, { detail: 'Method Not Allowed' }, { allow: 'GET' });
  if (url.pathname === '/comparison.json') return jsonAnswer(200, describe(options.comparison));
  const file = await staticFile(options.mounts, url.pathname);
  return file ?? jsonAnswer(404, { detail: 'Not Found' });
}

/** What the page must know before it can ask: no part of the wire. */
function describe({
  artifactId,
  collectionName,
  source,
  collection,
  project,
  ignoresFlags,
}: Comparison): object {
  return {
    artifactId,
    collection: collectionName,
    projectPath: project ? normalisedPath(project.location) : null,
    ignoresFlags: ignoresFlags ?? false,
    labels: {
      source: source?.label ?? null,
      collection: collection?.label ?? null,
      project: project?.label ?? null,
    },
  };
}
