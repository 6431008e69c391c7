// @vitest-environment jsdom
// What a person waits for is measured; what they do not wait for any more is not.

import { fireEvent } from '@testing-library/react';
import { expect, test } from 'vitest';
import { PerfMarks } from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import {
  calm,
  choose,
  fileLine,
  openTab,
  SOURCE_COLLECTION,
  SOURCE_PROJECT,
  segment,
  threeCopies,
  threeTrees,
} from './support/tab-page.tsx';

function recorded() {
  const measured: string[] = [];
  const marks = new PerfMarks({
    prefix: 'x',
    performance: {
      now: () => performance.now(),
      mark: () => undefined as unknown as PerformanceMark,
      measure: (name) => {
        measured.push(name.slice(2));
        return undefined as unknown as PerformanceMeasure;
      },
      clearMarks: () => {},
    },
  });
  const of = (name: string) => measured.filter((one) => one === name).length;
  return { marks, measured, of };
}

test('opening the tab is measured once each: shown, first data, projects, list, drawing', async () => {
  const { marks, measured } = recorded();
  openTab(threeCopies(), { marks });
  await calm();
  expect([...measured].sort()).toEqual([
    'diff-viewer.render',
    'diff-viewer.summary-ready',
    'project-selector.mount',
    'project-selector.ready',
    'sync-tab.activate',
    'sync-tab.first-data',
    'sync-tab.mount',
  ]);
});

test('a click on a comparison is measured until its content is painted', async () => {
  const { marks, of } = recorded();
  openTab(threeCopies(), { marks });
  await calm();
  await choose(SOURCE_COLLECTION);
  await choose('Collection vs. Project');
  expect(of('sync-tab.scope.source-vs-collection')).toBe(1);
  expect(of('sync-tab.scope.collection-vs-project')).toBe(1);
  expect(of('sync-tab.first-data')).toBe(1);
});

test('a comparison that was left before it came is not measured', async () => {
  const { marks, of } = recorded();
  openTab(threeCopies(), { marks });
  await calm();
  fireEvent.click(segment(SOURCE_COLLECTION));
  fireEvent.click(segment(SOURCE_PROJECT));
  await calm();
  expect(of('sync-tab.scope.source-vs-collection')).toBe(0);
  expect(of('sync-tab.scope.source-vs-project')).toBe(1);
});

test('a comparison that failed is not measured as if its content had come', async () => {
  const { marks, of } = recorded();
  const service = threeCopies();
  service.instead = ({ path }) =>
    path.endsWith('upstream-diff') ? Response.json({}, { status: 500 }) : undefined;
  openTab(service, { marks });
  await calm();
  await choose(SOURCE_COLLECTION);
  expect(of('sync-tab.scope.source-vs-collection')).toBe(0);
});

test('a click on a file is measured until its rows are painted; a file that was passed by is not', async () => {
  const { marks, of } = recorded();
  const more = (word: string) => ({ 'a.md': `${word}\n`, 'b.md': `${word}\n`, 'c.md': `${word}\n` });
  openTab(new FakeService({ ...threeTrees, collection: more('1'), project: more('2') }), { marks });
  await calm();
  expect(of('diff-viewer.detail')).toBe(0);
  fireEvent.click(fileLine('b.md'));
  fireEvent.click(fileLine('c.md'));
  await calm();
  expect(of('diff-viewer.detail')).toBe(1);
});

test('showing the tab again is measured again; its first data is not', async () => {
  const { marks, of } = recorded();
  const { change } = openTab(threeCopies(), { marks });
  await calm();
  change({ isActive: false });
  await calm();
  change({ isActive: true });
  await calm();
  expect(of('sync-tab.activate')).toBe(2);
  expect(of('sync-tab.first-data')).toBe(1);
});
