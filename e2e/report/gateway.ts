// Several projects behind one address: each demo server knows one project, and this one passes requests on to the server
// that knows the asked one. The list of projects is put together from all of them.

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** The demo's server of one project. */
export interface ProjectServer {
  readonly origin: string;
  readonly projectPath: string;
}

interface DescribedArtifact {
  readonly deployment_stats: {
    readonly total_deployments: number;
    readonly modified_deployments: number;
    readonly projects: readonly object[];
  };
}

export async function startGateway(
  servers: readonly ProjectServer[],
): Promise<{ origin: string; close(): void }> {
  const [first] = servers;
  if (!first) throw new Error('a gateway without servers');
  const gateway = createServer((incoming, response) => {
    const { searchParams, href, pathname } = new URL(incoming.url ?? '/', first.origin);
    const asked = searchParams.get('project_path');
    const isList = searchParams.has('include_deployments') && pathname.startsWith('/api/');
    const answered = isList
      ? answerList(href.slice(first.origin.length), servers, response)
      : passOn(incoming, response, servers.find(({ projectPath }) => projectPath === asked) ?? first);
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    close() {
      gateway.close();
      gateway.closeAllConnections();
    },
  };
}

async function passOn(
  { url, method, headers }: IncomingMessage,
  response: ServerResponse,
  { origin }: ProjectServer,
): Promise<void> {
  // The servers answer to their own name and their own pages only.
  const own = { ...headers, host: new URL(origin).host, ...(headers.origin && { origin }) };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = request(`${origin}${url}`, { method, headers: own }, resolve).on('error', reject).end();
    response.on('close', () => asking.destroy());
  });
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, response);
}

async function answerList(
  url: string,
  servers: readonly ProjectServer[],
  response: ServerResponse,
): Promise<void> {
  const answers = await Promise.all(
    servers.map(async ({ origin }) => (await fetch(origin + url)).json() as Promise<DescribedArtifact>),
  );
  const stats = answers.map((answer) => answer.deployment_stats);
  const sumOf = (name: 'total_deployments' | 'modified_deployments') =>
    stats.reduce((sum, { [name]: count }) => sum + count, 0);
  const body = JSON.stringify({
    ...answers[0],
    deployment_stats: {
      total_deployments: sumOf('total_deployments'),
      modified_deployments: sumOf('modified_deployments'),
      projects: stats.flatMap(({ projects }) => projects),
    },
  });
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(body);
}
