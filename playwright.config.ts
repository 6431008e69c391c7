import { defineConfig } from '@playwright/test';
import { chromiumArguments } from './scripts/lib/chromium-arguments.mjs';

/** These look at times and memory, so nothing else may run beside them. */
const timed = /\/(viewer-large|viewer-lifetime|large-files|sets|waiting-times|follow)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'build/playwright',
  workers: 1, // `npm test` runs one project after the other, the first with two
  fullyParallel: true,
  projects: [
    { name: 'together', testIgnore: timed },
    { name: 'alone', testMatch: timed },
  ],
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    toHaveScreenshot: { pathTemplate: 'e2e/looks/{arg}{ext}' },
  },
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: chromiumArguments,
    },
  },
});
