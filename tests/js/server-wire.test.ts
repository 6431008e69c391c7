// What this service adds to the wire, over HTTP; and the table of the flags on all three endpoints, each asked twice.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { serve } from './support/http.ts';
import { violations } from './support/json-schema.ts';
import { makeComparison, writeTree } from './support/trees.ts';

const lines = (count: number, changed = -1) =>
  Array.from({ length: count }, (_, i) => `line ${i}${i === changed ? ' changed' : ''}\n`).join('');

const trees = () =>
  makeComparison({
    source: { 'a.txt': 'a\nS\n', 'b.txt': 'b\n', 'c,d.txt': 'upstream\n', new: 'n\n', 'x.bin': 'x\0' },
    collection: { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c,d.txt': 'c\n', gone: 'g\n', 'x.bin': 'x\0x' },
    project: { 'a.txt': 'a\nP\n', 'b.txt': 'b\nP\n', 'c,d.txt': 'c\n', own: 'o\n', 'x.bin': 'x\0' },
  });

async function served(options = {}) {
  const comparison = trees();
  const { ask } = await serve(comparison, options);
  const project = comparison.project?.location ?? '';
  const path = (endpoint: string, query = '') =>
    `artifacts/skill%3Ademo/${endpoint}?${endpoint === 'upstream-diff' ? '' : `project_path=${encodeURIComponent(project)}&`}${query}`;
  return { comparison, ask, path, project };
}

const endpoints = ['diff', 'upstream-diff', 'source-project-diff'];

test.each(endpoints)('%s: the table of the flags, each question twice', async (endpoint) => {
  for (const additive of [true, false]) {
    const { ask, path } = await served({ additive });
    const { body: whole } = await ask(path(endpoint));
    const textual = whole.files.filter((file: { unified_diff: unknown }) => file.unified_diff !== null);
    expect(textual.length).toBeGreaterThan(0);
    const first: string = textual[0].file_path;
    for (const [query, expected] of [
      ['summary_only=false&include_unified_diff=true', textual.length],
      ['summary_only=true', 0],
      ['include_unified_diff=false', 0],
      [`file_paths=${first}`, 1],
      [`summary_only=true&file_paths=${first}`, 0],
      ['file_paths=', textual.length],
      ['file_paths=nowhere,', 0],
      ['mode=summary', textual.length],
    ] as const) {
      const answers = [await ask(path(endpoint, query)), await ask(path(endpoint, query))];
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers[1]?.bytes).toEqual(answers[0]?.bytes);
      const { files, summary, has_changes } = answers[0]?.body ?? {};
      expect(files.filter((file: { unified_diff: unknown }) => file.unified_diff !== null)).toHaveLength(
        expected,
      );
      expect(files).toHaveLength(whole.files.length);
      expect([summary, has_changes]).toEqual([whole.summary, true]);
      expect(Object.keys(summary)).toEqual(['added', 'modified', 'deleted', 'unchanged']);
    }
  }
});

test('who changed a file is told by the three hashes', async () => {
  const { ask, path } = await served();
  const originsOf = async (endpoint: string) => {
    const { body } = await ask(path(endpoint, 'summary_only=true'));
    return Object.fromEntries(
      body.files.map((file: Record<string, string>) => [file.file_path, file.change_origin]),
    );
  };
  expect(await originsOf('diff')).toEqual({
    'a.txt': 'both',
    'b.txt': 'local',
    'c,d.txt': undefined,
    gone: 'both',
    own: 'local',
    'x.bin': 'both',
  });
  expect(await originsOf('upstream-diff')).toMatchObject({ 'c,d.txt': 'upstream', new: 'upstream' });
  expect(await originsOf('source-project-diff')).toMatchObject({ 'b.txt': 'local', new: 'upstream' });
});

test('an answer that is known already is not sent again', async () => {
  const { ask, path, project } = await served();
  for (const endpoint of endpoints) {
    const first = await ask(path(endpoint));
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    for (const header of [etag, `"other", ${etag}`, '*']) {
      const { status, bytes, headers } = await ask(path(endpoint), { 'if-none-match': header });
      expect([status, bytes.length, headers.etag]).toEqual([304, 0, etag]);
    }
    expect((await ask(path(endpoint, 'summary_only=1'), { 'if-none-match': etag })).status).toBe(200);
    writeTree(project, { 'b.txt': `${endpoint} is asked\n` });
    const isConcerned = (await ask(path(endpoint), { 'if-none-match': etag })).status;
    // Of the upstream's comparison only the origins know the project.
    expect(isConcerned).toBe(200);
  }
});

test('services that answer otherwise say so in the ETag: a client may meet both, one after the other', async () => {
  const comparison = trees();
  const path = `artifacts/skill:demo/diff?project_path=${comparison.project?.location}`;
  const etags = new Set<unknown>();
  for (const options of [{}, { dialect: 'git' as const }, { additive: false }]) {
    const { ask } = await serve(comparison, options);
    etags.add((await ask(path)).headers.etag);
  }
  expect(etags.size).toBe(3);
});

test('since: only what has changed, and what is there no more', async () => {
  const { ask, path, project } = await served();
  const { body: first } = await ask(path('diff', 'summary_only=true'));
  const ask2 = async () => (await ask(path('diff', `summary_only=true&since=${first.digest}`))).body;
  expect(await ask2()).toMatchObject({ files: [], removed: [], since: first.digest, digest: first.digest });
  writeTree(project, { 'b.txt': 'again\n', later: 'l\n' });
  rmSync(join(project, 'own'));
  const changed = await ask2();
  expect(changed.files.map((file: { file_path: string }) => file.file_path)).toEqual(['b.txt', 'later']);
  expect(changed.removed).toEqual(['own']);
  expect(changed.summary).toEqual({ added: 1, modified: 3, deleted: 1, unchanged: 1 });
  const { body: unknown } = await ask(path('diff', 'summary_only=true&since=0123'));
  expect(unknown).not.toHaveProperty('since');
  expect(unknown.files).toHaveLength(6);
  expect(unknown.digest).toBe(changed.digest);
});

test('metadata=none: only files whose text was asked for', async () => {
  const { ask, path } = await served();
  const filesOf = async (query: string) =>
    (await ask(path('diff', `metadata=none&${query}`))).body.files.map(
      ({ file_path }: { file_path: string }) => file_path,
    );
  expect(await filesOf('file_paths=b.txt')).toEqual(['b.txt']);
  expect(await filesOf('file_path=c,d.txt&file_path=b.txt')).toEqual(['b.txt']);
  expect(await filesOf('summary_only=true')).toEqual([]);
  expect(await filesOf('')).toEqual(['a.txt', 'b.txt', 'x.bin']);
});

test('lines: everything but the files first, then a file a line', async () => {
  const { ask, path } = await served();
  const { headers, bytes } = await ask(path('diff'), { accept: 'application/x-ndjson' });
  expect(headers['content-type']).toBe('application/x-ndjson');
  const [head, ...files] = bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { body } = await ask(path('diff'));
  expect({ ...head, files }).toEqual(body);
  expect(head).not.toHaveProperty('files');
});

test('answers are packed as the client prefers, and say so', async () => {
  const contents = { collection: { f: lines(400) }, project: { f: lines(400, 200), g: lines(400) } };
  const comparison = makeComparison({
    collection: { ...contents.collection, many: lines(2000, 1000) },
    project: { ...contents.project, many: lines(2000) },
  });
  for (let i = 0; i < 50; ++i) writeTree(comparison.project?.location ?? '', { [`file-${i}`]: String(i) });
  const { ask } = await serve(comparison);
  const path = `artifacts/skill:demo/diff?project_path=${comparison.project?.location}`;
  const plain = await ask(path);
  expect(plain.headers['content-encoding']).toBeUndefined();
  for (const [accepted, coding, unpack] of [
    ['gzip, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['gzip;q=1, br;q=0.5', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ] as const) {
    for (const _ of ['first', 'again']) {
      const { headers, bytes } = await ask(path, { 'accept-encoding': accepted });
      expect([headers['content-encoding'], headers['content-length']]).toEqual([
        coding,
        String(bytes.length),
      ]);
      expect(unpack(bytes)).toEqual(plain.bytes);
      expect(headers.vary).toContain('accept-encoding');
    }
  }
  expect((await ask(path, { 'accept-encoding': 'identity, br;q=0' })).bytes).toEqual(plain.bytes);
});

test("the git dialect: git's own form, which our reader takes", async () => {
  const comparison = makeComparison({
    collection: { 'a b.txt': 'one\r\ntwo', 'q"\t.txt': '1\n' },
    project: { 'a b.txt': 'one\r\nTWO\n', 'q"\t.txt': '2\n' },
  });
  const { ask } = await serve(comparison, { dialect: 'git' });
  const { body } = await ask(`artifacts/skill:demo/diff?project_path=${comparison.project?.location}`);
  expect(body.files[0]).toMatchObject({ additions: 1, deletions: 1, is_binary: false });
  expect(body.files[0].unified_diff).toBe(
    'diff --git a/a b.txt b/a b.txt\n--- a/a b.txt\t\n+++ b/a b.txt\t\n@@ -1,2 +1,2 @@\n one\r\n-two\n' +
      '\\ No newline at end of file\n+TWO\n',
  );
  expect(body.files[0].diff_bytes).toBe(Buffer.byteLength(body.files[0].unified_diff));
  expect(body.files[1].unified_diff.split('\n')[0]).toBe('diff --git "a/q\\"\\t.txt" "b/q\\"\\t.txt"');
});

test('/openapi.json describes what is really answered', async () => {
  const { ask, path } = await served();
  const { body: document } = await ask('/openapi.json');
  const schemaOf = (pattern: string, status: number) =>
    document.paths[pattern].get.responses[status].content['application/json'].schema;
  const digest = (await ask(path('diff'))).body.digest;
  for (const [pattern, target, status] of [
    ['/api/v1/artifacts/{artifact_id}/diff', path('diff'), 200],
    ['/api/v1/artifacts/{artifact_id}/diff', path('diff', `since=${digest}`), 200],
    ['/api/v1/artifacts/{artifact_id}/upstream-diff', path('upstream-diff'), 200],
    ['/api/v1/artifacts/{artifact_id}/source-project-diff', path('source-project-diff'), 200],
    ['/api/v1/artifacts/{artifact_id}/diff', 'artifacts/skill:demo/diff', 422],
    ['/api/v1/artifacts/{artifact_id}/diff', 'artifacts/skill:demo/diff?project_path=/no', 400],
    ['/api/v1/artifacts/{artifact_id}/upstream-diff', 'artifacts/skill:x/upstream-diff', 404],
    ['/api/v1/artifacts/{artifact_id}', 'artifacts/skill:demo?include_deployments=true', 200],
    ['/api/v1/deploy', 'deploy', 200],
    ['/health', '/health', 200],
  ] as const) {
    const answer = await ask(target);
    expect([target, answer.status]).toEqual([target, status]);
    expect(violations(document, schemaOf(pattern, status), answer.body)).toEqual([]);
  }
  // The checker does find faults.
  const { body } = await ask(path('diff'));
  delete body.summary.added;
  body.files[0].status = 'new';
  expect(violations(document, schemaOf('/api/v1/artifacts/{artifact_id}/diff', 200), body)).toHaveLength(2);
});

test('all parameters of a comparison are described', async () => {
  const { ask } = await served();
  const { body: document } = await ask('/openapi.json');
  const described = document.paths['/api/v1/artifacts/{artifact_id}/diff'].get.parameters.map(
    ({ name }: { name: string }) => name,
  );
  expect(described).toEqual([
    'artifact_id',
    'project_path',
    'collection',
    'summary_only',
    'include_unified_diff',
    'file_paths',
    'file_path',
    'metadata',
    'since',
  ]);
});

test('timings in a header, figures for Prometheus, a sign of life', async () => {
  const records: object[] = [];
  const { ask, path } = await served({ logger: (record: object) => records.push(record) });
  const { headers } = await ask(path('source-project-diff'));
  expect(headers['server-timing']).toMatch(/fetch_upstream;dur=[\d.]+.*compute;dur=[\d.]+/);
  expect(records).toContainEqual(
    expect.objectContaining({
      event: 'perf.router.get_artifact_source_project_diff.compute',
      elapsed_ms: expect.any(Number),
      artifact_id: 'skill:demo',
    }),
  );
  await ask(path('source-project-diff'));
  const figures = (await ask('/metrics')).bytes.toString();
  expect(figures).toContain('hunkwise_cache_lookups_total{cache="answer",outcome="hit"} 1');
  expect(figures).toContain(
    'hunkwise_request_seconds_count{route="/api/v1/artifacts/:id/source-project-diff",method="GET",status="200"} 2',
  );
  expect((await ask('/health')).body).toEqual({ status: 'ok' });
});
