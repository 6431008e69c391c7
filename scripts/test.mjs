// npm test [-- SUITE ...]: builds what is missing, runs the suites, prints one table and, as the last line, the sums.
import { main, StepError } from './lib/process.mjs';
import { ensureNodeModules } from './lib/steps.mjs';
import { suites } from './lib/suites.mjs';

async function runSuite(name) {
  const suite = suites.get(name);
  console.log(`\n===== ${name}: ${suite.title}`);
  const start = performance.now();
  let counts;
  try {
    counts = await suite.run();
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  // A suite that lost its tests must not look like one that passed them.
  if (counts.passed + counts.failed === 0) {
    console.error(`${name}: no test was run`);
    counts.failed = 1;
  }
  return { name, ...counts, seconds: (performance.now() - start) / 1000 };
}

await main(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !suites.has(name));
  if (unknown.length)
    throw new StepError(`No suite ${unknown.join(', ')}; there are: ${[...suites.keys()].join(', ')}`);
  await ensureNodeModules();

  const results = [];
  const usual = [...suites.keys()].filter((name) => !suites.get(name).onlyByName);
  for (const name of chosen.length ? chosen : usual) results.push(await runSuite(name));

  console.log(
    `\n${'suite'.padEnd(14)}${'passed'.padStart(9)}${'failed'.padStart(9)}${'skipped'.padStart(9)}${'seconds'.padStart(10)}`,
  );
  for (const { name, passed, failed, skipped, seconds } of results) {
    const numbers = [passed, failed, skipped].map((n) => String(n).padStart(9)).join('');
    console.log(`${name.padEnd(14)}${numbers}${seconds.toFixed(1).padStart(10)}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped') ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') > 0 ? 1 : 0;
});
