// What goes wrong around the core in a browser: a core.wasm that is missing, cut, of another version or of another type;
// traps; Workers that are ended. Each costs one call and says what to do.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { otherVersion } from '../tests/js/support/other-version.ts';
import { test as base, expect } from './fixtures.ts';
import { Lifetimes } from './pages/viewer/lifetime-driver.ts';
import { ONLY_CHROMIUM_COUNTS, onlyChromium } from './support/only-chromium.ts';

interface FaultsPage {
  readonly faults: {
    loads(place: string): Promise<{ name: string; code: string; message: string } | undefined>;
    traps(place: string, count: number, isAlternating: boolean): Promise<unknown>;
    kills(): Promise<unknown[]>;
  };
}

const wasm = readFileSync('dist/core.wasm');
const places = ['page', 'worker'] as const;

const test = base.extend<{ opened: undefined }>({
  opened: [
    async ({ page, origin }, use) => {
      await page.goto(`${origin}/engine-faults/index.html`);
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      await use(undefined);
    },
    { auto: true },
  ],
});

const loads = (page: Page, place: string) =>
  page.evaluate((where) => (globalThis as unknown as FaultsPage).faults.loads(where), place);

test.describe('a core.wasm', () => {
  test.use({ failsRequests: true });
  const type = 'application/wasm';
  const answers = [
    [
      'that is missing',
      { status: 404, contentType: 'text/plain', body: 'no' },
      /answered 404.*dist\/core\.wasm/,
    ],
    ['that the server fails on', { status: 500, body: '' }, /answered 500/],
    [
      "in whose place an application's page comes",
      { contentType: 'text/html', body: '<!doctype html>' },
      /not WebAssembly but text\/html/,
    ],
    [
      'cut in the middle',
      { contentType: type, body: wasm.subarray(0, wasm.length >> 1) },
      /cannot be compiled\. The file may be cut/,
    ],
    [
      'cut in the middle, of another type',
      { contentType: 'application/octet-stream', body: wasm.subarray(0, wasm.length >> 1) },
      /cannot be compiled\. The file may be cut/,
    ],
    ['of no bytes', { contentType: type, body: '' }, /cannot be compiled|not WebAssembly/],
    ['of another version', { contentType: type, body: Buffer.from(otherVersion(wasm)) }, /same release/],
  ] as const;

  for (const place of places) {
    for (const [name, fulfilment, message] of answers) {
      test(`${name} is told (${place}), and the next load is well`, async ({ page }) => {
        await page.route('**/core.wasm', (route) => route.fulfill({ status: 200, ...fulfilment }));
        const error = await loads(page, place);
        expect(error).toMatchObject({
          name: 'DiffError',
          code: name === 'of another version' ? 'version-mismatch' : 'wasm-load-failed',
          message: expect.stringMatching(message),
        });
        await page.unroute('**/core.wasm');
        if (name === 'of another version') await page.reload(); // a module that did compile is kept
        await page.locator('html[data-ready]').waitFor({ state: 'attached' });
        expect(await loads(page, place)).toBeUndefined();
      });
    }

    test(`whose connection fails is told (${place}), and the next load is well`, async ({ page }) => {
      await page.route('**/core.wasm', (route) => route.abort());
      expect(await loads(page, place)).toMatchObject({
        code: 'wasm-load-failed',
        message: expect.stringContaining('cannot be fetched'),
      });
      await page.unroute('**/core.wasm');
      expect(await loads(page, place)).toBeUndefined();
    });

    test(`of another type is taken (${place})`, async ({ page }) => {
      await page.route('**/core.wasm', (route) =>
        route.fulfill({ status: 200, contentType: 'application/octet-stream', body: wasm }),
      );
      expect(await loads(page, place)).toBeUndefined();
    });
  }
});

const TRAPS = 100;
const counted = onlyChromium(ONLY_CHROMIUM_COUNTS);
for (const place of places) {
  for (const isAlternating of [true, false]) {
    const name = isAlternating ? 'with calls in between' : 'in a row';
    const expectTraps = async (page: Page) => {
      const told = await page.evaluate(
        ([where, count, alternating]) =>
          (globalThis as unknown as FaultsPage).faults.traps(where, count, alternating),
        [place, TRAPS, isAlternating] as const,
      );
      expect(told).toEqual({
        codes: { 'engine-crashed': TRAPS },
        texts: ['a b', 'a c', 'f'],
        rowCount: 4,
        heapBytes: expect.any(Number),
      });
    };

    test(`${TRAPS} traps ${name} cost one call each (${place})`, ({ page }) => expectTraps(page));

    test(`${TRAPS} traps ${name}, three times (${place}): memory stays flat`, counted, async ({ page }) => {
      const lifetimes = new Lifetimes(page);
      const heaps: number[] = [];
      for (let round = 0; round < 3; ++round) {
        await expectTraps(page);
        await expect.poll(async () => (await lifetimes.measure()).memories).toBe(0);
        const remains = await lifetimes.measure();
        expect(remains.workers).toBe(0);
        heaps.push(remains.heap);
      }
      const [, warm = 0, last = 0] = heaps;
      expect(last - warm).toBeLessThan(200_000); // 2 KB a trap
    });
  }
}

test('a Worker that is ended costs the call under way while busy and none while idle', async ({ page }) => {
  const answers = await page.evaluate(() => (globalThis as unknown as FaultsPage).faults.kills());
  expect(answers).toEqual(['engine-crashed', 4, 4, 'a b']);
});
