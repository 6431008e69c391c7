// @vitest-environment jsdom
// Going from one comparison to another: the right rows, the fewest requests, no failure where none belongs.

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createSyncClient } from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import {
  COLLECTION_PROJECT,
  calm,
  changedRows,
  choose,
  comparisons,
  fileLine,
  fileLines,
  openPath,
  openTab,
  press,
  SOURCE_COLLECTION,
  SOURCE_PROJECT,
  segment,
  sideNames,
  threeCopies,
  threeTrees,
  tracked,
} from './support/tab-page.tsx';
import { engine } from './support/viewer-rows.tsx';

const noPrefetch = { summaryFirst: true, lazyDetail: true, prefetchScopes: false };
const failure = (status: number, detail: string) => Response.json({ detail }, { status });

test('each comparison shows its own rows under the names of their sides, also when one comes back', async () => {
  openTab(threeCopies());
  await calm();
  const seen = async (name: string) => {
    await choose(name);
    return [...sideNames(), ...changedRows()];
  };
  const ofCollection = ['Collection', 'Project', '-from the collection', '+from the project'];
  expect([...sideNames(), ...changedRows()]).toEqual(ofCollection);
  expect(await seen(SOURCE_COLLECTION)).toEqual([
    ...['Collection', 'Source', '-from the collection', '+from the source'],
  ]);
  expect(await seen(SOURCE_PROJECT)).toEqual(['Source', 'Project', '-from the source', '+from the project']);
  expect(await seen(COLLECTION_PROJECT)).toEqual(ofCollection);
});

test('a comparison that was loaded in the background opens with one request, for the text that is shown', async () => {
  const { service } = openTab(threeCopies());
  await calm();
  const before = service.asked.length;
  await choose(SOURCE_COLLECTION);
  expect(service.asked.slice(before)).toEqual(['upstream-diff SKILL.md']);
});

test('a visited comparison asks nothing, parses nothing and is there at once', async () => {
  const { service } = openTab(threeCopies());
  await calm();
  await choose(SOURCE_COLLECTION);
  const before = service.asked.length;
  vi.mocked(engine.createFileParser).mockClear();
  vi.mocked(engine.indexPayload).mockClear();
  fireEvent.click(segment(COLLECTION_PROJECT));
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
  await calm();
  expect(service.asked.slice(before)).toEqual([]);
  expect(engine.createFileParser).not.toHaveBeenCalled();
  expect(engine.indexPayload).not.toHaveBeenCalled();
});

test('how the list was to look stays while another comparison is waited for, and its filter ends with the artifact', async () => {
  const service = threeCopies();
  const { change } = openTab(service, { toggles: noPrefetch });
  await calm();
  const filter = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter files' });
  const tree = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Tree' });
  const divider = () => screen.getByRole('separator');
  fireEvent.change(filter(), { target: { value: 'skill' } });
  fireEvent.click(tree());
  fireEvent.keyDown(divider(), { key: 'ArrowRight' });
  const chosen = () => [filter().value, tree().checked, divider().getAttribute('aria-valuenow')];
  service.answersAtOnce = false;
  await choose(SOURCE_COLLECTION);
  expect(screen.queryByRole('searchbox')).toBeNull();
  for (const asked of service.log) asked.answer();
  service.answersAtOnce = true;
  await calm();
  expect(chosen()).toEqual(['skill', true, '296']);
  expect(divider().parentElement?.style.getPropertyValue('--hw-list-width')).toBe('296px');
  change({ artifact: { ...tracked, id: 'skill:other' } });
  await calm();
  expect(chosen()).toEqual(['', true, '296']);
});

test('a comparison that is left before it came is given up', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  openTab(service, { toggles: noPrefetch });
  await calm();
  await choose(SOURCE_COLLECTION);
  await choose(SOURCE_PROJECT);
  const states = service.log
    .filter(({ what }) => what.includes('diff'))
    .map(({ what, state }) => `${what}: ${state}`);
  expect(states).toEqual([
    'diff summary: aborted',
    'upstream-diff summary: aborted',
    'source-project-diff summary: waiting',
  ]);
});

test('a background request ends when another comparison is chosen, and goes on when just that one is', async () => {
  const service = threeCopies();
  openTab(service);
  service.answersAtOnce = false;
  for (const asked of service.log) asked.answer();
  await calm();
  const answer = (what: string) =>
    service.log
      .filter((asked) => asked.what === what)
      .at(-1)
      ?.answer();
  answer('diff summary');
  answer('diff SKILL.md');
  await calm();
  const upstream = service.log.find(({ what }) => what === 'upstream-diff summary');
  expect(upstream?.state).toBe('waiting');
  await choose(SOURCE_PROJECT);
  expect(upstream?.state).toBe('aborted');
  await choose(SOURCE_COLLECTION);
  expect(comparisons(service).filter((what) => what === 'upstream-diff summary')).toHaveLength(2);
});

test('a comparison that fails shows its own sentence; the others are as they were', async () => {
  const service = threeCopies();
  service.instead = ({ path }) =>
    path.endsWith('upstream-diff') ? failure(500, 'Failed to fetch upstream: x') : undefined;
  openTab(service);
  await calm();
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
  expect(screen.queryByRole('alert')).toBeNull();
  await choose(SOURCE_COLLECTION);
  expect(screen.getByRole('alert').textContent).toContain(
    'Cannot compare Collection and Source: Failed to fetch upstream: x',
  );
  expect(changedRows()).toEqual([]);
  await choose(SOURCE_PROJECT);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(changedRows()).toEqual(['-from the source', '+from the project']);
});

test('Retry asks again, once, for what failed', async () => {
  const service = threeCopies();
  let fails = true;
  service.instead = ({ path }) => (fails && path.endsWith('/diff') ? failure(500, 'disk') : undefined);
  openTab(service, { toggles: noPrefetch });
  await calm();
  expect(screen.getByRole('alert').textContent).toContain('disk');
  fails = false;
  const before = service.asked.length;
  press('Retry');
  await calm();
  expect(service.asked.slice(before)).toEqual(['diff summary', 'diff SKILL.md']);
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('when the first comparison fails, the others are loaded all the same', async () => {
  const service = threeCopies();
  service.instead = ({ path }) => (path.endsWith('/diff') ? failure(500, 'disk') : undefined);
  openTab(service);
  await calm();
  expect(comparisons(service)).toEqual([
    'diff summary',
    'upstream-diff summary',
    'source-project-diff summary',
  ]);
});

test('a wait says what for, and Cancel ends it; Compare takes it up again', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  openTab(service, { toggles: noPrefetch });
  await calm();
  expect(screen.getByText('Comparing Collection and Project …')).toBeTruthy();
  press('Cancel');
  await calm();
  expect(service.log.find(({ what }) => what === 'diff summary')?.state).toBe('aborted');
  expect(screen.getByText(/were not compared/)).toBeTruthy();
  service.answersAtOnce = true;
  press('Compare');
  await calm();
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
});

test('copies that are the same say so, with their number; nothing newer in the source says that', async () => {
  const service = new FakeService({ collection: { a: '1\n', b: '2\n' }, project: { a: '1\n', b: '2\n' } });
  openTab(service);
  await calm();
  expect(screen.getByText('Collection and Project are identical: all 2 files are the same.')).toBeTruthy();
  expect(segment(COLLECTION_PROJECT).textContent).toContain('Identical');
  service.trees.collection = {};
  service.trees.source = {};
});

test('the source has nothing newer: the tab says that, not "no files"', async () => {
  openTab(new FakeService({}), { initialScope: 'source-vs-collection' });
  await calm();
  expect(screen.getByText(/Nothing newer in the source/)).toBeTruthy();
});

test('counts are told by sides, whatever the service calls "added" in that comparison', async () => {
  const service = new FakeService({
    source: { both: '1\n', new: '1\n' },
    collection: { both: '2\n', own: '1\n' },
    project: { both: '3\n', local: '1\n', other: '2\n' },
  });
  openTab(service);
  await calm();
  expect(screen.getByText('1 modified · 1 only in Collection · 2 only in Project')).toBeTruthy();
  await choose(SOURCE_COLLECTION);
  expect(screen.getByText('1 modified · 1 only in Collection · 1 only in Source')).toBeTruthy();
});

test('a segment that cannot be chosen says why, to eyes and to screen readers, and does nothing', async () => {
  const { service } = openTab(threeCopies(), { artifact: { id: 'skill:demo', collection: 'default' } });
  await calm();
  const before = service.asked.length;
  const blocked = segment(SOURCE_COLLECTION);
  expect(blocked.getAttribute('aria-disabled')).toBe('true');
  const reason = document.getElementById(blocked.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toBe('No upstream source configured');
  await choose(SOURCE_COLLECTION);
  expect(segment(COLLECTION_PROJECT).getAttribute('aria-checked')).toBe('true');
  expect(service.asked.slice(before)).toEqual([]);
});

test('arrow keys go through the comparisons, also to those that cannot be chosen', async () => {
  openTab(threeCopies(), { artifact: { id: 'skill:demo', collection: 'default' } });
  await calm();
  segment(COLLECTION_PROJECT).focus();
  fireEvent.keyDown(segment(COLLECTION_PROJECT), { key: 'ArrowRight' });
  expect(document.activeElement).toBe(segment(SOURCE_COLLECTION));
  expect(segment(COLLECTION_PROJECT).getAttribute('aria-checked')).toBe('true');
});

test('an application that decides the scope hears of a choice and is obeyed', async () => {
  const onScopeChange = vi.fn();
  const { change } = openTab(threeCopies(), { scope: 'collection-vs-project', onScopeChange });
  await calm();
  await choose(SOURCE_COLLECTION);
  expect(onScopeChange.mock.calls).toEqual([['source-vs-collection']]);
  expect(segment(COLLECTION_PROJECT).getAttribute('aria-checked')).toBe('true');
  change({ scope: 'source-vs-collection' });
  await calm();
  expect(sideNames()).toEqual(['Collection', 'Source']);
});

test('an open file that the application names is open where it exists; elsewhere the first one is', async () => {
  const service = new FakeService({
    ...threeTrees,
    collection: { 'SKILL.md': '1\n', 'z.md': '1\n' },
    project: { 'SKILL.md': '2\n', 'z.md': '2\n' },
  });
  const onFileChange = vi.fn();
  openTab(service, { file: 'z.md', onFileChange });
  await calm();
  expect(openPath()).toBe('z.md');
  fireEvent.click(fileLine('SKILL.md'));
  expect(onFileChange.mock.calls).toEqual([['SKILL.md']]);
  await choose(SOURCE_PROJECT);
  expect(openPath()).toBe('z.md');
  await choose(SOURCE_COLLECTION);
  expect(openPath()).not.toBe('');
});

test('a choice ends with its artifact', async () => {
  const { change } = openTab(threeCopies());
  await calm();
  await choose(SOURCE_COLLECTION);
  await act(async () => change({ artifact: { id: 'skill:other', collection: 'default' } }));
  await calm();
  expect(segment(COLLECTION_PROJECT).getAttribute('aria-checked')).toBe('true');
});

test('of a large answer the files that have come are listed, with how far it is; then it is complete', async () => {
  const service = threeCopies();
  const client = createSyncClient({ engine, fetch: service.fetch });
  const whole = await client.diff(
    'collection-vs-project',
    { artifactId: 'skill:demo', projectPath: '/p' },
    'none',
  );
  let arrive = () => {};
  const slow: typeof client = {
    ...client,
    diff: (scope, target, texts, options) => {
      if (texts !== 'none') return client.diff(scope, target, texts, options);
      options?.onProgress?.(3 * 2 ** 20, 12 * 2 ** 20);
      options?.onSnapshot?.(whole);
      return new Promise((resolve) => {
        arrive = () => resolve(whole);
      });
    },
  };
  openTab(service, { toggles: noPrefetch }, { client: slow });
  await calm();
  expect(fileLines()).toEqual(['SKILL.md']);
  expect(screen.getByText('3 MB of 12 MB')).toBeTruthy();
  expect(changedRows()).toEqual([]);
  arrive();
  await calm();
  expect(changedRows()).toEqual(['-from the collection', '+from the project']);
  expect(screen.queryByText('3 MB of 12 MB')).toBeNull();
});

test('who waited for another comparison finds wrapping and the open file as they were, there and on the way back', async () => {
  const files = (word: string) => ({ 'a.md': `${word}\n`, 'b.md': `${word}\n` });
  const trees = { source: files('source'), collection: files('collection'), project: files('project') };
  const service = new FakeService(trees);
  openTab(service, { toggles: noPrefetch });
  await calm();
  fireEvent.click(fileLine('b.md'));
  const wraps = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Wrap lines' });
  fireEvent.click(wraps());
  await calm();
  service.answersAtOnce = false;
  await choose(SOURCE_COLLECTION);
  expect(fileLines()).toEqual([]);
  service.answersAtOnce = true;
  service.log.at(-1)?.answer();
  await calm();
  expect([openPath(), wraps().checked]).toEqual(['b.md', true]);
  fireEvent.click(fileLine('a.md'));
  await choose(COLLECTION_PROJECT);
  expect([openPath(), wraps().checked]).toEqual(['b.md', true]);
});
