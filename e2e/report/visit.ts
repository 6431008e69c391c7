// One visit of the tab, from opening it to changing the project, and what each step of it costs.

import type { Locator, Page } from '@playwright/test';
import { DemoPage } from '../support/demo-page.ts';
import type { AddressFields, VisitFigures } from './baselines.ts';
import { firstPath } from './seeded-trees.ts';
import { WireCounter } from './wire-counter.ts';

/** Milliseconds from leaving the tab to coming back. */
const AWAY_MS = 1000;

interface Step {
  readonly ms: number;
  readonly requests: number;
  /** When it was on the screen: milliseconds since the page began. */
  readonly end: number;
}

type TakeStep = (measure: string, act: () => Promise<unknown>) => Promise<Step>;

/** `page` is a fresh one, and of no use afterwards. */
export async function visit(page: Page, origin: string, fields: AddressFields): Promise<VisitFigures> {
  const demo = new DemoPage(page, origin);
  const wire = await WireCounter.watching(page);
  /** Does it, waits until its time was measured and everything is here. */
  const step: TakeStep = async (measure, act) => {
    const { requests } = wire.counts;
    const measured = nextMeasure(page, measure);
    await act();
    const { startTime, duration } = await measured;
    await wire.settled();
    return { ms: duration, requests: wire.counts.requests - requests, end: startTime + duration };
  };
  const show = (tab: string) => page.getByRole('link', { name: tab }).click();

  await demo.open({ ...fields, tab: 'about', costs: '0' });
  await page.getByRole('heading', { name: 'About this page' }).waitFor();
  await wire.settled();
  const { length: tasksOfLoading } = (await demo.report()).longTasks;
  const opening = await step('sync-tab.first-data', () => show('Sync status'));
  const { bytes: bytesOfOpening } = wire.counts;
  const requestsUntilContent = await sentUntilContent(page);

  const toCollection = await step('sync-tab.scope.source-vs-collection', () =>
    demo.chooseScope('Source vs. Collection'),
  );
  const toProject = await step('sync-tab.scope.source-vs-project', () =>
    demo.chooseScope('Source vs. Project'),
  );
  const toVisited = await step('sync-tab.scope.collection-vs-project', () =>
    demo.chooseScope('Collection vs. Project'),
  );
  const fileClick = await step('diff-viewer.detail', () => demo.file(firstPath).locator('.hw-name').click());
  await demo.rows.first().waitFor();

  await show('About');
  await page.waitForTimeout(AWAY_MS);
  const reopening = await step('sync-tab.activate', () => show('Sync status'));
  const projects = page.getByRole('combobox', { name: 'Project' });
  const hasSeveral = (await projects.locator('option').count()) > 1;
  const projectSwitch = hasSeveral ? await switchProject(projects, step) : undefined;

  const { longTasks: allTasks, requests, ...held } = await demo.report();
  const longTasks = allTasks.slice(tasksOfLoading);
  for (const { outcome, status, url } of requests)
    if (outcome === 'failed' || (status ?? 200) !== 200) throw new Error(`${url}: ${outcome}, ${status}`);
  return {
    requestsUntilContent,
    requestsOfOpening: opening.requests,
    bytesOfOpening,
    firstContent: opening.ms,
    firstSwitchCollection: toCollection.ms,
    requestsOfFirstSwitchCollection: toCollection.requests,
    firstSwitchProject: toProject.ms,
    requestsOfFirstSwitchProject: toProject.requests,
    visitedSwitch: toVisited.ms,
    requestsOfVisitedSwitch: toVisited.requests,
    fileClick: fileClick.ms,
    requestsOfFileClick: fileClick.requests,
    reopening: reopening.ms,
    requestsOfReopening: reopening.requests,
    ...(projectSwitch && {
      projectSwitch: projectSwitch.ms,
      requestsOfProjectSwitch: projectSwitch.requests,
    }),
    ...wire.counts,
    longTasks: longTasks.length,
    longestTask: Math.max(0, ...longTasks),
    jsHeap: await usedHeap(page),
    wasmHeap: held.wasmHeapBytes,
    elements: held.elements,
  };
}

/** There is no mark from choosing a project on: the time is from the choice to the frame that shows its list. */
async function switchProject(projects: Locator, step: TakeStep): Promise<Step> {
  const start = 'report.project-chosen';
  await projects.evaluate(
    (select, mark) =>
      select.addEventListener('change', () => performance.mark(mark), { capture: true, once: true }),
    start,
  );
  const drawn = await step('diff-viewer.render', () => projects.selectOption({ index: 1 }));
  const chosen = await projects.evaluate(
    (_, mark) => performance.getEntriesByName(mark)[0]?.startTime,
    start,
  );
  if (chosen === undefined) throw new Error('The choice of a project was not noticed.');
  return { ...drawn, ms: drawn.end - chosen };
}

/** The next measure of that name; watched from now on, for half a minute. */
function nextMeasure(page: Page, name: string): Promise<{ startTime: number; duration: number }> {
  return page.evaluate(
    (wanted) =>
      new Promise<{ startTime: number; duration: number }>((resolve, reject) => {
        setTimeout(() => reject(new Error(`${wanted} was not measured within 30 s.`)), 30_000);
        const observer = new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName(wanted);
          if (!entry) return;
          observer.disconnect();
          resolve({ startTime: entry.startTime, duration: entry.duration });
        });
        observer.observe({ type: 'measure' });
      }),
    `hunkwise.${name}`,
  );
}

function sentUntilContent(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [content] = performance.getEntriesByName('hunkwise.sync-tab.first-data');
    const end = (content?.startTime ?? 0) + (content?.duration ?? 0);
    return window.hunkwiseReport().requests.filter(({ start }) => start < end).length;
  });
}

/** Bytes, without what is garbage. */
async function usedHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
