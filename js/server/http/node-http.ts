// A service on a port of this machine. Answers to its own names only, so that no other site can read through a browser.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { jsonResponse } from './json-answer.ts';

/** What makes an answer of a request. */
export interface RequestHandler {
  fetch(request: Request): Promise<Response>;
}

/** Options of {@link serveHttp}. */
export interface ServeOptions {
  /** Default 0: any free one. */
  readonly port?: number | undefined;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Further names under which the service is reached, with port: `sync.example.test:443`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Further pages that may ask: `https://app.example.test`. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** A server that listens. */
export interface RunningServer {
  readonly origin: string;
  /** Takes no more requests and ends those under way. */
  close(): Promise<void>;
}

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
].join('; ');

const commonHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Milliseconds in which a client must have sent its request. */
const REQUEST_MS = 30_000;

/**
 * Listens on this machine, unless told otherwise. Requests for other names and from other pages than those allowed are
 * refused.
 *
 * @throws Error the port is in use
 */
export async function serveHttp(handler: RequestHandler, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = 0, host = '127.0.0.1', allowedHosts = [], allowedOrigins = [] } = options;
  let isAllowed: Gate = () => undefined;
  const listener = getRequestListener(
    async (request) => {
      const response = isAllowed(request) ?? (await handler.fetch(request));
      for (const [name, value] of Object.entries(commonHeaders))
        if (!response.headers.has(name)) response.headers.set(name, value);
      return response;
    },
    { overrideGlobalObjects: false, errorHandler: () => jsonResponse(400, { detail: 'Bad request' }) },
  );
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
    (request, response) => {
      // The listener makes addresses of both; what is neither is nobody's.
      if (request.url?.startsWith('/')) void listener(request, response);
      else response.writeHead(400, { 'content-type': 'application/json' }).end('{"detail":"Bad request"}');
    },
  );
  await listening(server, port, host);
  const { port: own } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  const hosts = new Set([...ownNames(name).map((each) => `${each}:${own}`), ...allowedHosts]);
  const origins = new Set([...[...hosts].map((each) => `http://${each}`), ...allowedOrigins]);
  isAllowed = gateOf(hosts, origins);
  return {
    origin: `http://${isAnyAddress(host) ? '127.0.0.1' : name}:${own}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Gate = (request: Request) => Response | undefined;

function gateOf(hosts: ReadonlySet<string>, origins: ReadonlySet<string>): Gate {
  return ({ headers }) => {
    // Another site whose name was pointed at this machine must not read anyone's files.
    if (!hosts.has(headers.get('host')?.toLowerCase() ?? ''))
      return jsonResponse(421, { detail: 'This service does not answer to that name.' });
    const origin = headers.get('origin');
    if (origin !== null && !origins.has(origin))
      return jsonResponse(403, { detail: 'This service does not answer to pages of that origin.' });
    return undefined;
  };
}

const isAnyAddress = (host: string): boolean => host === '0.0.0.0' || host === '::';

function ownNames(name: string): string[] {
  const isLoopback = name.startsWith('127.') || name === 'localhost' || name === '[::1]';
  return isLoopback || name === '0.0.0.0' || name === '[::]'
    ? ['127.0.0.1', 'localhost', '[::1]', name]
    : [name];
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve());
  });
}
