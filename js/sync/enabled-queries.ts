// Which queries may run now. The one place that decides it; everything else obeys.

import { type ComparisonTarget, isKnownToService } from './comparison-target.ts';
import { type ConfirmedAction, scopeToConfirm } from './confirm-check.ts';
import type { SummaryTexts } from './scope-summary.ts';
import { type ComparisonScope, comparisonScopes, describeScope } from './scopes.ts';
import { isLegacy, type SyncToggles } from './sync-toggles.ts';

/** How far a scope's first answer is. `loaded` stays while it is being refreshed. */
export type ScopeProgress = 'idle' | 'loading' | 'loaded' | 'failed';

/** Everything that the decision depends on. */
export interface SyncState {
  /** As far as it is known. */
  readonly target: Partial<ComparisonTarget>;
  /** `hasValidUpstreamSource()`: the service can fetch the source. */
  readonly hasValidUpstream: boolean;
  /** `sync` is the comparison's tab, `deployments` the one with all projects; any other word is another tab. */
  readonly activeTab: string;
  readonly selectedScope: ComparisonScope;
  /** Whether the selected scope's content, or why there is none, is on the screen. */
  readonly isSelectedPainted: boolean;
  readonly progress: Readonly<Record<ComparisonScope, ScopeProgress>>;
  /** Whether an opened file's text is needed and not here. */
  readonly needsFileText: boolean;
  /** The action whose confirmation is open. */
  readonly confirming: ConfirmedAction | undefined;
  readonly toggles: SyncToggles;
  /** Whether the application wants changes of the trees to be shown by themselves. Default false. */
  readonly follow?: boolean | undefined;
}

/** True: the query may run. */
export interface EnabledQueries {
  /** First answers. Of a scope in the background that was true and is false now, the request is to be ended. */
  readonly scopes: Readonly<Record<ComparisonScope, boolean>>;
  /** What those are to ask for. */
  readonly summaryTexts: SummaryTexts;
  /** The selected scope once more, with every text. */
  readonly allTexts: boolean;
  readonly fileDetail: boolean;
  /** In which projects the artifact is. */
  readonly selector: boolean;
  /** One list per project. */
  readonly deployments: boolean;
  readonly confirmCheck: boolean;
  /** Whether the service's events are listened to. */
  readonly events: boolean;
}

/** Pure, and cheap enough for every render. */
export function enabledQueries(state: SyncState): EnabledQueries {
  const { activeTab, confirming, selectedScope, toggles } = state;
  const isKnown = isKnownToService(state.target);
  const isOpen = isKnown && activeTab === 'sync';
  const isSelectedLoaded =
    isOpen && canAsk(selectedScope, state) && state.progress[selectedScope] === 'loaded';
  const mayRun = (scope: ComparisonScope) => isOpen && canAsk(scope, state) && isScopeWanted(scope, state);
  return {
    scopes: {
      'collection-vs-project': mayRun('collection-vs-project'),
      'source-vs-collection': mayRun('source-vs-collection'),
      'source-vs-project': mayRun('source-vs-project'),
    },
    summaryTexts: toggles.summaryFirst ? 'none' : 'all',
    allTexts: isSelectedLoaded && state.isSelectedPainted && toggles.summaryFirst && !toggles.lazyDetail,
    fileDetail: isSelectedLoaded && state.needsFileText && toggles.lazyDetail,
    selector: isOpen,
    deployments: isKnown && activeTab === 'deployments',
    confirmCheck: isOpen && confirming !== undefined && canAsk(scopeToConfirm(confirming), state),
    events: isOpen && state.follow === true,
  };
}

/** Whether the service could answer. */
function canAsk(scope: ComparisonScope, { hasValidUpstream, target }: SyncState): boolean {
  const { needsProject, needsSource } = describeScope(scope);
  return (!needsSource || hasValidUpstream) && (!needsProject || Boolean(target.projectPath));
}

function isScopeWanted(scope: ComparisonScope, state: SyncState): boolean {
  if (scope === state.selectedScope) return true;
  if (isLegacy(state.toggles)) return isFiredAlong(scope, state);
  return state.toggles.prefetchScopes && scope === nextPrefetch(state);
}

/**
 * The scope to load in the background: the one that is under way, else the first that nobody has asked for. A selected
 * scope that failed, or that cannot be asked, holds up nothing once the page says so.
 */
function nextPrefetch(state: SyncState): ComparisonScope | undefined {
  const { isSelectedPainted, progress, selectedScope } = state;
  const isSettled = ['loaded', 'failed'].includes(progress[selectedScope]) || !canAsk(selectedScope, state);
  if (!isSelectedPainted || !isSettled) return undefined;
  const others = comparisonScopes
    .map(({ scope }) => scope)
    .filter((scope) => scope !== selectedScope && canAsk(scope, state));
  return (
    others.find((scope) => progress[scope] === 'loading') ??
    others.find((scope) => progress[scope] === 'idle')
  );
}

/** The former tab's rules: which scopes ran unasked. */
function isFiredAlong(scope: ComparisonScope, { progress, selectedScope }: SyncState): boolean {
  const isUpstreamLoaded = progress['source-vs-collection'] === 'loaded';
  switch (scope) {
    case 'source-vs-collection':
      return selectedScope === 'source-vs-project';
    case 'collection-vs-project':
      return isUpstreamLoaded;
    case 'source-vs-project':
      return isUpstreamLoaded || progress['collection-vs-project'] === 'loaded';
  }
}
