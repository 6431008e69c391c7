import { request } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveHttp } from '../../js/server/http/node-http.ts';
import { ask, makeComparison, makeFolder, makeService, writeTree } from './support/trees.ts';

const all = () => makeComparison({ source: { f: 's' }, collection: { f: 'c' }, project: { f: 'p' } });

test.each([
  ['artifacts/demo/upstream-diff', 400, "Invalid artifact ID format. Expected 'type:name'"],
  ['artifacts/spell:demo/upstream-diff', 400, "Invalid artifact ID format. Expected 'type:name'"],
  ['artifacts/skill:/upstream-diff', 400, "Invalid artifact ID format. Expected 'type:name'"],
  ['artifacts/skill:x/upstream-diff', 404, "Artifact 'skill:x' not found in any collection"],
  ['artifacts/skill:demo/diff?project_path=/no', 400, 'Project path does not exist: /no'],
  ['artifacts/skill:demo/diff?project_path=', 400, 'Project path does not exist: .'],
  ['artifacts/skill:demo/source-project-diff?project_path=/etc', 400, 'Project path does not exist: /etc'],
  ['artifacts/skill%2Fdemo/diff', 404, 'Not Found'],
  ['artifacts/skill:demo/status', 404, 'Not Found'],
  ['artifacts/skill:demo/diff/more', 404, 'Not Found'],
  ['elsewhere', 404, 'Not Found'],
])('%s: %i', async (path, status, detail) => {
  const answer = await ask(all(), path);
  expect([answer.status, answer.body]).toEqual([status, { detail }]);
});

test('an unknown artifact of a known project', async () => {
  const comparison = all();
  const { location } = comparison.project ?? { location: '' };
  const { status, body } = await ask(comparison, `artifacts/skill:x/diff?project_path=${location}`);
  expect([status, body.detail]).toEqual([404, `Artifact 'skill:x' not found in project ${location}`]);
});

test('trees that do not exist', async () => {
  const noSource = makeComparison({ collection: { f: '' }, project: { f: '' } });
  const path = noSource.project?.location;
  expect(await ask(noSource, 'artifacts/skill:demo/upstream-diff')).toMatchObject({
    status: 400,
    body: {
      detail: "Artifact origin 'local' does not support upstream diff. Only GitHub artifacts are supported.",
    },
  });
  expect(await ask(noSource, `artifacts/skill:demo/source-project-diff?project_path=${path}`)).toMatchObject({
    status: 400,
    body: {
      detail: "Artifact origin 'local' does not support source diff. Only GitHub artifacts are supported.",
    },
  });
  const noCollection = makeComparison({ source: { f: '' }, project: { f: '' } });
  expect(await ask(noCollection, 'artifacts/skill:demo/upstream-diff')).toMatchObject({ status: 404 });
});

test('422 tells all faults, in declared order, before anything else is looked at', async () => {
  const { status, body } = await ask(all(), 'artifacts/nonsense/diff?include_unified_diff=2&summary_only=');
  expect(status).toBe(422);
  const msg = 'Input should be a valid boolean, unable to interpret input';
  expect(body.detail).toEqual([
    { type: 'missing', loc: ['query', 'project_path'], msg: 'Field required', input: null },
    { type: 'bool_parsing', loc: ['query', 'summary_only'], msg, input: '' },
    { type: 'bool_parsing', loc: ['query', 'include_unified_diff'], msg, input: '2' },
  ]);
});

test('only GET; a trailing slash redirects', async () => {
  for (const method of ['HEAD', 'POST']) {
    const { status, headers, body } = await ask(all(), 'artifacts/skill:demo/upstream-diff', method);
    // An answer to HEAD has no body, whatever it says.
    const sentence = method === 'HEAD' ? undefined : { detail: 'Method Not Allowed' };
    expect([status, headers.get('allow'), body]).toEqual([405, 'GET', sentence]);
  }
  const { status, headers } = await ask(all(), 'artifacts/skill:demo/upstream-diff/?summary_only=1');
  expect([status, headers.get('location')]).toEqual([
    307,
    '/api/v1/artifacts/skill:demo/upstream-diff?summary_only=1',
  ]);
});

async function serve() {
  const folder = writeTree(join(makeFolder(), 'page'), { 'index.html': 'the page', 'main.js': '1' });
  writeTree(join(folder, '..'), { 'secret.js': 'secret' });
  const service = makeService(all(), { mounts: new Map([['/', folder]]) });
  const server = await serveHttp(service);
  onTestFinished(() => server.close());
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
      (resolve, reject) => {
        const { hostname, port } = new URL(server.origin);
        request({ hostname, port, path, headers, method }, async (response) => {
          let body = '';
          for await (const chunk of response) body += chunk;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        })
          .on('error', reject)
          .end();
      },
    );
}

test('the server gives the page under a strict policy', async () => {
  const get = await serve();
  const { status, headers, body } = await get('/');
  expect([status, body]).toEqual([200, 'the page']);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; " +
      "style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'",
  );
  expect((await get('/api/v1/artifacts/skill:demo/upstream-diff')).status).toBe(200);
  expect(JSON.parse((await get('/comparison.json')).body).labels.source).toBe('source');
});

test('the server knows no other names and no other folders', async () => {
  const get = await serve();
  for (const host of ['example.com', 'localhost', '127.0.0.1:1'])
    expect((await get('/comparison.json', { host })).status).toBe(421);
  for (const path of [
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '//etc/passwd',
    '/nothing.js',
    '/%',
  ])
    expect((await get(path)).status).toBe(404);
  expect((await get('/', {}, 'POST')).status).toBe(405);
  expect((await get('/api/v1/artifacts/skill:demo/upstream-diff', {}, 'HEAD')).status).toBe(405);
});
