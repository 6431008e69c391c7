// The client's calls as queries of a real QueryClient: what is asked when, what is kept, what is asked again.

import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  artifactDeploymentsQuery,
  confirmQuery,
  deploymentListQuery,
  diffKey,
  enabledQueries,
  FileDetails,
  fileDetailQuery,
  legacyToggles,
  retryDelay,
  type ScopeSummary,
  ServiceError,
  type ServiceErrorKind,
  shouldRetry,
  summaryQuery,
} from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import { allScopes, changedLines, clientOf, fileAt, target } from './support/sync-session.ts';

const trees = {
  source: { 'a.txt': 'source\n' },
  collection: { 'a.txt': 'library\n' },
  project: { 'a.txt': 'project\n' },
};

let cache: QueryClient;
let service: FakeService;
let client: ReturnType<typeof clientOf>;

beforeEach(() => {
  cache = new QueryClient();
  service = new FakeService(trees);
  client = clientOf(service);
});

afterEach(() => {
  cache.clear();
  vi.useRealTimers();
});

/** As a component: asks when it appears, and goes away again. */
async function shown(options: { readonly queryKey: readonly unknown[] }): Promise<void> {
  const observer = new QueryObserver(cache, options as never);
  const leave = observer.subscribe(() => {});
  await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe('idle'));
  leave();
}

test.each([
  ['a comparison', 30_000, () => summaryQuery(client, 'collection-vs-project', target)],
  ['the projects', 5 * 60_000, () => artifactDeploymentsQuery(client, target)],
  ['a list of deployments', 2 * 60_000, () => deploymentListQuery(client, '/p')],
])('%s that is reopened while it is fresh is not asked for again', async (_, freshFor, query) => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1e12 });
  await shown(query());
  vi.setSystemTime(1e12 + freshFor - 1000);
  await shown(query());
  expect(service.log.length).toBe(1);
  vi.setSystemTime(1e12 + freshFor + 1000);
  await shown(query());
  expect(service.log.length).toBe(2);
});

test('how long answers are kept', () => {
  expect([
    summaryQuery(client, 'source-vs-project', target).gcTime,
    artifactDeploymentsQuery(client, target).gcTime,
    deploymentListQuery(client, '/p').gcTime,
  ]).toEqual([300_000, 1_800_000, 300_000]);
});

test('a confirmation looks at the answer that the tab has already', async () => {
  await shown(summaryQuery(client, 'collection-vs-project', target));
  await shown(confirmQuery(client, 'deploy', target));
  await shown(confirmQuery(client, 'push', target));
  expect(service.asked).toEqual(['diff summary']);
  await shown(confirmQuery(client, 'pull', target));
  await shown(summaryQuery(client, 'source-vs-collection', target));
  expect(service.asked).toEqual(['diff summary', 'upstream-diff summary']);
});

describe('keys', () => {
  const base = { artifactId: 'skill:x', collection: 'c', projectPath: '/p' };
  const keyOf = (scope: (typeof allScopes)[number], change = {}, texts: 'none' | 'all' = 'none') =>
    JSON.stringify(diffKey(scope, { ...base, ...change }, texts));

  test('differ in everything that changes the answer', () => {
    const keys = [
      ...allScopes.map((scope) => keyOf(scope)),
      keyOf('collection-vs-project', { artifactId: 'agent:x' }),
      keyOf('collection-vs-project', { collection: 'd' }),
      keyOf('collection-vs-project', { collection: undefined }),
      keyOf('collection-vs-project', { projectPath: '/q' }),
      keyOf('collection-vs-project', {}, 'all'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('do not differ in what is not asked', () => {
    expect(keyOf('source-vs-collection', { projectPath: '/q' })).toBe(keyOf('source-vs-collection'));
    expect(keyOf('collection-vs-project', { collection: '' })).toBe(
      keyOf('collection-vs-project', { collection: undefined }),
    );
  });
});

test('a query that nobody looks at any more is ended', async () => {
  service.answersAtOnce = false;
  const observer = new QueryObserver(cache, summaryQuery(client, 'collection-vs-project', target));
  const leave = observer.subscribe(() => {});
  await vi.waitFor(() => expect(service.log.length).toBe(1));
  leave();
  expect(service.log[0]?.state).toBe('aborted');
});

test('a key asked twice at the same time is one request', async () => {
  await Promise.all([1, 2].map(() => cache.fetchQuery(summaryQuery(client, 'source-vs-project', target))));
  expect(service.log.length).toBe(1);
});

describe('asking again', () => {
  const errorOf = (kind: ServiceErrorKind, retryAfterSeconds?: number) =>
    new ServiceError(kind, '', { retryAfterSeconds });
  const retries = (error: Error) => [0, 1, 2, 3].filter((failures) => shouldRetry(failures, error)).length;

  test.each([
    ['network', 2],
    ['unavailable', 2],
    ['rate-limited', 1],
    ['aborted', 0],
    ['timeout', 0],
    ['unauthenticated', 0],
    ['forbidden', 0],
    ['not-found', 0],
    ['invalid-request', 0],
    ['server', 0],
    ['rejected', 0],
    ['empty', 0],
    ['wrong-content', 0],
  ] as const)('after "%s": %i times', (kind, times) => {
    expect(retries(errorOf(kind))).toBe(times);
  });

  test('never helps with contents or mistakes', () => {
    expect(retries(new TypeError('projectPath'))).toBe(0);
  });

  test('waits as long as the service says, or not at all', () => {
    expect(retryDelay(0, errorOf('rate-limited', 7))).toBe(7000);
    expect(retryDelay(0, errorOf('rate-limited'))).toBe(10_000);
    expect([0, 1].map((failures) => retryDelay(failures, errorOf('network')))).toEqual([1000, 2000]);
    expect(retries(errorOf('rate-limited', 3600))).toBe(0);
    expect(retries(errorOf('unavailable', 3600))).toBe(0);
  });

  test('happens with a real client, after the time that the service named', async () => {
    vi.useFakeTimers();
    service.instead = () => Response.json({ retry_after: 3 }, { status: 429 });
    const asking = cache
      .fetchQuery(summaryQuery(client, 'collection-vs-project', target))
      .catch((error) => error);
    await vi.advanceTimersByTimeAsync(2990);
    expect(service.log.length).toBe(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(service.log.length).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(service.log.length).toBe(2);
    expect(await asking).toMatchObject({ kind: 'rate-limited' });
  });

  test('does not happen after a 404', async () => {
    service.instead = () => Response.json({ detail: 'no' }, { status: 404 });
    await cache.fetchQuery(summaryQuery(client, 'collection-vs-project', target)).catch(() => {});
    expect(service.log.length).toBe(1);
  });
});

describe('an opened file', () => {
  test('is a query without a copy of its own: shown again, it is here at once', async () => {
    const details = new FileDetails({ client });
    const summary = await cache.fetchQuery(summaryQuery(client, 'collection-vs-project', target));
    const file = fileAt(summary, 'a.txt');
    await shown(fileDetailQuery(details, summary, file));
    await vi.waitFor(() =>
      expect(cache.getQueryCache().findAll({ queryKey: ['hunkwise', 'file-detail'] })).toEqual([]),
    );
    const observer = new QueryObserver(cache, fileDetailQuery(details, summary, file));
    const first = observer.getCurrentResult();
    expect(first.isPending).toBe(false);
    expect(changedLines(first.data?.table)).toEqual(['-library', '+project']);
    const leave = observer.subscribe(() => {});
    await shown(fileDetailQuery(details, summary, file));
    leave();
    expect(service.asked).toEqual(['diff summary', 'diff a.txt']);
  });

  test('that is left before it came is ended', async () => {
    const details = new FileDetails({ client });
    const summary = await cache.fetchQuery(summaryQuery(client, 'collection-vs-project', target));
    service.answersAtOnce = false;
    const observer = new QueryObserver(cache, fileDetailQuery(details, summary, 0));
    const leave = observer.subscribe(() => {});
    await vi.waitFor(() => expect(service.log.length).toBe(2));
    leave();
    await vi.waitFor(() => expect(service.log[1]?.state).toBe('aborted'));
  });
});

describe('a visit of the tab', () => {
  /** As a component does it: every query with what `enabledQueries` says, painted when something is there. */
  async function visit(changes: Partial<Parameters<typeof enabledQueries>[0]> = {}) {
    const observers = new Map(
      allScopes.map((scope) => [
        scope,
        new QueryObserver(cache, { ...summaryQuery(client, scope, target), enabled: false }),
      ]),
    );
    const leaving = [...observers.values()].map((observer) => observer.subscribe(() => {}));
    const progressOf = (scope: (typeof allScopes)[number]) => {
      const result = observers.get(scope)?.getCurrentResult();
      if (result?.data) return 'loaded' as const;
      return result?.isError
        ? ('failed' as const)
        : result?.isFetching
          ? ('loading' as const)
          : ('idle' as const);
    };
    const step = (isSelectedPainted: boolean) => {
      const { scopes, selector, summaryTexts } = enabledQueries({
        target,
        hasValidUpstream: true,
        activeTab: 'sync',
        selectedScope: 'collection-vs-project',
        isSelectedPainted,
        progress: {
          'collection-vs-project': progressOf('collection-vs-project'),
          'source-vs-collection': progressOf('source-vs-collection'),
          'source-vs-project': progressOf('source-vs-project'),
        },
        needsFileText: false,
        confirming: undefined,
        toggles: { summaryFirst: true, lazyDetail: true, prefetchScopes: true },
        ...changes,
      });
      for (const [scope, observer] of observers)
        observer.setOptions({
          ...summaryQuery(client, scope, target, { texts: summaryTexts }),
          enabled: scopes[scope],
        });
      return selector;
    };
    const idle = () => vi.waitFor(() => expect(cache.isFetching()).toBe(0));
    const leave = () => {
      for (const end of leaving) end();
    };
    return { step, idle, leave };
  }

  test('is one summary, then the other scopes one after the other once it is painted', async () => {
    const tab = await visit();
    tab.step(false);
    await tab.idle();
    tab.step(false);
    await tab.idle();
    expect(service.asked).toEqual(['diff summary']);
    service.answersAtOnce = false;
    tab.step(true);
    tab.step(true);
    await vi.waitFor(() => expect(service.log.length).toBe(2));
    service.log[1]?.answer();
    await tab.idle();
    tab.step(true);
    await vi.waitFor(() => expect(service.log.length).toBe(3));
    service.log[2]?.answer();
    await tab.idle();
    tab.step(true);
    await tab.idle();
    expect(service.asked).toEqual(['diff summary', 'upstream-diff summary', 'source-project-diff summary']);
    tab.leave();
  });

  test('that is over within 30 seconds costs nothing the second time', async () => {
    for (const _ of [1, 2]) {
      const tab = await visit();
      for (const isPainted of [false, true, true, true]) {
        tab.step(isPainted);
        await tab.idle();
      }
      tab.leave();
    }
    expect(service.log.length).toBe(3);
  });

  test('while another tab is active costs nothing', async () => {
    for (const activeTab of ['overview', 'deployments']) {
      const tab = await visit({ activeTab });
      tab.step(true);
      await tab.idle();
      tab.leave();
    }
    expect(service.log).toEqual([]);
  });

  test('with everything switched off asks for full texts, and for two scopes at the opening', async () => {
    const tab = await visit({ toggles: legacyToggles });
    tab.step(false);
    await tab.idle();
    tab.step(false);
    await tab.idle();
    tab.leave();
    expect(service.asked).toEqual(['diff', 'source-project-diff']);
  });

  test('goes on in the other scopes when the first one fails', async () => {
    service.instead = ({ what }) =>
      what.startsWith('diff') ? Response.json({ detail: 'broken' }, { status: 500 }) : undefined;
    const tab = await visit();
    for (const isPainted of [false, true, true, true]) {
      tab.step(isPainted);
      await tab.idle();
    }
    tab.leave();
    expect(service.asked).toEqual(['diff summary', 'upstream-diff summary', 'source-project-diff summary']);
  });
});

test("the query library's own types know what comes back", async () => {
  const summary: ScopeSummary = await cache.fetchQuery(summaryQuery(client, 'source-vs-project', target));
  expect(summary.scope).toBe('source-vs-project');
  // @ts-expect-error: a summary is no list of deployments
  const wrong: { deployments: readonly unknown[] } = summary;
  expect(wrong.deployments).toBeUndefined();
});
