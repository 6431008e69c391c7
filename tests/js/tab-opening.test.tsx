// @vitest-environment jsdom
// What is asked when the tab is opened, by what is known of the artifact.

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { legacyToggles } from '../../js/sync.ts';
import {
  calm,
  changedRows,
  comparisons,
  openTab,
  press,
  SOURCE_COLLECTION,
  segment,
  sideNames,
  threeCopies,
  tracked,
} from './support/tab-page.tsx';

const noPrefetch = { summaryFirst: true, lazyDetail: true, prefetchScopes: false };

test('opening the tab shows the rows of the first changed file: a summary, then one text', async () => {
  const { service } = openTab(threeCopies(), { toggles: noPrefetch });
  await calm();
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
  expect(comparisons(service)).toEqual(['diff summary', 'diff SKILL.md']);
  expect(service.asked).toHaveLength(3);
});

test('the other comparisons follow after the first is on the screen, one at a time, as summaries', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  openTab(service);
  await calm();
  expect(comparisons(service)).toEqual(['diff summary']);
  service.log.find(({ what }) => what === 'diff summary')?.answer();
  await calm();
  expect(comparisons(service)).toEqual(['diff summary', 'diff SKILL.md', 'upstream-diff summary']);
  service.log.find(({ what }) => what === 'upstream-diff summary')?.answer();
  await calm();
  expect(comparisons(service).at(-1)).toBe('source-project-diff summary');
});

test.each([
  ['from a marketplace', { ...tracked, origin: 'marketplace' }],
  ['whose tracking is off', { ...tracked, upstream: { enabled: false } }],
  ['that is local', { ...tracked, origin: 'local', source: 'local', upstream: null }],
])('an artifact %s is never compared with a source', async (_, artifact) => {
  const { service } = openTab(threeCopies(), { artifact });
  await calm();
  expect(comparisons(service)).toEqual(['diff summary', 'diff SKILL.md']);
});

test('a source that is linked but not tracked can be chosen and says why nothing is shown', async () => {
  const { service } = openTab(threeCopies(), {
    artifact: { ...tracked, upstream: { enabled: false } },
    initialScope: 'source-vs-collection',
  });
  await calm();
  expect(screen.getByText('The source is not tracked')).toBeTruthy();
  expect(comparisons(service).filter((what) => what.startsWith('upstream'))).toEqual([]);
});

test('an artifact with a tracked source is asked about under its encoded id', async () => {
  const { service } = openTab(threeCopies(), { initialScope: 'source-vs-collection', toggles: noPrefetch });
  await calm();
  const asked = service.log.find(({ what }) => what === 'upstream-diff summary');
  expect(asked?.path).toBe('/api/v1/artifacts/skill%3Ademo/upstream-diff');
  expect(asked?.query.get('collection')).toBe('default');
  expect(sideNames()).toEqual(['Collection', 'Source']);
});

test('without a project nobody asks for a comparison with one; the tab says that there is none', async () => {
  const service = threeCopies();
  service.instead = ({ path }) =>
    path.endsWith('demo')
      ? Response.json({ deployment_stats: { total_deployments: 0, modified_deployments: 0, projects: [] } })
      : undefined;
  openTab(service, { artifact: { id: 'skill:demo', collection: 'default' }, projectPath: undefined });
  await calm();
  expect(comparisons(service)).toEqual([]);
  expect(screen.getByText('Nothing to compare with')).toBeTruthy();
});

test('in a project the collection is compared with it; the source is left alone', async () => {
  const { service } = openTab(threeCopies(), { mode: 'project' });
  await calm();
  expect(service.asked).toEqual(['diff summary', 'diff SKILL.md']);
  expect(service.log[0]?.query.get('project_path')).toBe('/p');
});

test('an artifact that was only discovered is never asked about, and the tab says why', async () => {
  const { service } = openTab(threeCopies(), { artifact: { ...tracked, collection: 'discovered' } });
  await calm();
  expect(service.asked).toEqual([]);
  expect(screen.getByText(/was only discovered/)).toBeTruthy();
  expect(screen.getByText('Not in a collection', { selector: 'p' })).toBeTruthy();
});

test('while another tab is shown nothing is asked; a running request ends with leaving', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  const { change } = openTab(service, { isActive: false });
  await calm();
  expect(service.asked).toEqual([]);
  change({ isActive: true });
  await calm();
  expect(service.log.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  change({ isActive: false });
  await calm();
  expect(service.log.map(({ state }) => state)).toEqual(['aborted', 'aborted']);
});

test('coming back within 30 seconds asks nothing', async () => {
  const service = threeCopies();
  const first = openTab(service);
  await calm();
  const before = service.asked.length;
  first.leave();
  openTab(service, {}, first);
  await calm();
  expect(service.asked.slice(before)).toEqual([]);
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('with all toggles off the requests are those of the former tab: full answers, the next scope at once', async () => {
  const { service } = openTab(threeCopies(), { toggles: legacyToggles });
  await calm();
  expect(comparisons(service)).toEqual(['diff', 'source-project-diff']);
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('without lazy detail the summary is followed by one full answer, and no file is asked for', async () => {
  const { service } = openTab(threeCopies(), {
    toggles: { summaryFirst: true, lazyDetail: false, prefetchScopes: false },
  });
  await calm();
  expect(comparisons(service)).toEqual(['diff summary', 'diff']);
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('a toggle may change while the tab is shown', async () => {
  const { service, change } = openTab(threeCopies(), { toggles: noPrefetch });
  await calm();
  const before = comparisons(service).length;
  change({ toggles: { ...noPrefetch, prefetchScopes: true } });
  await calm();
  expect(comparisons(service).slice(before)).toEqual([
    'upstream-diff summary',
    'source-project-diff summary',
  ]);
});

test('a service from before the flags is asked nothing twice', async () => {
  const service = threeCopies();
  service.ignoresFlags = true;
  openTab(service, { toggles: noPrefetch });
  await calm();
  expect(comparisons(service)).toEqual(['diff summary']);
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('in StrictMode the same is shown, and nothing is left waiting', async () => {
  const { service } = openTab(threeCopies(), { isStrict: true });
  await calm();
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
  const answered = service.log.filter(({ state }) => state === 'answered').map(({ what }) => what);
  expect(answered.filter((what) => what === 'diff summary')).toHaveLength(1);
});

test('a project that becomes known later is compared, unless somebody has chosen', async () => {
  const { service } = openTab(threeCopies(), { projectPath: undefined, toggles: noPrefetch });
  await calm();
  expect(segment(SOURCE_COLLECTION).getAttribute('aria-checked')).toBe('false');
  expect(service.log.find(({ what }) => what === 'diff summary')?.query.get('project_path')).toBe('/p');
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('a list of projects that comes late takes nothing away that somebody reads; a project that is given does', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  const { change } = openTab(service, { projectPath: undefined, toggles: noPrefetch });
  await calm();
  const answer = (what: string) => service.log.find((asked) => asked.what === what)?.answer();
  answer('upstream-diff summary');
  await calm();
  answer('upstream-diff SKILL.md');
  answer('skill:demo');
  await calm();
  expect(sideNames()).toEqual(['Collection', 'Source']);
  expect(segment('Collection vs. Project').getAttribute('aria-disabled')).toBe('false');
  change({ projectPath: '/q' });
  await calm();
  expect(segment('Collection vs. Project').getAttribute('aria-checked')).toBe('true');
});

test('in a project the source is asked about when somebody is about to pull, and not before', async () => {
  const { service } = openTab(threeCopies(), { mode: 'project' });
  await calm();
  const before = service.asked.length;
  press('Pull …');
  await calm();
  expect(service.asked.slice(before)).toEqual(['upstream-diff summary']);
});

test('a file that is loading when the tab is left is given up, and is there when the tab comes back', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  const { change } = openTab(service, { toggles: noPrefetch, mode: 'project' });
  await calm();
  service.log.at(-1)?.answer();
  await calm();
  expect(service.asked).toEqual(['diff summary', 'diff SKILL.md']);
  change({ isActive: false });
  await calm();
  expect(service.log.at(-1)?.state).toBe('aborted');
  service.answersAtOnce = true;
  change({ isActive: true });
  await calm();
  expect(service.asked).toEqual(['diff summary', 'diff SKILL.md', 'diff SKILL.md']);
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('with all toggles off the source is fetched when its comparison is chosen, the other two follow', async () => {
  const { service } = openTab(threeCopies(), {
    toggles: legacyToggles,
    initialScope: 'source-vs-collection',
  });
  await calm();
  expect(comparisons(service)[0]).toBe('upstream-diff');
  expect(comparisons(service).slice(1).sort()).toEqual(['diff', 'source-project-diff']);
});
