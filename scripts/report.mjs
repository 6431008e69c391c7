// npm run report: what the sync tab costs with its switches off and on, in Chromium over the demo's service.
//
//   npm run report -- [OPTIONS]
//     --rounds=5            visits of each kind
//     --artifacts=ten,small only these (names in e2e/report/baselines.ts)
//     --no-build            with what is built
//     --write               docs/report.json and docs/report.md
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, mustRun, root, StepError } from './lib/process.mjs';
import { ensureBrowser, ensureDemo, ensureNodeModules } from './lib/steps.mjs';

const words = process.argv.slice(2);
const option = (name) => words.find((word) => word.startsWith(`--${name}=`))?.split(/=(.*)/, 2)[1];

function checkWords() {
  const known = /^(--write|--no-build|--rounds=[1-9]\d*|--artifacts=.+)$/;
  const unknown = words.find((word) => !known.test(word));
  if (unknown)
    throw new StepError(`What is ${unknown}? The first lines of scripts/report.mjs say what there is.`);
  if (words.includes('--write') && option('artifacts'))
    throw new StepError('--write is for whole runs only.');
}

await main(async () => {
  checkWords();
  if (!words.includes('--no-build')) {
    await ensureNodeModules();
    await ensureDemo();
  }
  const { describeMachine } = await import('../tests/bench/js/machine.mjs');
  const { jsonOf, reportPage, resultsOf } = await import('../e2e/report/report-page.mjs');
  const machine = describeMachine(); // before it is busy with this
  const date = new Date().toISOString().slice(0, 10);

  const samples = join(root, 'build/report-samples.json');
  rmSync(samples, { force: true });
  const env = { CHROMIUM: await ensureBrowser(), HUNKWISE_ROUNDS: option('rounds') ?? '5' };
  if (option('artifacts')) env.HUNKWISE_ARTIFACTS = option('artifacts');
  const config = 'e2e/report/playwright.config.ts';
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '--config', config];
  await mustRun(process.execPath, [...playwright, '--reporter=line'], { env });

  const results = resultsOf(JSON.parse(readFileSync(samples, 'utf8')), machine, date);
  const page = reportPage(results);
  console.log(`\n${page}`);
  if (!words.includes('--write')) return;
  writeFileSync(join(root, 'docs/report.json'), jsonOf(results));
  writeFileSync(join(root, 'docs/report.md'), page);
  console.log('written: docs/report.json, docs/report.md');
});
