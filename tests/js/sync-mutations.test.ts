// What an action makes stale: exactly what it changes, in the cache of a real QueryClient.

import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  artifactDeploymentsKey,
  type ComparisonTarget,
  deployMutation,
  deploymentListKey,
  diffKey,
  invalidatedKeys,
  keepLocalMutation,
  pullMutation,
  pushMutation,
  type SyncDecision,
  type SyncMutation,
  takeUpstreamMutation,
} from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import { allScopes, clientOf, target } from './support/sync-session.ts';

let cache: QueryClient;
beforeEach(() => {
  cache = new QueryClient();
});
afterEach(() => cache.clear());

const own: ComparisonTarget = target;
const otherProject = { ...target, projectPath: '/q' };
const otherCollection = { ...target, collection: 'second' };
const noCollection = { ...target, collection: undefined };
const otherArtifact = { ...target, artifactId: 'skill:other' };

/** Everything that a page may have open, under a name. */
const queries: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(
    Object.entries({ own, otherProject, otherCollection, noCollection, otherArtifact }).flatMap(
      ([name, which]) => [
        ...allScopes.map((scope) => [`${name} ${scope}`, diffKey(scope, which, 'none')] as const),
        [`${name} projects`, artifactDeploymentsKey(which)] as const,
      ],
    ),
  ),
  'own texts': diffKey('collection-vs-project', own, 'all'),
  'own deployments': deploymentListKey('/p'),
  'other deployments': deploymentListKey('/q'),
  'of the application': ['artifacts'],
};

async function staleAfter(invalidate: () => Promise<unknown>): Promise<string[]> {
  for (const key of Object.values(queries)) cache.setQueryData(key, 'here');
  await invalidate();
  const stale = Object.entries(queries).filter(([, key]) => cache.getQueryState(key)?.isInvalidated);
  return stale.map(([name]) => name).sort();
}

const staleOf = (decision: SyncDecision, which: ComparisonTarget) =>
  staleAfter(() =>
    Promise.all(invalidatedKeys(decision, which).map((queryKey) => cache.invalidateQueries({ queryKey }))),
  );

const collectionWritten = [
  ...['own', 'otherProject', 'noCollection'].flatMap((name) => allScopes.map((scope) => `${name} ${scope}`)),
  // The same keys as of "own": upstream is not asked about a project.
  ...['own', 'otherProject', 'otherCollection', 'noCollection'].map((name) => `${name} projects`),
  'own texts',
  'own deployments',
  'other deployments',
].sort();

const projectWritten = [
  ...['own', 'otherCollection', 'noCollection'].flatMap((name) => [
    `${name} collection-vs-project`,
    `${name} source-vs-project`,
  ]),
  ...['own', 'otherProject', 'otherCollection', 'noCollection'].map((name) => `${name} projects`),
  'own texts',
  'own deployments',
].sort();

describe('stale is what was changed, and nothing else', () => {
  test.each(['pull', 'push'] as const)(
    'after a %s: the collection, whatever it is compared with',
    async (action) => {
      expect(await staleOf(action, own)).toEqual(collectionWritten);
    },
  );

  test.each(['deploy', 'merge-deploy'] as const)(
    'after a %s: the project; not what upstream has',
    async (action) => {
      expect(await staleOf(action, own)).toEqual(projectWritten);
    },
  );

  test('after a pull into a collection that only the service knows: any of them', async () => {
    const stale = await staleOf('pull', noCollection);
    expect(stale).toContain('otherCollection collection-vs-project');
    expect(stale.some((name) => name.startsWith('otherArtifact'))).toBe(false);
  });

  test('after keeping the local copy: nothing', async () => {
    expect(await staleOf('keep-local', own)).toEqual([]);
  });
});

describe('a mutation', () => {
  const run = <Result>(mutation: SyncMutation<Result>) =>
    new MutationObserver(cache, mutation as never).mutate().then(
      () => 'done',
      (error) => error.kind,
    );

  test('of each kind writes once and refreshes what it wrote', async () => {
    const service = new FakeService();
    const client = clientOf(service);
    const options = { cache };
    expect(await staleAfter(() => run(pullMutation(client, own, options)))).toEqual(collectionWritten);
    expect(await staleAfter(() => run(pushMutation(client, own, options)))).toEqual(collectionWritten);
    expect(await staleAfter(() => run(deployMutation(client, own, options)))).toEqual(projectWritten);
    expect(await staleAfter(() => run(deployMutation(client, own, { ...options, merge: true })))).toEqual(
      projectWritten,
    );
    const upstream = takeUpstreamMutation(client, 'source-vs-collection', own, options);
    expect(await staleAfter(() => run(upstream))).toEqual(collectionWritten);
    const library = takeUpstreamMutation(client, 'collection-vs-project', own, options);
    expect(await staleAfter(() => run(library))).toEqual(projectWritten);
    expect(service.asked).toEqual(['sync', 'sync', 'deploy', 'deploy', 'sync', 'deploy']);
  });

  test("refreshes the application's own queries as well, if it names them", async () => {
    const client = clientOf(new FakeService());
    const mutation = deployMutation(client, own, { cache, alsoInvalidate: [['artifacts']] });
    expect(await staleAfter(() => run(mutation))).toEqual([...projectWritten, 'of the application'].sort());
  });

  test.each([
    ['the connection broke', () => Response.error(), projectWritten],
    ['the service failed in the middle', () => Response.json({}, { status: 500 }), projectWritten],
    ['the answer says that it did not succeed', () => Response.json({ success: false }), projectWritten],
    ['it was refused', () => Response.json({}, { status: 403 }), []],
  ])('that failed refreshes what may have been written: %s', async (_, instead, stale) => {
    const service = new FakeService();
    service.instead = instead;
    let kind = '';
    const mutation = deployMutation(clientOf(service), own, { cache });
    expect(
      await staleAfter(async () => {
        kind = await run(mutation);
      }),
    ).toEqual(stale);
    expect(kind).not.toBe('done');
    expect(service.log.length).toBe(1);
  });

  test('on one artifact waits for the one before', async () => {
    const service = new FakeService();
    service.answersAtOnce = false;
    const client = clientOf(service);
    const both = [pushMutation(client, own, { cache }), deployMutation(client, own, { cache })].map(run);
    await new Promise((done) => setTimeout(done, 5));
    expect(service.asked).toEqual(['sync']);
    service.answersAtOnce = true;
    service.log[0]?.answer();
    expect(await Promise.all(both)).toEqual(['done', 'done']);
    expect(service.asked).toEqual(['sync', 'deploy']);
  });

  test('that keeps the local copy remembers it and asks nobody', async () => {
    let isRemembered = false;
    const mutation = keepLocalMutation(own, () => {
      isRemembered = true;
    });
    expect(await staleAfter(() => run(mutation))).toEqual([]);
    expect(isRemembered).toBe(true);
  });
});
