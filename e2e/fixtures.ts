// Servers for the tests, and the rule that no page may complain.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { serve } from '../scripts/lib/static-server.mjs';
import { DemoPage } from './support/demo-page.ts';
import { startDemo } from './support/demo-process.ts';
import { reasonForChromium } from './support/only-chromium.ts';
import { writeSampleTrees } from './support/sample-trees.ts';

/** The strictest policy that the package supports. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

interface TestFixtures {
  /** A test that makes requests fail: the browser logs them, which is right. */
  failsRequests: boolean;
  skippedElsewhere: undefined;
  noComplaints: undefined;
  demo: DemoPage;
}

interface WorkerFixtures {
  /** The test pages beside the built package. */
  origin: string;
  /** The demo over the sample trees. */
  sample: { origin: string; trees: Record<'source' | 'collection' | 'project', string> };
  /** The same trees, answered as before the flags. */
  oldService: string;
}

const treeOptions = (trees: Record<string, string>): string[] =>
  Object.entries(trees).flatMap(([tree, folder]) => [`--${tree}`, folder]);

export const test = base.extend<TestFixtures, WorkerFixtures>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    async ({}, use) => {
      const server = await serve({
        mounts: { '/dist/': 'dist', '/': 'e2e/pages' },
        headers: { 'content-security-policy': policy },
      });
      await use(server.origin);
      await server.close();
    },
    { scope: 'worker' },
  ],

  sample: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
      const trees = writeSampleTrees(folder);
      const { origin, stop } = await startDemo(treeOptions(trees));
      await use({ origin, trees });
      stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],

  oldService: [
    async ({ sample }, use) => {
      const { origin, stop } = await startDemo([...treeOptions(sample.trees), '--ignore-flags']);
      await use(origin);
      stop();
    },
    { scope: 'worker' },
  ],

  failsRequests: [false, { option: true }],

  skippedElsewhere: [
    async ({ browserName }, use, testInfo) => {
      const reason = reasonForChromium(testInfo.annotations);
      if (reason !== undefined && browserName !== 'chromium') testInfo.skip(true, reason);
      await use(undefined);
    },
    { auto: true },
  ],

  // Violations of the policy are told on the console, too.
  noComplaints: [
    async ({ page, failsRequests }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        const isExpected = failsRequests && message.text().startsWith('Failed to load resource');
        // React's development build marks its steps, of which only Firefox tells.
        const isMark = (message.type() as string) === 'timeStamp';
        if (!isExpected && !isMark) complaints.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],

  demo: async ({ page, sample }, use) => use(new DemoPage(page, sample.origin)),
});

export { expect };
