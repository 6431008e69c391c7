// Asking only for what has changed: what is put together must be what the service says in full.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { DiffIndex } from '../../js/core/api.ts';
import { createSyncClient, FileDetails, summaryQuery } from '../../js/sync.ts';
import { randomSizes } from './support/feeding.ts';
import { FakeService } from './support/sync-service.ts';
import { allScopes, changedLines, clientOf, engine, target } from './support/sync-session.ts';
import { makeComparison, makeService, writeTree } from './support/trees.ts';

/** Everything that an index says. */
function said(index: DiffIndex) {
  const { fileCount, summary, hasChanges, meta } = index;
  const files = Array.from({ length: fileCount }, (_, i) => [
    ...[index.path(i), index.oldPath(i), index.status(i), index.side(i), index.oldHash(i), index.newHash(i)],
    ...[index.additions(i), index.deletions(i), index.rowCountAt(i), index.diffBytes(i), index.detail(i)],
    index.guard(i),
  ]);
  return { fileCount, summary, hasChanges, meta, files };
}

/** The reference service without a network, with a log of questions and answers. */
function realService(options: Parameters<typeof makeService>[1] = {}) {
  const comparison = makeComparison({ source: {}, collection: {}, project: {} });
  const service = makeService(comparison, options);
  const log: { query: URLSearchParams; status: number; bytes: number }[] = [];
  const client = createSyncClient({
    engine,
    baseUrl: 'http://localhost/api/v1',
    fetch: async (address, init) => {
      const response = await service.fetch(new Request(String(address), init));
      const bytes = (await response.clone().arrayBuffer()).byteLength;
      log.push({ query: new URL(String(address)).searchParams, status: response.status, bytes });
      return response;
    },
  });
  const place = (tree: 'source' | 'collection' | 'project') => comparison[tree]?.location ?? '';
  return { client, log, place, target: { ...target, projectPath: place('project') } };
}

// Names between which UTF-16 and code points disagree, and one that is a beginning of others.
const names = ['a', 'a/b', 'a.md', 'é', '～', '😀', 'Z', 'b,c', 'removed":["a"]'];

test.each([1, 2, 3])(
  'random edits: the whole answer and the one put together are equal, seed %i',
  async (seed) => {
    const next = randomSizes(seed, 1000);
    const { client, log, place, target } = realService();
    const previous = new Map<string, DiffIndex>();
    for (let round = 0; round < 40; ++round) {
      for (let edit = next() % 5; edit > 0; --edit) {
        const root = place((['source', 'collection', 'project'] as const)[next() % 3] ?? 'project');
        const path = names[next() % names.length] ?? '';
        if (path === 'a' || path === 'a/b') rmSync(join(root, 'a'), { recursive: true, force: true });
        if (next() % 3 === 0) rmSync(join(root, path), { force: true });
        else writeTree(root, { [path]: `${next() % 4}\n`.repeat(next() % 9) });
      }
      for (const scope of allScopes) {
        const known = previous.get(scope);
        const merged = await client.diff(scope, target, 'none', known ? { previous: known } : {});
        expect(said(merged), `round ${round} ${scope}`).toEqual(
          said(await client.diff(scope, target, 'none')),
        );
        previous.set(scope, merged);
      }
    }
    const asked = log.map(({ query }) => query.has('since'));
    expect(asked.filter(Boolean).length).toBe(39 * 3);
    // None had to be asked again in full.
    expect(asked.length).toBe(40 * 3 * 2);
  },
  60_000,
);

test('an answer in which nothing is new is the very one that was there', async () => {
  const { client, log, place, target } = realService();
  writeTree(place('collection'), { f: '1\n', g: '1\n' });
  writeTree(place('project'), { f: '2\n' });
  const first = await client.diff('collection-vs-project', target, 'none');
  const second = await client.diff('collection-vs-project', target, 'none', { previous: first });
  expect(second).toBe(first);
  expect(log[1]?.query.get('since')).toMatch(/^[0-9a-f]+$/);
});

test('through the query: one small request, and the summary that nothing changed stays the same object', async () => {
  const { client, log, place, target } = realService();
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, `${i}\n`]));
  writeTree(place('collection'), many);
  writeTree(place('project'), { ...many, f1: 'other\n' });
  const cache = new QueryClient();
  const query = { ...summaryQuery(client, 'collection-vs-project', target), staleTime: 0 };
  const first = await cache.fetchQuery(query);
  expect(await cache.fetchQuery(query)).toBe(first);
  writeTree(place('project'), { f2: 'other, too\n' });
  const third = await cache.fetchQuery(query);
  expect(third).not.toBe(first);
  expect(third.index.summary).toEqual({ added: 0, modified: 2, deleted: 0, unchanged: 298, conflicts: 2 });
  const [whole, ...others] = log.map(({ bytes }) => bytes);
  expect(others.length).toBe(2);
  for (const bytes of others) expect(bytes).toBeLessThan((whole ?? 0) / 50);
});

test('an answer put together is an index that the engine takes', async () => {
  const { client, place, target } = realService();
  writeTree(place('collection'), { f: '1\n', g: '1\n' });
  writeTree(place('project'), { f: '2\n', g: '2\n' });
  const question = { scope: 'collection-vs-project', target, texts: 'none' } as const;
  const summary = await client.diff('collection-vs-project', target, 'none');
  writeTree(place('project'), { g: '3\n' });
  const merged = await client.diff('collection-vs-project', target, 'none', { previous: summary });
  expect(() => merged.path(2)).toThrow(RangeError);
  const details = new FileDetails({ client });
  const { table } = await details.open({ ...question, index: merged }, 1);
  expect(changedLines(table)).toEqual(['-1', '+3']);
  // It has no text of its own, but it can be asked for one.
  expect(engine.createFileParser(merged, 1).table().rowCount).toBe(0);
});

test('answers with every text are not asked for in part, but not sent twice either', async () => {
  const { client, log, place, target } = realService();
  writeTree(place('collection'), { f: '1\n' });
  writeTree(place('project'), { f: '2\n' });
  const first = await client.diff('collection-vs-project', target, 'all');
  expect(await client.diff('collection-vs-project', target, 'all', { previous: first })).toBe(first);
  expect(log.map(({ query, status, bytes }) => [query.has('since'), status, bytes > 0])).toEqual([
    [false, 200, true],
    [false, 304, false],
  ]);
});

test('the answer to another question is no beginning', async () => {
  const { client, log, target } = realService();
  const first = await client.diff('collection-vs-project', target, 'none');
  await client.diff('source-vs-project', target, 'none', { previous: first });
  expect(log.map(({ query }) => query.has('since'))).toEqual([false, false]);
});

test('a service that names nothing is asked as ever', async () => {
  const { client, log, target } = realService({ additive: false });
  const first = await client.diff('collection-vs-project', target, 'none');
  await client.diff('collection-vs-project', target, 'none', { previous: first });
  expect(log.map(({ query }) => query.has('since'))).toEqual([false, false]);

  const old = new FakeService({ collection: { f: '1' }, project: { f: '2' } });
  const oldClient = clientOf(old);
  const index = await oldClient.diff('collection-vs-project', target, 'none');
  await oldClient.diff('collection-vs-project', target, 'none', { previous: index });
  expect(old.log.map(({ query, headers }) => [query.has('since'), headers.has('if-none-match')])).toEqual([
    [false, false],
    [false, false],
  ]);
});

test('a service that has forgotten the digest sends everything', async () => {
  const { client, log, place, target } = realService();
  const first = await client.diff('collection-vs-project', target, 'none');
  // 64 lists are remembered.
  for (let i = 0; i < 70; ++i) {
    writeTree(place('project'), { f: `${i}` });
    await client.diff('collection-vs-project', target, 'none');
  }
  const now = await client.diff('collection-vs-project', target, 'none', { previous: first });
  expect(said(now)).toEqual(said(await client.diff('collection-vs-project', target, 'none')));
  expect(log.filter(({ query }) => query.has('since')).length).toBe(1);
});

test('a part that does not fit is thrown away, and everything is asked for', async () => {
  const answers = [
    { files: [], summary: { added: 0, modified: 0, deleted: 0, unchanged: 5 }, removed: [] },
    { files: [], summary: { added: 0, modified: 0, deleted: 0, unchanged: 0 }, removed: 'no list' },
  ];
  for (const part of answers) {
    const service = new FakeService({ collection: { f: '1' }, project: { f: '2' } });
    const usual = service.fetch;
    const client = createSyncClient({
      engine,
      fetch: async (address, init) => {
        const response = await usual(address, init);
        const isPart = String(address).includes('since=one');
        return isPart
          ? Response.json(part, { headers: { 'hunkwise-digest': 'two', 'hunkwise-since': 'one' } })
          : new Response(response.body, { headers: { 'hunkwise-digest': 'one' } });
      },
    });
    const first = await client.diff('collection-vs-project', target, 'none');
    const second = await client.diff('collection-vs-project', target, 'none', { previous: first });
    expect(said(second)).toEqual(said(first));
    expect(second).not.toBe(first);
    expect(service.log.length).toBe(3);
  }
});
