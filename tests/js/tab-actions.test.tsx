// @vitest-environment jsdom
// Pull, push, deploy, keep local: nothing is written before somebody confirms, and then exactly what was said.

import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FakeService } from './support/sync-service.ts';
import {
  calm,
  changedRows,
  choose,
  comparisons,
  dialog,
  openTab,
  posts,
  press,
  pressIn,
  SOURCE_COLLECTION,
  SOURCE_PROJECT,
  threeCopies,
  tracked,
} from './support/tab-page.tsx';

const quiet = { summaryFirst: true, lazyDetail: true, prefetchScopes: false };

async function openDialog(service: FakeService, name: 'Pull …' | 'Push …' | 'Deploy …', props = {}) {
  const page = openTab(service, { toggles: quiet, ...props });
  await calm();
  press(name);
  await calm();
  return page;
}

test.each([
  ['Pull …', 'Pull', '/sync', 'collection=default', {}],
  ['Push …', 'Push', '/sync', 'collection=default', { project_path: '/p', force: false, strategy: 'theirs' }],
  ['Deploy …', 'Deploy', '/deploy', 'collection=default', { project_path: '/p', overwrite: true }],
] as const)(
  '%s asks first and sends exactly its body when confirmed',
  async (button, confirm, end, query, body) => {
    const { service } = await openDialog(threeCopies(), button);
    expect(posts(service)).toEqual([]);
    pressIn('Cancel');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(posts(service)).toEqual([]);
    press(button);
    await calm();
    pressIn(confirm);
    await calm();
    expect(posts(service)).toEqual([{ path: `/api/v1/artifacts/skill%3Ademo${end}`, query, body }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  },
);

test('a deployment can keep what the project changed', async () => {
  const { service } = await openDialog(threeCopies(), 'Deploy …');
  fireEvent.click(dialog().getByRole('checkbox', { name: /merge/ }));
  pressIn('Merge into project');
  await calm();
  expect(posts(service)[0]?.body).toEqual({ project_path: '/p', overwrite: false, strategy: 'merge' });
});

test.each([
  ['Pull …', 'Source → Collection', /Lines with \+ come from the source/],
  ['Push …', 'Project → Collection', /Lines with \+ come from the project/],
  ['Deploy …', 'Collection → Project', /Lines with − come from the collection/],
] as const)('%s says from where to where, and what the signs mean', async (button, direction, sentence) => {
  await openDialog(threeCopies(), button);
  expect(dialog().getByText(direction)).toBeTruthy();
  expect(dialog().getByText(sentence)).toBeTruthy();
});

test('a dialog over a comparison that is here asks nothing; another one is asked for once', async () => {
  const { service } = await openDialog(threeCopies(), 'Push …');
  expect(comparisons(service)).toEqual(['diff summary', 'diff SKILL.md']);
  pressIn('Cancel');
  press('Pull …');
  await calm();
  expect(comparisons(service).slice(2)).toEqual(['upstream-diff summary']);
  pressIn('Cancel');
  await choose(SOURCE_COLLECTION);
  expect(comparisons(service).slice(3)).toEqual(['upstream-diff SKILL.md']);
});

test('the preview shows the rows of the file that was clicked', async () => {
  await openDialog(threeCopies(), 'Pull …');
  pressIn('SKILL.md');
  await calm();
  const sides = [...(screen.getByRole('dialog').querySelectorAll('.hw-side bdi') ?? [])].map(
    (side) => side.textContent,
  );
  expect(sides).toEqual(['Collection', 'Source']);
  expect(changedRows()).toContain('+from the source');
});

const many = (files: number) => {
  const tree = (word: string) =>
    Object.fromEntries(Array.from({ length: files }, (_, i) => [`f${i}`, `${word}\n`]));
  return new FakeService({ collection: tree('a'), project: tree('b') });
};
const listed = () => dialog().getAllByRole('listitem').length;

test('10 files are all listed', async () => {
  await openDialog(many(10), 'Push …');
  expect(listed()).toBe(10);
  expect(dialog().queryByRole('button', { name: /Show all/ })).toBeNull();
});

test.each([11, 50, 100])('of %i files ten are listed, and all for who asks', async (files) => {
  await openDialog(many(files), 'Push …');
  expect(listed()).toBe(10);
  pressIn(`Show all ${files} files`);
  expect(listed()).toBe(files);
});

test('a side that would lose changes of its own is named', async () => {
  await openDialog(
    new FakeService({ collection: { a: '1\n' }, project: { a: '1\n', own: '1\n' } }),
    'Deploy …',
  );
  expect(dialog().getByText('Project has changes of its own. They will be overwritten.')).toBeTruthy();
  expect(dialog().getByText('Only in Project')).toBeTruthy();
});

test('copies that are the same leave nothing to confirm', async () => {
  await openDialog(new FakeService({ collection: { a: '1\n' }, project: { a: '1\n' } }), 'Push …');
  expect(dialog().getByText(/there is nothing to do/)).toBeTruthy();
  expect(dialog().getByRole<HTMLButtonElement>('button', { name: 'Push' }).disabled).toBe(true);
});

test('an answer that says it did not succeed is a failure: the dialog stays, says so, and offers to try again', async () => {
  const service = threeCopies();
  let fails = true;
  service.instead = ({ method }) =>
    fails && method === 'POST'
      ? Response.json({ success: false, message: 'the folder is locked' })
      : undefined;
  const onAction = vi.fn();
  await openDialog(service, 'Push …', { onAction });
  pressIn('Push');
  await calm();
  expect(dialog().getByRole('alert').textContent).toContain(
    'Cannot push to the collection: the folder is locked',
  );
  expect(onAction).not.toHaveBeenCalled();
  fails = false;
  pressIn('Try again');
  await calm();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(onAction).toHaveBeenCalledOnce();
});

test('after an action the page says what was done, tells the application, and asks anew for what it shows', async () => {
  const service = threeCopies();
  service.instead = ({ method }) =>
    method === 'POST' ? Response.json({ success: true, message: 'ok', synced_files_count: 2 }) : undefined;
  const onAction = vi.fn();
  await openDialog(service, 'Push …', { onAction });
  service.trees.collection = { ...service.trees.project };
  pressIn('Push');
  await calm();
  expect(screen.getByText('Pushed to the collection: 2 files.')).toBeTruthy();
  expect(onAction.mock.calls[0]?.[0]).toMatchObject({ decision: 'push', target: { projectPath: '/p' } });
  expect(screen.getByText(/Collection and Project are identical/)).toBeTruthy();
});

test('exactly what an action changes becomes stale: pulled collections, not other artifacts', async () => {
  const { cache } = await openDialog(threeCopies(), 'Pull …', { alsoInvalidate: [['artifacts']] });
  const invalidate = vi.spyOn(cache, 'invalidateQueries');
  pressIn('Pull');
  await calm();
  const keys = invalidate.mock.calls.map(([filters]) => JSON.stringify(filters?.queryKey));
  expect(
    keys.every(
      (key) => key.includes('skill:demo') || key.includes('"deployments"') || key === '["artifacts"]',
    ),
  ).toBe(true);
  expect(keys).toContain('["artifacts"]');
  expect(keys.some((key) => key.includes('artifact-deployments'))).toBe(true);
});

test('the focus goes to the button that does no harm, and returns to where it came from', async () => {
  openTab(threeCopies(), { toggles: quiet });
  await calm();
  const button = screen.getByRole('button', { name: 'Push …' });
  button.focus();
  fireEvent.click(button);
  await calm();
  expect(document.activeElement).toBe(dialog().getByRole('button', { name: 'Cancel' }));
  fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('without a project there is nothing to push or deploy; without a tracked source nothing to pull', async () => {
  const service = threeCopies();
  service.instead = ({ path }) =>
    path.endsWith('demo') ? Response.json({ deployment_stats: null }) : undefined;
  openTab(service, { artifact: { id: 'skill:demo', collection: 'default' }, projectPath: undefined });
  await calm();
  for (const name of ['Pull …', 'Push …', 'Deploy …'])
    expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
});

test('"Take upstream" opens the action that does it for this comparison, and sends nothing by itself', async () => {
  const { service } = openTab(threeCopies());
  await calm();
  press('Take upstream …');
  expect(dialog().getByText('Collection → Project')).toBeTruthy();
  pressIn('Cancel');
  await choose(SOURCE_COLLECTION);
  press('Take upstream …');
  expect(dialog().getByText('Source → Collection')).toBeTruthy();
  pressIn('Cancel');
  await choose(SOURCE_PROJECT);
  expect(screen.queryByRole('button', { name: 'Take upstream …' })).toBeNull();
  expect(posts(service)).toEqual([]);
});

test('"Keep local" writes nothing, says so, and the notice stays away, also the next time', async () => {
  const onAction = vi.fn();
  const page = openTab(threeCopies(), { onAction });
  await calm();
  const before = page.service.asked.length;
  press('Keep local');
  await calm();
  expect(screen.queryByText('Collection and Project differ in 1 file.')).toBeNull();
  expect(screen.getByText(/Nothing was changed/)).toBeTruthy();
  expect(page.service.asked.slice(before)).toEqual([]);
  expect(onAction.mock.calls[0]?.[0].decision).toBe('keep-local');
  page.leave();
  openTab(page.service, {}, page);
  await calm();
  expect(screen.queryByText('Collection and Project differ in 1 file.')).toBeNull();
});

test('a notice that was dismissed comes back after a day, and is another one for another comparison', async () => {
  openTab(threeCopies());
  await calm();
  press('Dismiss this notice');
  expect(screen.queryByText('Collection and Project differ in 1 file.')).toBeNull();
  const [key = ''] = Object.keys(localStorage);
  expect(key).toBe('hunkwise:drift-dismissed:skill:demo:collection-vs-project');
  await choose(SOURCE_COLLECTION);
  expect(screen.getByText('Collection and Source differ in 1 file.')).toBeTruthy();
  const stored = JSON.parse(localStorage.getItem(key) ?? '{}');
  localStorage.setItem(key, JSON.stringify({ ...stored, dismissedAt: stored.dismissedAt - 25 * 3600_000 }));
  await choose('Collection vs. Project');
  expect(screen.getByText('Collection and Project differ in 1 file.')).toBeTruthy();
});

/** A push that will fail is under way, its dialog was closed, and that of another action is open. */
async function failingPushBehindDeploy(): Promise<FakeService> {
  const service = threeCopies();
  service.instead = ({ method }) =>
    method === 'POST' ? Response.json({ success: false, message: 'the folder is locked' }) : undefined;
  await openDialog(service, 'Push …');
  service.answersAtOnce = false;
  pressIn('Push');
  await calm();
  pressIn('Close');
  press('Deploy …');
  await calm();
  return service;
}

test('a dialog may be closed while its action runs; the page tells how it ended, and closes no other dialog', async () => {
  const service = await failingPushBehindDeploy();
  service.log.at(-1)?.answer();
  await calm();
  expect(
    screen.getByText(/Cannot push to the collection: the folder is locked/, { selector: '.hw-done' }),
  ).toBeTruthy();
  expect(dialog().getByText('Collection → Project')).toBeTruthy();
});

test('a dialog waits for another action that runs, and takes neither its words nor its failure for its own', async () => {
  const service = await failingPushBehindDeploy();
  const deploy = () => dialog().getByRole<HTMLButtonElement>('button', { name: 'Deploy' });
  expect([deploy().disabled, deploy().getAttribute('aria-busy')]).toEqual([true, 'false']);
  service.log.at(-1)?.answer();
  await calm();
  expect(deploy().disabled).toBe(false);
  expect(dialog().queryByRole('alert')).toBeNull();
  pressIn('Cancel');
  press('Push …');
  await calm();
  expect(dialog().queryByRole('alert')).toBeNull();
});

test('a comparison that is old is made again before somebody decides by it', async () => {
  const { service, cache } = openTab(threeCopies(), { toggles: quiet });
  await calm();
  await cache.invalidateQueries({ queryKey: ['hunkwise', 'diff'], refetchType: 'none' });
  const before = service.asked.length;
  press('Push …');
  await calm();
  expect(service.asked.slice(before)).toEqual(['diff summary']);
});

test('other labels stay, and do not draw the rows anew with every rendering', async () => {
  const labels = { title: 'Abgleich' };
  const { change } = openTab(threeCopies(), { toggles: quiet, labels });
  await calm();
  const row = document.querySelector('.hw-row');
  change({ labels });
  await calm();
  expect(screen.getByRole('region', { name: 'Abgleich' })).toBeTruthy();
  expect(document.querySelector('.hw-row')).toBe(row);
});

test('a dialog closes when the tab shows another artifact or project: nobody confirms one for the other', async () => {
  const { change } = await openDialog(threeCopies(), 'Push …');
  expect(screen.queryByRole('dialog')).toBeTruthy();
  change({ artifact: { ...tracked, id: 'skill:other' } });
  expect(screen.queryByRole('dialog')).toBeNull();
  press('Push …');
  await calm();
  change({ artifact: { ...tracked, id: 'skill:other' }, projectPath: '/q' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('an action that ends while another artifact is shown is told, and makes stale, as what it was', async () => {
  const service = threeCopies();
  const onAction = vi.fn();
  const { change, cache } = await openDialog(service, 'Push …', { onAction });
  service.answersAtOnce = false;
  pressIn('Push');
  await calm();
  const post = service.log.at(-1);
  service.answersAtOnce = true;
  change({ artifact: { ...tracked, id: 'skill:other' } });
  await calm();
  const invalidate = vi.spyOn(cache, 'invalidateQueries');
  post?.answer();
  await calm();
  expect(onAction.mock.calls[0]?.[0].target.artifactId).toBe('skill:demo');
  expect(JSON.stringify(invalidate.mock.calls)).not.toContain('skill:other');
});

test('what was done is said of the artifact and project that it was done to, and of no other', async () => {
  const service = threeCopies();
  service.instead = ({ method }) =>
    method === 'POST' ? Response.json({ success: true, message: 'ok', synced_files_count: 1 }) : undefined;
  const { change } = await openDialog(service, 'Push …');
  pressIn('Push');
  await calm();
  const pushed = () => screen.queryByText('Pushed to the collection: 1 file.');
  expect(pushed()).toBeTruthy();
  change({ projectPath: '/q' });
  expect(pushed()).toBeNull();
  change({});
  expect(pushed()).toBeTruthy();
  press('Push …');
  await calm();
  service.answersAtOnce = false;
  pressIn('Push');
  await calm();
  const post = service.log.at(-1);
  service.answersAtOnce = true;
  change({ artifact: { ...tracked, id: 'skill:other' } });
  post?.answer();
  await calm();
  expect(pushed()).toBeNull();
  change({});
  await calm();
  expect(pushed()).toBeTruthy();
});

test('the focus stays in the tab when the button that has it goes', async () => {
  const service = threeCopies();
  openTab(service, { toggles: quiet });
  await calm();
  const pressWithKeyboard = async (name: string) => {
    const button = screen.getByRole('button', { name });
    button.focus();
    fireEvent.click(button);
    await calm();
    expect(button.isConnected).toBe(false);
    expect(screen.getByRole('region', { name: 'Sync status' }).contains(document.activeElement)).toBe(true);
  };
  await pressWithKeyboard('Keep local');
  await pressWithKeyboard('Dismiss this notice');
  service.answersAtOnce = false;
  await choose(SOURCE_COLLECTION);
  await pressWithKeyboard('Cancel');
  await pressWithKeyboard('Compare');
});
