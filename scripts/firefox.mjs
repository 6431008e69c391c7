// npm run firefox [-- WORD …]: what depends on the browser, tried in Firefox; with words, only scenarios whose name has one. Needs Debian's firefox-esr, or FIREFOX=/path/of/firefox.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { main, mustRun, root, StepError } from './lib/process.mjs';
import { ensureDemo } from './lib/steps.mjs';

await main(async () => {
  const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
  if (!existsSync(firefox))
    throw new StepError(
      `NOT RUN: there is no ${firefox}. Install firefox-esr (apt-get install firefox-esr), or name one in FIREFOX.`,
    );
  await ensureDemo();
  await runInFirefox();
  return 0;
});

async function runInFirefox() {
  const { build } = await import('esbuild');
  // As deep as the sources: they name other files from where they are.
  const bundle = join(root, 'build/firefox/scenarios.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['e2e/firefox/scenarios.ts'],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  await mustRun(process.execPath, [bundle, ...process.argv.slice(2)]);
}
