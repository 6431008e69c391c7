// The report is no test: it runs by itself, for `npm run report`.

import { defineConfig } from '@playwright/test';
import suite from '../../playwright.config.ts';

export default defineConfig({
  ...suite,
  testDir: '.',
  testMatch: 'baselines.run.ts',
  outputDir: '../../build/playwright-report',
  timeout: 0,
  use: { ...suite.use, actionTimeout: 60_000 }, // a page that does not load ends the run,
});
