// @vitest-environment jsdom
// The tab follows the trees: what changed is drawn anew, everything else stays, the nodes of the document included.

import { act } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FakeService } from './support/sync-service.ts';
import {
  calm,
  changedRows,
  choose,
  comparisons,
  fileLine,
  openTab,
  SOURCE_COLLECTION,
  SOURCE_PROJECT,
} from './support/tab-page.tsx';

/** A service with events; `tell` sends one to whoever listens. */
function tellingService() {
  const service = new FakeService({
    source: { 'a.md': 'source a\n', 'b.md': 'source b\n' },
    collection: { 'a.md': 'collection a\n', 'b.md': 'collection b\n' },
    project: { 'a.md': 'project a\n', 'b.md': 'project b\n' },
  });
  const listeners = new Set<(text: string) => void>();
  service.instead = ({ path }) => {
    if (path !== '/events') return undefined;
    let send = (_: string) => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
        listeners.add(send);
      },
      cancel: () => void listeners.delete(send),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const tell = async (trees: string[], times = 1) => {
    await act(async () => {
      const text = `event: change\ndata: ${JSON.stringify({ trees })}\n\n`;
      for (let i = 0; i < times; ++i) for (const send of listeners) send(text);
    });
    await calm();
  };
  return { service, listeners, tell };
}

const events = ({ asked }: FakeService) => asked.filter((what) => what === 'events').length;
const scroller = () => document.querySelector('.hw-scroller');
const rowNodes = () => [...document.querySelectorAll('.hw-scroller .hw-row')];

test('unless it is wanted, nobody listens', async () => {
  const { service } = tellingService();
  openTab(service);
  await calm();
  expect(events(service)).toBe(0);
});

test('it listens while it is shown, and only then', async () => {
  const { service, listeners } = tellingService();
  const page = openTab(service, { follow: true, isActive: false });
  await calm();
  expect(events(service)).toBe(0);
  page.change({ isActive: true });
  await calm();
  expect([events(service), listeners.size]).toEqual([1, 1]);
  page.change({ isActive: false });
  await calm();
  expect(listeners.size).toBe(0);
  page.change({ isActive: true });
  await calm();
  expect([events(service), listeners.size]).toEqual([2, 1]);
  page.leave();
  await calm();
  expect(listeners.size).toBe(0);
});

test('a burst of changes is one request; the file that did not change keeps its nodes', async () => {
  const { service, tell } = tellingService();
  openTab(service, { follow: true, initialFile: 'a.md' });
  await calm();
  expect(changedRows()).toEqual(['-collection a', '+project a']);
  const [before, nodes] = [scroller(), rowNodes()];
  expect(nodes.length).toBeGreaterThan(0);
  const asked = comparisons(service).length;

  service.trees.project = { ...service.trees.project, 'b.md': 'newer b\n', 'c.md': 'new\n' };
  await tell(['project'], 5);
  expect(comparisons(service).slice(asked)).toEqual(['diff summary']);
  expect(fileLine('c.md')).toBeTruthy();
  expect(scroller()).toBe(before);
  expect(rowNodes()).toEqual(nodes);
  for (const [place, node] of rowNodes().entries()) expect(node).toBe(nodes[place]);
});

test('the rows of the open file are replaced in the scroller that is there, and it stays open', async () => {
  const { service, tell } = tellingService();
  openTab(service, { follow: true, initialFile: 'b.md' });
  await calm();
  const before = scroller();
  const asked = comparisons(service).length;
  service.trees.project = { ...service.trees.project, 'b.md': 'newer b\n' };
  await tell(['project']);
  expect(changedRows()).toEqual(['-collection b', '+newer b']);
  expect(scroller()).toBe(before);
  expect(comparisons(service).slice(asked)).toEqual(['diff summary', 'diff b.md']);

  // While its new rows are on the way, the former ones stay.
  service.answersAtOnce = false;
  service.trees.project = { ...service.trees.project, 'b.md': 'newest b\n' };
  await tell(['project']);
  await act(async () => service.log.at(-1)?.answer());
  await calm();
  expect(service.log.at(-1)?.what).toBe('diff b.md');
  expect(changedRows()).toEqual(['-collection b', '+newer b']);
  await act(async () => service.log.at(-1)?.answer());
  await calm();
  expect(changedRows()).toEqual(['-collection b', '+newest b']);
});

test('a file that is gone makes way for another one', async () => {
  const { service, tell } = tellingService();
  openTab(service, { follow: true, initialFile: 'b.md' });
  await calm();
  for (const tree of ['source', 'collection', 'project'] as const)
    service.trees[tree] = { 'a.md': `${tree} a\n` };
  await tell(['source', 'collection', 'project']);
  expect(changedRows()).toEqual(['-collection a', '+project a']);
});

test('other comparisons of the tree are asked for when they are chosen, and no others', async () => {
  const { service, tell } = tellingService();
  openTab(service, { follow: true });
  await calm();
  service.trees.project = { ...service.trees.project, 'b.md': 'newer b\n' };
  await tell(['project']);
  const asked = comparisons(service).length;
  const summaries = () =>
    comparisons(service)
      .slice(asked)
      .filter((what) => what.endsWith('summary'));
  await choose(SOURCE_COLLECTION);
  expect(summaries()).toEqual([]);
  await choose(SOURCE_PROJECT);
  expect(summaries()).toEqual(['source-project-diff summary']);
});

test('a change during the first answer is not missed', async () => {
  const { service, tell } = tellingService();
  service.answersAtOnce = false;
  openTab(service, { follow: true, projectPath: '/p', initialFile: 'a.md' });
  await calm();
  service.log
    .filter(({ what }) => what === 'events')
    .at(-1)
    ?.answer(); // StrictMode connects twice
  await calm();
  await tell(['project']);
  expect(comparisons(service)).toEqual(['diff summary']);
  service.answersAtOnce = true;
  await act(async () => service.log.find(({ what }) => what === 'diff summary')?.answer());
  await vi.waitFor(async () => {
    await calm();
    expect(comparisons(service).filter((what) => what === 'diff summary').length).toBe(2);
  }, 10_000);
});

test('after a gap everything counts as changed', async () => {
  const { service } = tellingService();
  const page = openTab(service, { follow: true, initialFile: 'a.md' });
  await calm();
  page.change({ isActive: false });
  await calm();
  service.trees.project = { ...service.trees.project, 'a.md': 'meanwhile\n' };
  const usual = service.instead;
  service.instead = (asked) =>
    asked.path === '/events'
      ? new Response('event: ready\ndata: {}\n\n', { headers: { 'content-type': 'text/event-stream' } })
      : usual(asked);
  page.change({ isActive: true });
  await calm();
  expect(changedRows()).toEqual(['-collection a', '+meanwhile']);
});
