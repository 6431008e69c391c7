// Tasks that hold a page up.

import { expect, type Page } from '@playwright/test';

/** Milliseconds of every task over 50 ms while `act` is done, and just behind it. */
export async function longTasks(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  const tasks = await page.evaluateHandle(() => {
    const found: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found.push(duration);
    });
    observer.observe({ type: 'longtask' });
    return { found, observer };
  });
  await act();
  await page.waitForTimeout(200);
  return tasks.evaluate(({ found, observer }) => {
    observer.disconnect();
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
