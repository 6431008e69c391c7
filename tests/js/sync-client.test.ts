// The client's own part: headers, engines, answers that are read while they arrive, lists, and actions.

import { describe, expect, test } from 'vitest';
import type { DiffIndex } from '../../js/core/api.ts';
import {
  createSyncClient,
  FileDetails,
  loadSummary,
  type SyncAction,
  type SyncEngine,
} from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import {
  allScopes,
  changedLines,
  clientOf,
  engine,
  failureOf,
  settled,
  target,
} from './support/sync-session.ts';

test('nothing is asked and no engine is made before it is needed; then one', async () => {
  let engines = 0;
  const service = new FakeService();
  const client = clientOf(service, {
    engine: async () => {
      ++engines;
      return engine;
    },
  });
  await settled();
  expect([engines, service.log.length]).toEqual([0, 0]);
  await Promise.all(allScopes.map((scope) => client.diff(scope, target, 'none')));
  expect([engines, service.log.length]).toEqual([1, 3]);
});

test('an engine that could not be loaded is tried again with the next call, and its download is ended', async () => {
  let attempts = 0;
  let isCancelled = false;
  const service = new FakeService();
  const client = clientOf(service, {
    engine: () => {
      if (++attempts === 1) throw new Error('no wasm');
      return engine;
    },
  });
  service.instead = () =>
    attempts > 1
      ? undefined
      : new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(10)),
            cancel: () => {
              isCancelled = true;
            },
          }),
        );
  expect(await failureOf(client.diff('collection-vs-project', target, 'none'))).toMatchObject({
    message: 'no wasm',
  });
  expect(isCancelled).toBe(true);
  expect((await client.diff('collection-vs-project', target, 'none')).fileCount).toBe(0);
});

test('the engine in a Worker serves as well, and gives up what nobody waits for', async () => {
  const { createWorkerEngine } = (await import(
    new URL('../../dist/worker.js', import.meta.url).href
  )) as typeof import('../../js/worker.ts');
  const worker = await createWorkerEngine();
  const service = new FakeService({ collection: { a: 'x\n' }, project: { a: 'y\n' } });
  const client = clientOf(service, { engine: worker });
  const details = new FileDetails({ client });
  const summary = await loadSummary(client, 'collection-vs-project', target, 'none');
  const { signal } = new AbortController();
  expect(changedLines((await details.open(summary, 0, { signal })).table)).toEqual(['-x', '+y']);
  const index = await client.diff('collection-vs-project', target, 'all');
  const leaving = new AbortController();
  const left = failureOf(client.parseFile(index, 0, { signal: leaving.signal }));
  leaving.abort();
  expect(await left).toMatchObject({ name: 'ServiceError', kind: 'aborted' });
  worker.dispose();
});

test('headers are asked for anew with every request', async () => {
  let token = 0;
  const service = new FakeService();
  const client = clientOf(service, { headers: async () => ({ authorization: `Bearer ${++token}` }) });
  await client.artifactDeployments(target);
  await client.act('push', target);
  const sent = service.log.map(({ headers }) => [...headers]);
  expect(sent).toEqual([
    [
      ['accept', 'application/json'],
      ['authorization', 'Bearer 1'],
    ],
    [
      ['accept', 'application/json'],
      ['authorization', 'Bearer 2'],
      ['content-type', 'application/json'],
    ],
  ]);
});

test('another base address is used for everything', async () => {
  const service = new FakeService();
  const client = clientOf(service, { baseUrl: 'https://host/api/v2/' });
  await client.diff('source-vs-collection', target, 'all').catch(() => {});
  await client.artifactDeployments(target).catch(() => {});
  await client.deploymentList('/p').catch(() => {});
  await client.act('pull', target).catch(() => {});
  expect(service.log.map(({ path }) => path)).toEqual([
    '/api/v2/artifacts/skill%3Ademo/upstream-diff',
    '/api/v2/artifacts/skill%3Ademo',
    '/api/v2/deploy',
    '/api/v2/artifacts/skill%3Ademo/sync',
  ]);
});

describe('a large comparison', () => {
  const entry = (file: number) =>
    JSON.stringify({
      file_path: `f${String(file).padStart(5, '0')}`,
      status: 'modified',
      collection_hash: 'a',
      project_hash: 'b',
      unified_diff: `@@ -1 +1 @@\n-${'o'.repeat(900)}\n\n+${'n'.repeat(900)}\n`,
    });
  const FILES = 5000;
  const bytes = new TextEncoder().encode(
    `{"files":[${Array.from({ length: FILES }, (_, file) => entry(file)).join(',')}]}`,
  );

  /** In pieces, and with a pause that lets a snapshot become due. */
  const arriving = (announced: boolean, pauseAfter = bytes.length) => {
    let sent = 0;
    return new Response(
      new ReadableStream({
        async pull(controller) {
          if (sent >= pauseAfter && sent < pauseAfter + 100_000)
            await new Promise((done) => setTimeout(done, 300));
          controller.enqueue(bytes.subarray(sent, sent + 100_000));
          sent += 100_000;
          if (sent >= bytes.length) controller.close();
        },
      }),
      { headers: announced ? { 'content-length': String(bytes.length) } : {} },
    );
  };

  function watched(): { engine: SyncEngine; calls: string[] } {
    const calls: string[] = [];
    return {
      calls,
      engine: {
        createFileParser: (...question) => engine.createFileParser(...question),
        indexPayload: (whole) => {
          calls.push('whole');
          return engine.indexPayload(whole);
        },
        createPayloadIndexer: () => {
          calls.push('streamed');
          const indexer = engine.createPayloadIndexer();
          return {
            push: async (chunk) => indexer.push(chunk),
            snapshot: async () => indexer.snapshot(),
            finish: async () => indexer.finish(),
          };
        },
      },
    };
  }

  test.each([true, false])(
    'is read while it arrives, its length announced or not (%s)',
    async (announced) => {
      expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024);
      const service = new FakeService();
      service.instead = () => arriving(announced);
      const { engine: watching, calls } = watched();
      const client = createSyncClient({ engine: watching, fetch: service.fetch });
      const index = await client.diff('collection-vs-project', target, 'all');
      expect([index.fileCount, index.additions(FILES - 1), calls]).toEqual([FILES, 1, ['streamed']]);
    },
  );

  test('shows its first files before it is complete', async () => {
    const service = new FakeService();
    service.instead = () => arriving(true, 2_000_000);
    const counts: number[] = [];
    const onSnapshot = (index: DiffIndex) => {
      expect(index.path(0)).toBe('f00000');
      counts.push(index.fileCount);
    };
    const client = clientOf(service, { engine: watched().engine });
    await client.diff('collection-vs-project', target, 'all', { onSnapshot });
    const [first = 0] = counts;
    expect(first).toBeGreaterThan(500);
    expect(first).toBeLessThan(FILES);
  });

  test('that is broken ends its download', async () => {
    const service = new FakeService();
    let sent = 0;
    let isCancelled = false;
    service.instead = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            controller.enqueue(new TextEncoder().encode(`]${' '.repeat(300_000)}`));
            ++sent;
          },
          cancel: () => {
            isCancelled = true;
          },
        }),
        { headers: { 'content-length': '100000000' } },
      );
    const client = createSyncClient({ engine: watched().engine, fetch: service.fetch });
    const error = await failureOf(client.diff('collection-vs-project', target, 'all'));
    expect(error).toMatchObject({ name: 'DiffError', code: 'malformed' });
    expect(isCancelled).toBe(true);
    expect(sent).toBeLessThan(20);
  });

  test('below that size is read in one go', async () => {
    const { engine: watching, calls } = watched();
    const service = new FakeService({ collection: { a: 'x\n' }, project: { a: 'y\n' } });
    const client = createSyncClient({ engine: watching, fetch: service.fetch });
    await client.diff('collection-vs-project', target, 'all');
    expect(calls).toEqual(['whole']);
  });
});

describe('lists', () => {
  test('name the projects that have an artifact', async () => {
    const service = new FakeService();
    expect(await clientOf(service).artifactDeployments(target)).toEqual({
      totalDeployments: 2,
      modifiedDeployments: 1,
      projects: [
        { projectName: 'p', projectPath: '/p', isModified: true, deployedAt: '2026-03-01T00:00:00' },
        { projectName: 'q', projectPath: '/q', isModified: false, deployedAt: '2026-03-02T00:00:00' },
      ],
      isKnown: true,
    });
    expect(service.log[0]?.query.get('include_deployments')).toBe('true');
    service.instead = () => Response.json({ id: 'x', deployment_stats: null });
    expect(await clientOf(service).artifactDeployments(target)).toMatchObject({
      projects: [],
      isKnown: false,
    });
  });

  test("name a project's artifacts", async () => {
    const service = new FakeService();
    service.instead = () =>
      Response.json({
        project_path: '/p',
        deployments: [
          {
            artifact_name: 'pdf',
            artifact_type: 'skill',
            local_modifications: true,
            sync_status: 'modified',
          },
          null,
        ],
      });
    expect(await clientOf(service).deploymentList('/p')).toEqual({
      projectPath: '/p',
      deployments: [
        {
          artifactName: 'pdf',
          artifactType: 'skill',
          projectPath: '/p',
          fromCollection: undefined,
          deployedAt: undefined,
          hasLocalModifications: true,
          syncStatus: 'modified',
        },
      ],
    });
  });
});

describe('actions', () => {
  const bodies: Record<SyncAction, [string, unknown]> = {
    pull: ['sync', {}],
    push: ['sync', { project_path: '/p', force: false, strategy: 'theirs' }],
    deploy: ['deploy', { project_path: '/p', overwrite: true }],
    'merge-deploy': ['deploy', { project_path: '/p', overwrite: false, strategy: 'merge' }],
  };

  test.each(Object.entries(bodies))('%s sends what the service expects', async (action, [endpoint, body]) => {
    const service = new FakeService();
    await clientOf(service).act(action as SyncAction, target);
    expect(service.log.map(({ method, what, body: sent }) => [method, what, sent])).toEqual([
      ['POST', endpoint, body],
    ]);
    expect(service.log[0]?.query.get('collection')).toBe('default');
  });

  test('that the service did not carry out are failures, though the status is 200', async () => {
    const service = new FakeService();
    service.instead = () =>
      Response.json({ success: false, message: 'Merge failed', error_message: '2 files conflict' });
    expect(await failureOf(clientOf(service).act('merge-deploy', target))).toMatchObject({
      kind: 'rejected',
      status: 200,
      message: 'Cannot merge into the project: 2 files conflict. Compare again to see where it stands.',
    });
    service.instead = () => Response.json({ message: 'what?' });
    expect(await failureOf(clientOf(service).act('pull', target))).toMatchObject({ kind: 'wrong-content' });
  });

  test('tell what they did', async () => {
    const service = new FakeService();
    service.instead = () =>
      Response.json({
        success: true,
        message: 'Merged',
        merge_details: { conflicts: ['a.txt', { file_path: 'b.txt' }] },
      });
    expect(await clientOf(service).act('merge-deploy', target)).toEqual({
      message: 'Merged',
      conflicts: ['a.txt', 'b.txt'],
      syncedFiles: undefined,
      updatedVersion: undefined,
    });
  });

  test('without a project are refused before anything is sent', async () => {
    const service = new FakeService();
    for (const action of ['push', 'deploy', 'merge-deploy'] as const)
      expect(await failureOf(clientOf(service).act(action, { artifactId: 'skill:x' }))).toBeInstanceOf(
        TypeError,
      );
    expect(service.log).toEqual([]);
  });
});
