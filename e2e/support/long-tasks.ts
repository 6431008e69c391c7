// Tasks that hold a page up.

import { expect, type Page } from '@playwright/test';

/** Milliseconds by which a message of the page to itself may be late where the browser does not tell of long tasks. */
const LATE = 150;

/**
 * Milliseconds of every task over 50 ms while `act` is done, and just behind it. Firefox does not tell of them: there a
 * message that the page sends to itself over and over is late by as much, and by what the system does meanwhile.
 */
export async function longTasks(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  const tasks = await page.evaluateHandle((late) => {
    const found: number[] = [];
    if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) found.push(duration);
      });
      observer.observe({ type: 'longtask' });
      return { found, stop: () => observer.disconnect() };
    }
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    port1.onmessage = () => {
      const now = performance.now();
      if (now - last > late) found.push(now - last);
      last = now;
      port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    return { found, stop: () => port1.close() };
  }, LATE);
  await act();
  await page.waitForTimeout(200);
  return tasks.evaluate(({ found, stop }) => {
    stop();
    return found;
  });
}

/** Whatever else this machine does may lengthen a task, but not every time. */
export async function expectShortTasks(page: Page, act: () => Promise<unknown>): Promise<void> {
  let tasks: number[] = [];
  for (let attempt = 0; attempt < 5; ++attempt) {
    tasks = await longTasks(page, act);
    if (tasks.length === 0) return;
  }
  expect(tasks).toEqual([]);
}
