// The samples without components do what their page says, with the built package and a service.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { DiffEngine, DiffIndex, DiffTable } from '../../js/index.ts';
import type { ArtifactRoutes } from '../../js/server.ts';
import type { ComparisonScope, ComparisonTarget, SyncClient } from '../../js/sync.ts';
import type { DiffSource } from '../../js/viewer.ts';
import { runSample } from './support/docs-samples.ts';
import { FakeService } from './support/sync-service.ts';

type Dist = typeof import('../../js/sync.ts') & typeof import('../../js/index.ts');
const dist = async (entry: string): Promise<Dist> =>
  import(/* @vite-ignore */ new URL(`../../dist/${entry}.js`, import.meta.url).href);

const target = { artifactId: 'skill:pdf', projectPath: '/home/me/project' };
const newService = () =>
  new FakeService({ collection: { 'a.md': 'one\n' }, project: { 'a.md': 'two\n' }, source: {} });

/** A client of the built package over the double, and what has to be ended. */
async function newClient(service = newService()) {
  const { createSyncClient } = await dist('sync');
  const { loadEngine } = await dist('index');
  const engine = await loadEngine();
  return { engine, client: createSyncClient({ engine, fetch: service.fetch }), service };
}

const printed = () => vi.spyOn(console, 'log').mockImplementation(() => {});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('sync: the client asks with a token and answers an index', async () => {
  const service = newService();
  vi.stubGlobal('fetch', service.fetch);
  const log = printed();
  const { client } = await runSample<{ client: SyncClient }>('sync-0.ts', {
    globals: { currentToken: async () => 'secret' },
  });
  expect(log.mock.calls).toEqual([[{ added: 0, modified: 1, deleted: 0, unchanged: 0 }, 'a.md']]);
  expect(service.asked).toEqual(['diff summary']);
  expect(service.log[0]?.headers.get('authorization')).toBe('Bearer secret');
  expect(client).toBeDefined();
});

test('sync: events of the service become changed scopes', async () => {
  const { ChangedScopes } = await dist('sync');
  const seen: ComparisonScope[] = [];
  const changed = new ChangedScopes(async (scope) => void seen.push(scope));
  const log = printed();
  const events: Pick<SyncClient, 'watchEvents'> = {
    watchEvents: async (onEvent) => onEvent({ kind: 'change', trees: ['source'] }),
  };
  type Follow = (client: typeof events, signal: AbortSignal, changed: unknown) => Promise<void>;
  const { follow } = await runSample<{ follow: Follow }>('sync-1.ts');
  await follow(events, new AbortController().signal, changed);
  expect(log.mock.calls).toEqual([['change', ['source']]]);
  await vi.waitFor(() => expect(seen).toEqual(['source-vs-collection', 'source-vs-project']));
});

test('sync: the gate lets the selected scope run first', async () => {
  const log = printed();
  await runSample('sync-2.ts');
  expect(log.mock.calls).toEqual([[true, true, false]]);
});

test('sync: background loads fill the cache, and an action makes answers stale', async () => {
  const { client, service, engine } = await newClient();
  const cache = new QueryClient();
  interface Samples {
    backgroundLoads(
      cache: QueryClient,
      client: SyncClient,
      target: ComparisonTarget,
      next: () => ComparisonScope | undefined,
    ): { painted(): void };
    pull(
      cache: QueryClient,
      client: SyncClient,
      target: ComparisonTarget,
    ): { mutationFn(): Promise<unknown> };
  }
  const { backgroundLoads, pull } = await runSample<Samples>('sync-3.ts');
  const waiting: ComparisonScope[] = ['collection-vs-project'];
  backgroundLoads(cache, client, target, () => waiting.shift()).painted();
  await vi.waitFor(() => expect(cache.getQueryCache().getAll()[0]?.state.status).toBe('success'));
  expect(service.asked).toEqual(['diff summary']);
  await pull(cache, client, target).mutationFn();
  expect(service.log.at(-1)).toMatchObject({ method: 'POST', path: '/api/v1/artifacts/skill%3Apdf/sync' });
  cache.clear();
  engine.dispose();
});

test('sync: an opened file has its rows', async () => {
  const { client, engine } = await newClient();
  const { loadSummary } = await dist('sync');
  const summary = await loadSummary(client, 'collection-vs-project', target, 'none');
  interface Samples {
    show(summary: unknown, file: number, signal: AbortSignal): Promise<DiffTable | undefined>;
    isWorthShowing(error: unknown): boolean;
  }
  const { show, isWorthShowing } = await runSample<Samples>('sync-4.ts', { globals: { client } });
  const table = await show(summary, 0, new AbortController().signal);
  expect([0, 1, 2].map((row) => table?.textAt(row))).toEqual(['@@ -1 +1 @@', 'one', 'two']);
  expect(isWorthShowing(new Error('no'))).toBe(true);
  engine.dispose();
});

test('sync: marks become measures', async () => {
  await runSample('sync-5.ts');
  const names = performance.getEntriesByType('measure').map(({ name }) => name);
  expect(names).toContain('my-app.sync.sync-tab.scope.source-vs-project');
});

test("viewer: a source of one's own fetches the text of an opened file", async () => {
  const { engine } = await newClient();
  const files = [
    {
      file_path: 'a.md',
      status: 'modified',
      collection_hash: 'c',
      project_hash: 'p',
      unified_diff: '@@ -1 +1 @@\n\n-one\n\n+two\n',
    },
  ];
  const summary = engine.indexPayload(JSON.stringify({ files: [{ ...files[0], unified_diff: null }] }));
  const fetch = vi.fn(async (_: string) => Response.json({ files }));
  vi.stubGlobal('fetch', fetch);
  type LazySource = (engine: DiffEngine, summary: DiffIndex, address: string) => DiffSource;
  const { lazySource } = await runSample<{ lazySource: LazySource }>('viewer-3.ts');
  const source = lazySource(engine, summary, '/diff?x=1');
  const table = await source.openFile(0, { signal: new AbortController().signal });
  expect(fetch.mock.calls[0]?.[0]).toBe('/diff?x=1&file_paths=a.md');
  expect([table.rowCount, table.additions, table.deletions]).toEqual([3, 1, 1]);
  engine.dispose();
});

test('service: three trees are served', async () => {
  const folders = mkdtempSync(join(tmpdir(), 'hunkwise-'));
  writeFileSync(join(folders, 'a.md'), 'one\n');
  const log = printed();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  interface Samples {
    service: { close(): Promise<void> };
    server: { origin: string; close(): Promise<void> };
  }
  const { service, server } = await runSample<Samples>('service-0.ts', {
    names: ['service', 'server'],
    change: (code) =>
      code.replace(/openTree\('[^']+'\)/g, `openTree(${JSON.stringify(folders)})`).replace('8080', '0'),
  });
  try {
    const answer = await fetch(`${server.origin}/api/v1/artifacts/skill%3Apdf/diff?project_path=${folders}`);
    expect(await answer.json()).toMatchObject({ has_changes: false, summary: { unchanged: 1 } });
    expect(log.mock.calls).toEqual([[server.origin]]);
  } finally {
    await server.close();
    await service.close();
    rmSync(folders, { recursive: true });
  }
});

test("service: routes of one's own", async () => {
  const { readOnly } = await runSample<{ readOnly: ArtifactRoutes }>('service-1.ts');
  const call = { parameters: new URLSearchParams('project_path=/p') } as Parameters<
    ArtifactRoutes['listDeployments']
  >[0];
  expect(await readOnly.listDeployments(call)).toMatchObject({ project_path: '/p', total: 0 });
  await expect(readOnly.deployArtifact('skill:pdf', call)).rejects.toMatchObject({ status: 404 });
});

test('integration: a token that has expired is renewed, once, and the request repeated', async () => {
  const service = newService();
  let current = 'old';
  vi.stubGlobal('fetch', ((address, init) =>
    new Headers(init?.headers).get('authorization') === 'Bearer new'
      ? service.fetch(address, init)
      : Promise.resolve(new Response('', { status: 401 }))) as typeof fetch);
  const session = {
    token: async () => current,
    renew: async () => {
      current = 'new';
    },
  };
  const { client } = await runSample<{ client: SyncClient }>('integration-0.ts', { globals: { session } });
  const index = await client.diff('collection-vs-project', target, 'none');
  expect(index.path(0)).toBe('a.md');
  expect(service.asked).toEqual(['diff summary']);
});

test("integration: an action of one's own makes the comparisons with the project stale", async () => {
  const { summaryQuery } = await dist('sync');
  const { client, engine } = await newClient();
  const cache = new QueryClient();
  const query = summaryQuery(client, 'collection-vs-project', target);
  await cache.fetchQuery(query);
  const isStale = () => cache.getQueryState(query.queryKey)?.isInvalidated;
  expect(isStale()).toBe(false);
  type AfterOwnDeploy = (cache: QueryClient, target: ComparisonTarget) => Promise<unknown>;
  const { afterOwnDeploy } = await runSample<{ afterOwnDeploy: AfterOwnDeploy }>('integration-1.ts');
  await afterOwnDeploy(cache, target);
  expect(isStale()).toBe(true);
  cache.clear();
  engine.dispose();
});
