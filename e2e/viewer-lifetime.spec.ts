// A viewer that was closed leaves nothing behind: neither elements nor listeners, Workers, engines or answers. HUNKWISE_LONG=1
// opens and closes 500 of them.

import { test as base, expect } from './fixtures.ts';
import { type LifetimePage, Lifetimes, type Remains } from './pages/viewer/lifetime-driver.ts';
import type { OpenOptions } from './pages/viewer/lifetime-page.tsx';
import { servePage } from './pages/viewer/lifetime-serve.ts';
import { ONLY_CHROMIUM_COUNTS, onlyChromium } from './support/only-chromium.ts';

const CYCLES = process.env.HUNKWISE_LONG === '1' ? 500 : 200;
const WARM_UP = 50;
const MEASURED_EVERY = 10;

const test = base.extend<{ lifetimes: Lifetimes }, { lifetimeOrigin: string }>({
  lifetimeOrigin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    async ({}, use) => {
      const { origin, close } = await servePage('lifetime-page');
      await use(origin);
      await close();
    },
    { scope: 'worker' },
  ],
  lifetimes: async ({ page, lifetimeOrigin }, use) => {
    await page.goto(`${lifetimeOrigin}/lifetime-page.html`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await use(new Lifetimes(page));
  },
});

const usual: OpenOptions = { isWorker: false, view: 'unified', isStrict: false, isSlow: false, marksTake: 0 };

/** Both engines in both views, and every other time all over in StrictMode. */
const optionsOf = (cycle: number): OpenOptions => ({
  ...usual,
  isWorker: cycle % 2 === 1,
  view: cycle % 4 < 2 ? 'unified' : 'split',
  isStrict: cycle % 8 >= 4,
});

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const counted = onlyChromium(ONLY_CHROMIUM_COUNTS);

test(
  `${CYCLES} viewers opened, read and closed: nothing stays behind`,
  counted,
  async ({ lifetimes, page }) => {
    test.setTimeout(CYCLES * 1000);
    // What is counted can be counted.
    await page.evaluate(() => Object.assign(globalThis, { kept: new WebAssembly.Memory({ initial: 1 }) }));
    expect((await lifetimes.measure()).memories).toBe(1);
    await page.evaluate(() => Object.assign(globalThis, { kept: undefined }));

    const measured: Remains[] = [];
    for (let cycle = 1; cycle <= CYCLES; ++cycle) {
      await lifetimes.do('cycle', optionsOf(cycle));
      if (cycle > WARM_UP && cycle % MEASURED_EVERY === 0) measured.push(await lifetimes.measure());
    }
    const [first] = measured;
    for (const { heap, ...counts } of measured) expect({ heap, ...counts }).toEqual({ ...first, heap });
    expect(first).toMatchObject({ workers: 0, memories: 0 });
    const third = measured.length / 3;
    const before = median(measured.slice(0, third).map(({ heap }) => heap));
    const after = median(measured.slice(-third).map(({ heap }) => heap));
    // Between both medians lie two thirds of the viewers: 1 KB each, and what compiled code takes.
    const viewers = ((CYCLES - WARM_UP) * 2) / 3;
    expect(after).toBeLessThan(before * 1.02 + viewers * 1000);
    test.info().annotations.push({ type: 'heap', description: `${before} to ${after} bytes` });
  },
);

for (const isStrict of [false, true]) {
  for (const isWorker of [false, true]) {
    const name = `${isWorker ? 'Worker' : 'page'}${isStrict ? ', StrictMode' : ''}`;
    test(`closed while a file is loading (${name}): it is called off, and its answer goes nowhere`, async ({
      lifetimes,
      page,
    }) => {
      await lifetimes.do('open', { ...usual, isWorker, isStrict, isSlow: true });
      await expect(page.locator('.hw-waiting')).toBeVisible();
      await lifetimes.do('unmount');
      const calls = isStrict ? 2 : 1; // StrictMode closes and opens once more
      expect(await lifetimes.do('answerAll')).toEqual({ calls, aborted: calls });
      await page.waitForTimeout(100);
      expect(await lifetimes.do('paintedTimes')).toBe(0);
      await lifetimes.do('close');
      await expect.poll(() => page.workers().length).toBe(0);
    });
  }

  test(`closed before the rows are painted${isStrict ? ' (StrictMode)' : ''}: nobody hears that they were`, async ({
    lifetimes,
    page,
  }) => {
    // In one task: no frame comes between.
    await page.evaluate(
      async (options) => {
        const { lifetime } = globalThis as unknown as LifetimePage;
        await lifetime.open(options);
        if (!document.querySelector('.hw-row')) throw new Error('no rows');
        lifetime.close();
      },
      { ...usual, isStrict },
    );
    await page.waitForTimeout(200);
    expect(await lifetimes.do('paintedTimes')).toBe(0);
  });
}

test('marks that come late reach the rows on the screen, in StrictMode and in another view', async ({
  lifetimes,
  page,
}) => {
  const firstMark = page.locator('.hw-deletion .hw-changed').first();
  await lifetimes.do('open', { ...usual, isWorker: true, isStrict: true });
  await expect(firstMark).toHaveText('was old');
  await lifetimes.do('close');
  await lifetimes.do('open', { ...usual, marksTake: 500 });
  await page.getByText('Split', { exact: true }).click();
  await expect(page.locator('.hw-is-split')).toBeVisible();
  expect(await firstMark.count()).toBe(0);
  await expect(firstMark).toHaveText('was old');
  await lifetimes.do('close');
});
