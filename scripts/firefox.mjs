// npm run firefox [-- WORD …]: the browser suite in Firefox; with words, only tests whose file or name has one. Needs Debian's firefox-esr, or FIREFOX=/path/of/firefox.
import { existsSync } from 'node:fs';
import { main, run, StepError } from './lib/process.mjs';
import { ensureDemo } from './lib/steps.mjs';

await main(async () => {
  const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
  if (!existsSync(firefox))
    throw new StepError(
      `NOT RUN: there is no ${firefox}. Install firefox-esr (apt-get install firefox-esr), or name one in FIREFOX.`,
    );
  await ensureDemo();
  const words = process.argv.slice(2).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const chosen = words.length > 0 ? [`--grep=${words.join('|')}`] : [];
  const playwright = 'node_modules/@playwright/test/cli.js';
  return run(process.execPath, [playwright, 'test', '--config=playwright.firefox.config.ts', ...chosen]);
});
