// A service on a port, and requests that nothing tidies up before they are sent.

import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { type ServeOptions, serveHttp } from '../../../js/server/http/node-http.ts';
import type { SyncServiceOptions } from '../../../js/server/service-options.ts';
import type { Comparison } from '../../../js/server/trees/comparison.ts';
import { makeService } from './trees.ts';

export interface HttpAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: whatever came
  body: any;
}

export type HttpAsk = (
  path: string,
  headers?: Record<string, string>,
  method?: string,
  /** Sent as JSON; a string as it stands. */
  content?: unknown,
) => Promise<HttpAnswer>;

/** Ended with the test. */
export async function serve(
  comparison: Comparison,
  options: Partial<SyncServiceOptions> = {},
  httpOptions: ServeOptions = {},
): Promise<{ ask: HttpAsk; origin: string; port: number }> {
  const server = await serveHttp(makeService(comparison, options), httpOptions);
  onTestFinished(() => server.close());
  return { ask: asker(server.origin), origin: server.origin, port: Number(new URL(server.origin).port) };
}

/** Paths below /api/v1/, or from the root; sent as they are. */
export function asker(origin: string): HttpAsk {
  const { hostname, port } = new URL(origin);
  return (path, headers = {}, method = 'GET', content) =>
    new Promise((resolve, reject) => {
      const target = path.startsWith('/') ? path : `/api/v1/${path}`;
      const sent = request({ hostname, port, path: target, headers, method }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        const isJson = response.headers['content-type'] === 'application/json';
        const isPacked = response.headers['content-encoding'] !== undefined;
        const body = isJson && !isPacked && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body });
      });
      const body = typeof content === 'string' ? content : JSON.stringify(content);
      sent.on('error', reject).end(body);
    });
}
