// Serves folders of the repository on this machine: for the demo and the browser tests. Nothing is cached.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { root } from './process.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves `mounts`, a map from URL prefix ('/dist/') to folder, with further response headers. Port 0 takes a free one.
 * Resolves to { origin, close() }.
 */
export async function serve({ mounts, headers = {}, port = 0 }) {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
      const prefix = Object.keys(mounts).find((candidate) => path.startsWith(candidate));
      const rest = prefix && (path.slice(prefix.length) || 'index.html');
      const folder = prefix && join(root, mounts[prefix], sep);
      const file = prefix && normalize(join(folder, rest));
      if (!file?.startsWith(folder)) throw new Error('outside');
      const body = await readFile(file);
      const type = types[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
