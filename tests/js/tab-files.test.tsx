// @vitest-environment jsdom
// Opened files: what is asked, and the sentence where there are no rows.

import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FakeService } from './support/sync-service.ts';
import { calm, changedRows, comparisons, fileLine, openPath, openTab, press } from './support/tab-page.tsx';

const quiet = { summaryFirst: true, lazyDetail: true, prefetchScopes: false };
const between = (collection: Record<string, string>, project: Record<string, string>) =>
  new FakeService({ collection, project });

async function open(service: FakeService, path: string, props = {}) {
  const page = openTab(service, { toggles: quiet, ...props });
  await calm();
  fireEvent.click(fileLine(path));
  await calm();
  return page;
}

test('a changed file of which only the summary is known never reads "No changes"', async () => {
  const service = between({ a: '1\n' }, { a: '2\n' });
  service.answersAtOnce = false;
  openTab(service, { toggles: quiet });
  await calm();
  service.log.find(({ what }) => what === 'diff summary')?.answer();
  await calm();
  expect(document.body.textContent).not.toContain('No changes');
  expect(screen.getByText('Loading a …')).toBeTruthy();
});

test('each opened file is one request, and none the second time', async () => {
  const { service } = await open(between({ a: '1\n', b: '1\n' }, { a: '2\n', b: '2\n' }), 'b');
  expect(comparisons(service)).toEqual(['diff summary', 'diff a', 'diff b']);
  fireEvent.click(fileLine('a'));
  expect(changedRows()).toEqual(['-1', '+2']);
  await calm();
  expect(comparisons(service)).toHaveLength(3);
});

test('a file that is left before it came is given up, one that was only passed by is not asked for', async () => {
  const files = (word: string) => ({ a: `${word}\n`, b: `${word}\n`, c: `${word}\n`, d: `${word}\n` });
  const service = between(files('old'), files('new'));
  openTab(service, { toggles: quiet });
  await calm();
  service.answersAtOnce = false;
  fireEvent.click(fileLine('b'));
  await calm();
  fireEvent.click(fileLine('c'));
  fireEvent.click(fileLine('d'));
  await calm();
  const states = service.log.slice(-2).map(({ what, state }) => `${what}: ${state}`);
  expect(states).toEqual(['diff b: aborted', 'diff d: waiting']);
  service.log.at(-1)?.answer();
  await calm();
  expect(openPath()).toBe('d');
  expect(changedRows()).toEqual(['-old', '+new']);
});

test('a binary file says so after it was asked for', async () => {
  await open(between({ 'logo.png': 'a\0' }, { 'logo.png': 'b\0' }), 'logo.png');
  expect(screen.getByText('Binary or unreadable')).toBeTruthy();
});

test('a file that differs in its line ends only says that no line differs', async () => {
  const service = between({ a: '1\n' }, { a: '1\r\n' });
  const text = JSON.stringify;
  service.instead = (asked) => {
    if (asked.what !== 'diff a') return undefined;
    const files = [
      { file_path: 'a', status: 'modified', collection_hash: null, project_hash: null, unified_diff: '' },
    ];
    return new Response(
      text({ files, has_changes: true, summary: { added: 0, modified: 1, deleted: 0, unchanged: 0 } }),
    );
  };
  await open(service, 'a');
  expect(screen.getByText('No line differs')).toBeTruthy();
  expect(document.body.textContent).not.toContain('Binary');
});

test('a file of one side says of which, and is not asked for', async () => {
  const { service } = await open(between({ a: '1\n', own: '1\n' }, { a: '2\n' }), 'own');
  expect(screen.getByText('This file is only in Collection; Project does not have it')).toBeTruthy();
  expect(comparisons(service)).toEqual(['diff summary', 'diff a']);
});

test("the service's sentence in a diff's place is shown as a failure of that file", async () => {
  const service = between({ a: '1\n' }, { a: '2\n' });
  service.instead = (asked) => {
    if (asked.what !== 'diff a') return undefined;
    const unified_diff = "[Error generating diff: 'utf-8' codec can't decode byte 0xff]";
    const files = [{ file_path: 'a', status: 'modified', unified_diff }];
    return Response.json({ files });
  };
  await open(service, 'a');
  expect(screen.getByRole('alert').textContent).toContain("'utf-8' codec can't decode byte 0xff");
});

test('a file that is gone says so; refreshing the list helps', async () => {
  const service = between({ a: '1\n', b: '1\n' }, { a: '2\n', b: '2\n' });
  service.instead = (asked) => (asked.what === 'diff b' ? Response.json({ files: [] }) : undefined);
  await open(service, 'b');
  expect(screen.getByRole('alert').textContent).toContain('b is not there any more');
  service.trees.collection = { a: '1\n' };
  service.trees.project = { a: '2\n' };
  press('Refresh the list');
  await calm();
  expect(screen.queryByText(/has changed since/)).toBeNull();
  expect(changedRows()).toEqual(['-1', '+2']);
});

test('a file that fails shows its own sentence and Retry; the list and the other files stay', async () => {
  const service = between({ a: '1\n', b: '1\n' }, { a: '2\n', b: '2\n' });
  let fails = true;
  service.instead = (asked) =>
    fails && asked.what === 'diff b' ? Response.json({ detail: 'disk' }, { status: 500 }) : undefined;
  await open(service, 'b');
  expect(screen.getByRole('alert').textContent).toContain('Cannot load b (Collection and Project): disk');
  fails = false;
  press('Retry');
  await calm();
  expect(changedRows()).toEqual(['-1', '+2']);
});

const lines = (word: string) => `${word}\n`.repeat(600);

test('a large file is asked for once and waits for a click before any row exists', async () => {
  const { service } = await open(between({ big: lines('a') }, { big: lines('b') }), 'big');
  expect(screen.getByText(/This file diff is large \(\d+ KB, 1,201 rows\)/)).toBeTruthy();
  expect(document.querySelectorAll('.hw-row')).toHaveLength(0);
  press('Load diff');
  await calm();
  expect(document.querySelectorAll('.hw-row').length).toBeGreaterThan(0);
  expect(comparisons(service)).toEqual(['diff summary', 'diff big']);
});

test('higher thresholds let it through', async () => {
  const thresholds = { guardRows: 5000, guardDiffBytes: 1_000_000 };
  await open(between({ big: lines('a') }, { big: lines('b') }), 'big', { thresholds });
  expect(document.querySelectorAll('.hw-row').length).toBeGreaterThan(0);
});

test('a path with a comma can be opened', async () => {
  await open(between({ 'a, b': '1\n' }, { 'a, b': '2\n' }), 'a, b');
  expect(changedRows()).toEqual(['-1', '+2']);
});

test('opened files are logged', async () => {
  const logger = vi.fn();
  await open(between({ a: '1\n' }, { a: '2\n' }), 'a', { logger });
  expect(logger.mock.calls[0]?.[0].line).toMatch(/^perf:diff lazy-loaded path=a rows=3 ms=/);
});
