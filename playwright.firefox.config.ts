// The browser suite in a Firefox of a distribution (npm run firefox).

import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import suite from './playwright.config.ts';

export default defineConfig({
  ...suite,
  projects: [{ name: 'firefox' }], // all in one: it is not timed
  outputDir: 'build/playwright-firefox',
  reporter: [['./e2e/firefox/skip-reporter.ts'], ['list']],
  use: {
    browserName: 'firefox',
    channel: 'moz-firefox', // by WebDriver BiDi, which needs no Firefox of Playwright's own
    launchOptions: {
      executablePath: fileURLToPath(new URL('e2e/firefox/firefox-relay.mjs', import.meta.url)),
      firefoxUserPrefs: {
        'browser.chrome.site_icons': false, // no policy allows the icon, and Firefox complains of it
        'layout.css.prefers-color-scheme.content-override': 1, // light, as Playwright's default is
      },
    },
  },
});
