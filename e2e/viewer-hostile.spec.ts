// Texts of others stay texts: wherever the viewer shows them, under the strictest policy.

import { test as base, expect } from './fixtures.ts';
import { servePage } from './pages/viewer/lifetime-serve.ts';

const STRINGS = 500;
const BATCH = 20;

const test = base.extend<{ foreignRequests: string[] }, { hostileOrigin: string }>({
  hostileOrigin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    async ({}, use) => {
      const { origin, close } = await servePage('hostile-page');
      await use(origin);
      await close();
    },
    { scope: 'worker' },
  ],
  foreignRequests: async ({ page, hostileOrigin }, use) => {
    const requests: string[] = [];
    page.on('dialog', (dialog) => {
      requests.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(`${hostileOrigin}/hostile-page.html`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    page.on('request', (request) => requests.push(request.url()));
    page.on('framenavigated', (frame) => requests.push(`gone to ${frame.url()}`));
    await use(requests);
  },
});

interface HostilePage {
  checkHostile(count: number, from: number, to: number, view: string): Promise<readonly string[]>;
  readonly __hit?: unknown;
}

for (const [view, places] of [
  ['unified', 'rows, paths, sections, labels, sentences and old paths'],
  ['split', 'rows, paths, sections and labels'],
] as const) {
  test(`${STRINGS} hostile strings as ${places}, ${view}: texts, and nothing else`, async ({
    page,
    foreignRequests,
  }) => {
    test.slow();
    for (let from = 0; from < STRINGS; from += BATCH) {
      const faults = await page.evaluate(
        ([count, first, last, shown]) =>
          (globalThis as unknown as HostilePage).checkHostile(count, first, last, shown),
        [STRINGS, from, from + BATCH, view] as const,
      );
      expect(faults).toEqual([]);
    }
    // Events of the document, if somebody made some listen.
    await page.mouse.move(400, 300);
    await page.mouse.click(600, 400);
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => (globalThis as unknown as HostilePage).__hit)).toBeUndefined();
    expect(foreignRequests).toEqual([]);
  });
}
