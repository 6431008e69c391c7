// A thousand random visits: scopes and files are switched while answers come late, in any order, or not at all. Whatever
// happens, what is shown is what was chosen.

import { notifyManager, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ComparisonScope,
  diffKey,
  enabledQueries,
  FileDetails,
  isAborted,
  LatestIntent,
  prefetchInto,
  ScopePrefetch,
  type ScopeProgress,
  type ScopeSummary,
  type SyncState,
  summaryQuery,
  superseded,
} from '../../js/sync.ts';
import { type Asked, FakeService } from './support/sync-service.ts';
import { allScopes, changedLines, clientOf, fileAt, randomFrom, target } from './support/sync-session.ts';

const SCHEDULES = 1000;
const STEPS = 25;
const PATHS = ['a.txt', 'b.txt', 'c,d.txt', 'same.txt'];

beforeAll(() => notifyManager.setScheduler(queueMicrotask));
afterAll(() => notifyManager.setScheduler((callback) => setTimeout(callback, 0)));

/** Each copy has its own words, so that rows tell where they come from. */
function trees() {
  const tree = (role: string) =>
    Object.fromEntries(PATHS.map((path) => [path, path === 'same.txt' ? 'same\n' : `${role} of ${path}\n`]));
  return {
    source: tree('source'),
    collection: tree('collection'),
    project: { ...tree('project'), 'same.txt': 'other\n' },
  };
}

/** The tab as a page would write it, without the page. */
class Tab {
  readonly service = new FakeService(trees());
  readonly cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  readonly #client = clientOf(this.service);
  readonly #details = new FileDetails({ client: this.#client });
  readonly #opening = new LatestIntent();
  readonly #prefetch = new ScopePrefetch({
    ...prefetchInto(this.cache, (scope) => ({
      ...summaryQuery(this.#client, scope, target),
      retry: () => false,
    })),
    next: () => this.#nextInBackground(),
  });
  readonly #observer = new QueryObserver<ScopeSummary>(this.cache, { queryKey: ['none'], enabled: false });
  readonly #leave = this.#observer.subscribe(() => this.#draw());
  scope: ComparisonScope = 'collection-vs-project';
  path = '';
  /** What is on the screen. */
  shownScope: ComparisonScope | 'failure' | undefined;
  shownRows: readonly string[] | 'failure' | undefined;
  isPainted = false;

  choose(scope: ComparisonScope): void {
    this.#prefetch.chosen(scope);
    this.#opening.cancel();
    Object.assign(this, { scope, path: '', shownScope: undefined, shownRows: undefined, isPainted: false });
    const query = summaryQuery(this.#client, scope, target);
    this.#observer.setOptions({ ...query, retry: false, enabled: this.#state(scope).scopes[scope] });
    this.#draw();
  }

  async open(path: string): Promise<void> {
    const summary = this.#observer.getCurrentResult().data;
    if (!summary) return;
    this.path = path;
    this.shownRows = undefined;
    const file = fileAt(summary, path);
    try {
      const detail = await this.#opening.run((signal) => this.#details.open(summary, file, { signal }));
      if (detail !== superseded) this.shownRows = changedLines(detail.table);
    } catch (error) {
      expect(isAborted(error)).toBe(false);
      this.shownRows = 'failure';
    }
  }

  paint(): void {
    if (this.shownScope === undefined) return;
    this.isPainted = true;
    this.#prefetch.painted();
  }

  /** The button beside a failure. */
  tryAgain(): void {
    void this.#observer.refetch();
  }

  leave(): void {
    this.#prefetch.stop();
    this.#opening.cancel();
    this.#leave();
  }

  #draw(): void {
    const { data, isError } = this.#observer.getCurrentResult();
    this.shownScope = data ? data.scope : isError ? 'failure' : undefined;
  }

  #progress(scope: ComparisonScope): ScopeProgress {
    const state = this.cache.getQueryState(diffKey(scope, target, 'none'));
    if (state?.data !== undefined) return 'loaded';
    if (state?.fetchStatus === 'fetching') return 'loading';
    return state?.status === 'error' ? 'failed' : 'idle';
  }

  #state(selectedScope: ComparisonScope) {
    const state: SyncState = {
      target,
      hasValidUpstream: true,
      activeTab: 'sync',
      selectedScope,
      isSelectedPainted: this.isPainted,
      progress: {
        'collection-vs-project': this.#progress('collection-vs-project'),
        'source-vs-collection': this.#progress('source-vs-collection'),
        'source-vs-project': this.#progress('source-vs-project'),
      },
      needsFileText: this.path !== '',
      confirming: undefined,
      toggles: { summaryFirst: true, lazyDetail: true, prefetchScopes: true },
    };
    return enabledQueries(state);
  }

  #nextInBackground(): ComparisonScope | undefined {
    const { scopes } = this.#state(this.scope);
    return allScopes.find((scope) => scope !== this.scope && scopes[scope]);
  }
}

const SIDES: Record<ComparisonScope, readonly [string, string]> = {
  'collection-vs-project': ['collection', 'project'],
  'source-vs-collection': ['collection', 'source'],
  'source-vs-project': ['source', 'project'],
};

/** What a person must see once everything has come. */
function expectedRows(scope: ComparisonScope, path: string): string[] {
  const [old, now] = SIDES[scope];
  if (path !== 'same.txt') return [`-${old} of ${path}`, `+${now} of ${path}`];
  return scope === 'source-vs-collection' ? [] : ['-same', '+other'];
}

/** Everything that needs no answer happens. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; ++turn) await new Promise((resolve) => setImmediate(resolve));
}

const isWaiting = ({ state }: Asked) => state === 'waiting';

function check(tab: Tab): void {
  const { path, scope, service, shownRows, shownScope } = tab;
  expect(shownScope === undefined || shownScope === 'failure' || shownScope === scope).toBe(true);
  if (Array.isArray(shownRows)) expect(shownRows).toEqual(expectedRows(scope, path));
  const waiting = service.log.filter(isWaiting).map(({ what }) => what);
  expect(new Set(waiting).size, `twice in flight: ${waiting}`).toBe(waiting.length);
  // The chosen scope or one in the background, and one file: nothing that was left is still being asked for.
  const summaries = waiting.filter((what) => what.endsWith('summary'));
  expect(summaries.length, `in flight: ${waiting}`).toBeLessThanOrEqual(1);
  expect(waiting.length - summaries.length, `in flight: ${waiting}`).toBeLessThanOrEqual(1);
}

async function runSchedule(seed: number): Promise<number> {
  const random = randomFrom(seed);
  const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const tab = new Tab();
  tab.service.answersAtOnce = false;
  tab.service.knowsFilePath = random() < 0.5;
  tab.service.ignoresFlags = random() < 0.2;
  tab.choose(oneOf(allScopes));
  for (let step = 0; step < STEPS; ++step) {
    const waiting = tab.service.log.filter(isWaiting);
    const dice = random();
    if (dice < 0.25) tab.choose(oneOf(allScopes));
    else if (dice < 0.5) void tab.open(oneOf(PATHS));
    else if (dice < 0.6) tab.paint();
    else if (waiting.length > 0 && dice < 0.93) oneOf(waiting).answer();
    else if (waiting.length > 0) oneOf(waiting).fail();
    if (random() < 0.7) await turns();
    await turns();
    check(tab);
  }
  // Then nothing fails any more: the chosen scope and file have to appear.
  tab.service.answersAtOnce = true;
  for (const asked of tab.service.log) asked.answer();
  await turns();
  const scope = oneOf(allScopes);
  tab.choose(scope);
  await turns();
  // Choosing the scope that is shown already is no new question.
  if (tab.shownScope === 'failure') tab.tryAgain();
  await turns();
  const path = oneOf(PATHS);
  await tab.open(path);
  check(tab);
  expect([tab.shownScope, tab.shownRows]).toEqual([scope, expectedRows(scope, path)]);
  // Rows of a pair that came once are never asked for again.
  const answered = tab.service.log.filter(({ state }) => state === 'answered').map(({ what }) => what);
  const files = answered.filter((what) => what.includes('.txt'));
  expect(new Set(files).size, `asked again: ${files}`).toBe(files.length);
  tab.leave();
  await turns();
  expect(tab.service.log.filter(isWaiting)).toEqual([]);
  tab.cache.clear();
  return tab.service.log.filter(({ state }) => state === 'aborted').length;
}

test('what is shown is what was chosen, nothing is asked twice, and what was left is ended', async () => {
  let aborted = 0;
  for (let seed = 1; seed <= SCHEDULES; ++seed) {
    try {
      aborted += await runSchedule(seed);
    } catch (error) {
      throw new Error(`schedule ${seed}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  expect(aborted).toBeGreaterThan(SCHEDULES);
}, 120_000);
