// What is on the screen and what is under way, against what the user wants: every contradiction is an error.

import { describeScope } from '../../../js/sync.ts';
import { hasFile, type Role, SAME_PATH, type ScheduledService } from './scheduled-service.ts';
import { type ScheduledTab, scopeLabels } from './scheduled-tab.tsx';
import type { Asked } from './sync-service.ts';

const roleWords: Readonly<Record<Role, string>> = {
  source: 'Source',
  collection: 'Collection',
  project: 'Project',
};
const endpoints = {
  'collection-vs-project': 'diff',
  'source-vs-collection': 'upstream-diff',
  'source-vs-project': 'source-project-diff',
} as const;

function demand(isTrue: boolean, sentence: () => string): void {
  if (!isTrue) throw new Error(sentence());
}

const textsOf = (selector: string): string[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');

/** The path in the header over the rows; undefined: no file is open. */
export const shownPath = (): string | undefined => textsOf('.hw-tab-body .hw-file-path')[0];

/** The changed rows with their signs. */
export const shownRows = (): string[] =>
  [...document.querySelectorAll('.hw-tab-body .hw-row')]
    .filter(({ classList }) => classList.contains('hw-addition') || classList.contains('hw-deletion'))
    .map((row) => {
      const sign = row.classList.contains('hw-addition') ? '+' : '-';
      return `${sign}${row.querySelector('.hw-line')?.textContent}`;
    });

/** The rows of a file as they are now. */
export function rowsOf(service: ScheduledService, tab: ScheduledTab, path: string): string[] {
  const { oldSide, newSide } = describeScope(tab.scope);
  if (!hasFile(oldSide, path) || !hasFile(newSide, path)) return [];
  const [old, now] = [service.line(oldSide, path), service.line(newSide, path)];
  return old === now ? [] : [`-${old}`, `+${now}`];
}

/** The file that has to be open; undefined: what was chosen is not in this comparison, so any other may be. */
export function wantedPath({ path, scope }: ScheduledTab): string | undefined {
  const { oldSide, newSide } = describeScope(scope);
  return path !== undefined && (hasFile(oldSide, path) || hasFile(newSide, path)) ? path : undefined;
}

/** At any moment, also between two frames: nothing is shown that belongs to another comparison or file. */
export function observeScreen(tab: ScheduledTab): void {
  if (!tab.isOpen) return;
  const { oldSide, newSide } = describeScope(tab.scope);
  const [third] = (['source', 'collection', 'project'] as const).filter(
    (role) => role !== oldSide && role !== newSide,
  ) as [Role];

  const checked = [...document.querySelectorAll('[role=radio][aria-checked=true]')];
  const labels = checked.map((segment) => segment.getAttribute('aria-label')).join();
  demand(labels === scopeLabels[tab.scope], () => `${labels} is marked instead of ${tab.scope}`);

  // Copies are named in every notice, wait, failure and count. The third one has no business here.
  const words = textsOf('.hw-tab-body, .hw-status-row').join(' ');
  demand(!words.includes(roleWords[third]), () => `${roleWords[third]} is named in ${tab.scope}: ${words}`);
  const sides = textsOf('.hw-tab-body .hw-side bdi').join(' → ');
  const expected = `${roleWords[oldSide]} → ${roleWords[newSide]}`;
  demand(sides === '' || sides === expected, () => `the columns are ${sides} instead of ${expected}`);

  for (const { dataset } of tab.fileLines) {
    const path = dataset.path ?? '';
    demand(hasFile(oldSide, path) || hasFile(newSide, path), () => `${path} is listed in ${tab.scope}`);
  }

  const path = shownPath();
  const wanted = wantedPath(tab);
  demand(path === undefined || path === (wanted ?? path), () => `${path} is open instead of ${wanted}`);
  const marked = document.querySelector<HTMLElement>('.hw-tab-body [role=treeitem][aria-selected=true]');
  demand(!marked || marked.dataset.path === path, () => `${marked?.dataset.path} is marked, ${path} is open`);

  for (const row of shownRows()) {
    const [, sign, role, of] = /^([-+])(\w+)(?: \d+)? of (.*)$/.exec(row) ?? [];
    const side = sign === '-' ? oldSide : newSide;
    const isOfSide = role === side || (role === 'both' && path === SAME_PATH && side !== 'project');
    demand(isOfSide && of === path, () => `the row "${row}" is shown in ${tab.scope}, ${path}`);
  }
}

const addressOf = ({ method, path, query }: Asked): string => `${method} ${path}?${query}`;

/** At any moment: nothing is under way twice. */
export function observeDuplicates({ waiting }: ScheduledService): void {
  const addresses = waiting.map(addressOf);
  demand(new Set(addresses).size === addresses.length, () => `asked twice: ${addresses.join(' ')}`);
}

/** A few frames after something was wanted: nothing is under way that nobody wants any more. */
export function observeLeftovers(tab: ScheduledTab, confirming: string | undefined): void {
  const { service, toggles } = tab.options;
  const reads = service.waiting.filter(({ method }) => method === 'GET');
  const isShown = tab.isOpen && tab.isActive;
  demand(
    isShown || reads.length === 0,
    () => `nobody looks, but waits for ${reads.map(addressOf).join(' ')}`,
  );

  const comparisons = reads.filter(({ what }) => what.includes('diff'));
  const isText = ({ query }: Asked) => query.has('file_paths') || query.has('file_path');
  const endpoint = endpoints[tab.scope];
  const path = shownPath();
  for (const { what } of comparisons.filter(isText))
    demand(what === `${endpoint} ${path}`, () => `${what} is still asked for in ${tab.scope}, ${path}`);

  // The former tab asked for other comparisons at once.
  if (!toggles.summaryFirst) return;
  const background = comparisons
    .filter((asked) => !isText(asked))
    .map(({ what }) => what.split(' ')[0] ?? '')
    .filter((what) => what !== endpoint && what !== confirming);
  const most = toggles.prefetchScopes ? 1 : 0;
  demand(background.length <= most, () => `${background.join()} is still asked for in ${tab.scope}`);
}
