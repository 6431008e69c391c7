// Which queries may run: every state there is, against the rules as sentences.

import { expect, test } from 'vitest';
import {
  type ComparisonScope,
  defaultToggles,
  type EnabledQueries,
  enabledQueries,
  legacyToggles,
  type ScopeProgress,
  type SyncState,
  scopeToConfirm,
} from '../../js/sync.ts';
import { allScopes } from './support/sync-session.ts';

const idle: Record<ComparisonScope, ScopeProgress> = {
  'collection-vs-project': 'idle',
  'source-vs-collection': 'idle',
  'source-vs-project': 'idle',
};

const opened: SyncState = {
  target: { artifactId: 'skill:x', collection: 'default', projectPath: '/p' },
  hasValidUpstream: true,
  activeTab: 'sync',
  selectedScope: 'collection-vs-project',
  isSelectedPainted: false,
  progress: idle,
  needsFileText: false,
  confirming: undefined,
  toggles: defaultToggles,
};

function* everyState(): Generator<SyncState> {
  const bits = [false, true];
  let count = 0;
  const words: ScopeProgress[] = ['idle', 'loading', 'loaded', 'failed'];
  const artifacts = [
    {},
    { artifactId: 'skill:x', collection: 'discovered' },
    { artifactId: 'skill:x', collection: 'default' },
    { artifactId: 'skill:x' },
  ];
  for (const artifact of artifacts)
    for (const project of [{}, { projectPath: '/p' }])
      for (const activeTab of ['sync', 'deployments', 'overview'])
        for (const selectedScope of allScopes)
          for (const hasValidUpstream of bits)
            for (const isSelectedPainted of bits)
              for (const needsFileText of bits)
                for (const confirming of [undefined, 'pull', 'push', 'deploy'] as const)
                  for (let toggle = 0; toggle < 8; ++toggle)
                    for (const first of words)
                      for (const second of words)
                        for (const third of words)
                          yield {
                            target: { ...artifact, ...project },
                            activeTab,
                            selectedScope,
                            hasValidUpstream,
                            isSelectedPainted,
                            needsFileText,
                            confirming,
                            // Prime to all that is counted here: met with every value of everything, without twice as many states.
                            follow: ++count % 3 === 0,
                            toggles: {
                              summaryFirst: (toggle & 1) === 0,
                              lazyDetail: (toggle & 2) === 0,
                              prefetchScopes: (toggle & 4) === 0,
                            },
                            progress: {
                              'collection-vs-project': first,
                              'source-vs-collection': second,
                              'source-vs-project': third,
                            },
                          };
}

/** The rules once more, as one line each; what breaks one is named. */
function brokenRule(state: SyncState, enabled: EnabledQueries): string | undefined {
  const { activeTab, confirming, hasValidUpstream, progress, selectedScope, target, toggles } = state;
  const isKnown = target.artifactId !== undefined && target.collection !== 'discovered';
  const hasProject = target.projectPath !== undefined;
  const canAsk = {
    'collection-vs-project': hasProject,
    'source-vs-collection': hasValidUpstream,
    'source-vs-project': hasProject && hasValidUpstream,
  };
  const running = allScopes.filter((scope) => enabled.scopes[scope]);
  const others = running.filter((scope) => scope !== selectedScope);
  const { allTexts, confirmCheck, deployments, events, fileDetail, selector, summaryTexts } = enabled;
  const anyOfTab = running.length > 0 || allTexts || fileDetail || selector || confirmCheck || events;
  const allOff = !toggles.summaryFirst && !toggles.lazyDetail && !toggles.prefetchScopes;

  if (anyOfTab && (activeTab !== 'sync' || !isKnown)) return 'nothing of the tab runs elsewhere';
  if (deployments !== (isKnown && activeTab === 'deployments')) return 'deployments only on their tab';
  if (activeTab !== 'sync' || !isKnown) return undefined;

  if (!selector) return 'the selector runs on the tab';
  if (events !== state.follow) return 'events where they are wanted';
  if (running.some((scope) => !canAsk[scope])) return 'only what the service can answer';
  if (enabled.scopes[selectedScope] !== canAsk[selectedScope]) return 'the selected scope runs';
  if (confirmCheck !== (confirming !== undefined && canAsk[scopeToConfirm(confirming)]))
    return 'the check runs with its dialog';
  if (summaryTexts !== (toggles.summaryFirst ? 'none' : 'all')) return 'summary first';
  const isLoaded = canAsk[selectedScope] && progress[selectedScope] === 'loaded';
  if (fileDetail !== (isLoaded && state.needsFileText && toggles.lazyDetail)) return 'file detail';
  if (allTexts !== (isLoaded && state.isSelectedPainted && toggles.summaryFirst && !toggles.lazyDetail))
    return 'all texts after the list';

  if (allOff) {
    const upstream = progress['source-vs-collection'] === 'loaded';
    const project = progress['collection-vs-project'] === 'loaded';
    const former = {
      'source-vs-collection': hasValidUpstream && selectedScope !== 'collection-vs-project',
      'collection-vs-project': hasProject && (selectedScope === 'collection-vs-project' || upstream),
      'source-vs-project':
        hasProject && hasValidUpstream && (selectedScope === 'source-vs-project' || upstream || project),
    };
    return allScopes.every((scope) => former[scope] === enabled.scopes[scope]) ? undefined : 'as formerly';
  }
  if (others.length > 1) return 'one at a time';
  if (others.length > 0 && !toggles.prefetchScopes) return 'no prefetch when it is off';
  if (others.length > 0 && !state.isSelectedPainted) return 'prefetch after the first content is painted';
  if (others.length > 0 && canAsk[selectedScope] && ['idle', 'loading'].includes(progress[selectedScope]))
    return 'prefetch after the selected scope';
  if (others.some((scope) => progress[scope] === 'loaded' || progress[scope] === 'failed'))
    return 'no scope in the background twice';
  const mayPrefetch =
    toggles.prefetchScopes &&
    state.isSelectedPainted &&
    (!canAsk[selectedScope] || progress[selectedScope] === 'loaded' || progress[selectedScope] === 'failed');
  const isLeft = allScopes.some(
    (scope) => scope !== selectedScope && canAsk[scope] && ['idle', 'loading'].includes(progress[scope]),
  );
  if (mayPrefetch && isLeft && others.length === 0) return 'a failed scope blocks no other';
  return undefined;
}

test('every state obeys every rule', () => {
  let states = 0;
  const broken = new Map<string, SyncState>();
  for (const state of everyState()) {
    ++states;
    const rule = brokenRule(state, enabledQueries(state));
    if (rule !== undefined && !broken.has(rule)) broken.set(rule, state);
  }
  expect([...broken]).toEqual([]);
  expect(states).toBe(4 * 2 * 3 * 3 * 2 * 2 * 2 * 4 * 8 * 64);
});

const runningScopes = (state: Partial<SyncState>) => {
  const { scopes } = enabledQueries({ ...opened, ...state });
  return allScopes.filter((scope) => scopes[scope]);
};

test('opening the tab asks for the selected scope and the projects, and for nothing else', () => {
  expect(enabledQueries(opened)).toEqual({
    scopes: {
      'collection-vs-project': true,
      'source-vs-collection': false,
      'source-vs-project': false,
    },
    summaryTexts: 'none',
    allTexts: false,
    fileDetail: false,
    selector: true,
    deployments: false,
    confirmCheck: false,
    events: false,
  });
});

test.each([true, false, undefined])(
  'events: where the tab is shown, its artifact known and follow is %s',
  (follow) => {
    for (const activeTab of ['sync', 'deployments', 'overview'])
      for (const target of [opened.target, {}, { artifactId: 'skill:x', collection: 'discovered' }])
        expect(enabledQueries({ ...opened, follow, activeTab, target }).events).toBe(
          follow === true && activeTab === 'sync' && target === opened.target,
        );
  },
);

test('the scope that fetches from upstream is not fired along with the first one', () => {
  const progress = { ...idle, 'collection-vs-project': 'loaded' } as const;
  expect(runningScopes({ progress })).toEqual(['collection-vs-project']);
  expect(runningScopes({ progress, isSelectedPainted: true })).toEqual([
    'collection-vs-project',
    'source-vs-collection',
  ]);
});

test('when the project comparison has failed, the upstream comparison can still be had', () => {
  const progress = { ...idle, 'collection-vs-project': 'failed' } as const;
  expect(runningScopes({ progress, isSelectedPainted: true })).toEqual([
    'collection-vs-project',
    'source-vs-collection',
  ]);
});

test('a prefetch that failed is not repeated, and does not keep the next one back', () => {
  const progress = {
    'collection-vs-project': 'loaded',
    'source-vs-collection': 'failed',
    'source-vs-project': 'idle',
  } as const;
  expect(runningScopes({ progress, isSelectedPainted: true })).toEqual([
    'collection-vs-project',
    'source-vs-project',
  ]);
});

test('a chosen scope puts an end to what is loading in the background', () => {
  const progress = {
    'collection-vs-project': 'loaded',
    'source-vs-collection': 'loading',
    'source-vs-project': 'idle',
  } as const;
  expect(runningScopes({ progress, isSelectedPainted: true })).toContain('source-vs-collection');
  expect(runningScopes({ progress, selectedScope: 'source-vs-project' })).toEqual(['source-vs-project']);
});

test('an artifact without tracking never makes the service ask upstream', () => {
  for (const selectedScope of allScopes)
    for (const toggles of [defaultToggles, legacyToggles])
      expect(
        runningScopes({ selectedScope, toggles, hasValidUpstream: false, isSelectedPainted: true }),
      ).toEqual(
        selectedScope === 'source-vs-collection' && toggles === legacyToggles
          ? []
          : selectedScope === 'collection-vs-project' || toggles === defaultToggles
            ? ['collection-vs-project']
            : [],
      );
});

test('with everything switched off the tab asks as it formerly did', () => {
  const legacy = { toggles: legacyToggles };
  expect(enabledQueries({ ...opened, ...legacy }).summaryTexts).toBe('all');
  expect(runningScopes(legacy)).toEqual(['collection-vs-project']);
  const progress = { ...idle, 'collection-vs-project': 'loaded' } as const;
  expect(runningScopes({ ...legacy, progress })).toEqual(['collection-vs-project', 'source-vs-project']);
  expect(runningScopes({ ...legacy, selectedScope: 'source-vs-project' })).toEqual([
    'source-vs-collection',
    'source-vs-project',
  ]);
});
