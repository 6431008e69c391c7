// The page's state in its address, so that a link shows what its sender saw. What is as usual is left out.

import { type ComparisonScope, comparisonScopes, defaultToggles, type SyncToggles } from 'hunkwise/sync';
import { type SetName, sets } from './sets.ts';

export type EnginePlace = 'worker' | 'page';
export type TabName = 'sync' | 'deployments' | 'about';

export interface PageAddress {
  readonly set: SetName;
  readonly tab: TabName;
  /** Undefined: the one that is shown at first. */
  readonly scope: ComparisonScope | undefined;
  readonly file: string;
  readonly view: 'split' | 'unified';
  readonly engine: EnginePlace;
  readonly toggles: SyncToggles;
  /** Milliseconds that every request waits before it is sent. */
  readonly delay: number;
  /** Megabytes a second at which answers come; 0: as fast as they can. */
  readonly speed: number;
  /** Whether changes of the trees are shown by themselves. */
  readonly follow: boolean;
  /** Whether the costs are shown; undefined: as there is room. */
  readonly costs: boolean | undefined;
}

export const delays: readonly number[] = [0, 100, 500, 2000];
export const speeds: readonly number[] = [0, 100, 20, 2];

const toggleNames = ['summaryFirst', 'lazyDetail', 'prefetchScopes'] as const;

/** Words that nobody knows count as not said. */
export function parseAddress(hash: string): PageAddress {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word | undefined =>
    words.find((word) => word === fields.get(name));
  const numberOf = (name: string, numbers: readonly number[]) =>
    numbers.find((number) => String(number) === fields.get(name)) ?? 0;
  const toggle = (name: keyof SyncToggles) => defaultToggles[name] && fields.get(name) !== '0';
  const costs = oneOf('costs', ['0', '1']);
  return {
    set:
      oneOf(
        'set',
        sets.map(({ name }) => name),
      ) ?? 'trees',
    tab: oneOf('tab', ['sync', 'deployments', 'about']) ?? 'sync',
    scope: oneOf(
      'scope',
      comparisonScopes.map(({ scope }) => scope),
    ),
    file: fields.get('file') ?? '',
    view: oneOf('view', ['unified', 'split']) ?? 'split',
    engine: oneOf('engine', ['worker', 'page']) ?? 'worker',
    toggles: {
      summaryFirst: toggle('summaryFirst'),
      lazyDetail: toggle('lazyDetail'),
      prefetchScopes: toggle('prefetchScopes'),
    },
    delay: numberOf('delay', delays),
    speed: numberOf('speed', speeds),
    follow: fields.get('follow') === '1',
    costs: costs === undefined ? undefined : costs === '1',
  };
}

export function formatAddress(address: PageAddress): string {
  const fields = new URLSearchParams();
  const { set, tab, scope, file, view, engine, toggles, delay, speed, follow, costs } = address;
  if (set !== 'trees') fields.set('set', set);
  if (tab !== 'sync') fields.set('tab', tab);
  if (scope) fields.set('scope', scope);
  if (file) fields.set('file', file);
  if (view !== 'split') fields.set('view', view);
  if (engine !== 'worker') fields.set('engine', engine);
  for (const name of toggleNames) if (!toggles[name]) fields.set(name, '0');
  if (delay > 0) fields.set('delay', String(delay));
  if (speed > 0) fields.set('speed', String(speed));
  if (follow) fields.set('follow', '1');
  if (costs !== undefined) fields.set('costs', costs ? '1' : '0');
  return `#${fields}`;
}
