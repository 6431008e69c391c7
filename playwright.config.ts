import { defineConfig } from '@playwright/test';
import { chromiumArguments } from './scripts/lib/chromium-arguments.mjs';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'build/playwright',
  workers: 1, // time-critical tests share two cores with the browser
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    // A colour may differ by what nobody sees, and one point of a hundred by a letter's edge.
    toHaveScreenshot: { pathTemplate: 'e2e/looks/{arg}{ext}', threshold: 0.1, maxDiffPixelRatio: 0.01 },
  },
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: chromiumArguments,
    },
  },
});
