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
    toHaveScreenshot: { pathTemplate: 'e2e/looks/{arg}{ext}' },
  },
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: chromiumArguments,
    },
  },
});
