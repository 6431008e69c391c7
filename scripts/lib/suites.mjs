// The test suites: how each is prepared and run, and where its real counts come from. Every runner prints its own
// output; the counts are read from a report file that it writes beside.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './process.mjs';
import {
  ensureBrowser,
  ensureDemo,
  ensureDist,
  ensureNodeModules,
  ensurePreset,
  ensureReact18,
  ensureWasm,
} from './steps.mjs';

// Runs a command that writes `report`; without a readable report nothing counts as run.
async function reported(report, command, read, env) {
  mkdirSync(join(root, 'build'), { recursive: true });
  rmSync(join(root, report), { force: true });
  const code = await run(command[0], command.slice(1), { env });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (existsSync(join(root, report))) {
    try {
      Object.assign(counts, read(readFileSync(join(root, report), 'utf8')));
    } catch (error) {
      console.error(`${report}: ${error.message}`);
    }
  }
  // A crash, a file that does not load: failed, though no test was.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function readCatch2(xml) {
  const totals = /<OverallResultsCases ([^>]*)>/.exec(xml)?.[1] ?? '';
  const count = (name) => Number(new RegExp(`${name}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  return {
    passed: count('successes') + count('expectedFailures'),
    failed: count('failures'),
    skipped: count('skips'),
  };
}

const SHARDS = 2;

// One thread runs all tests of a program, so there are two programs at once, each with one half of the tests.
async function catch2(preset, launcher = [], binary = 'diff_tests', env = {}) {
  await ensurePreset(preset);
  const colour = ['--colour-mode', process.stdout.isTTY ? 'ansi' : 'none'];
  // In another order each time, but the same for all: only then are the halves a whole.
  const order = ['--order', 'rand', '--rng-seed', String(Date.now() % 2 ** 32)];
  const shard = (index) => {
    const report = `build/${preset}/results-${index}.xml`;
    const reporters = ['--reporter', 'console', '--reporter', `xml::out=${report}`];
    const part = ['--shard-count', String(SHARDS), '--shard-index', String(index)];
    const program = [...launcher, join(root, 'build', preset, binary)];
    return reported(report, [...program, ...reporters, ...colour, ...order, ...part], readCatch2, env);
  };
  const counts = await Promise.all(Array.from({ length: SHARDS }, (_, index) => shard(index)));
  const sum = (name) => counts.reduce((total, part) => total + part[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

const sanitizers = {
  ASAN_OPTIONS: 'strict_string_checks=1:detect_stack_use_after_return=1:check_initialization_order=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
};

async function vitest(name, options = []) {
  const report = `build/${name}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return reported(
    report,
    [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...reporters, ...options],
    (json) => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(json);
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
    },
  );
}

// The components' tests once more, under other circumstances. They read js/ and the core, and nothing of dist/.
const componentsAgain = (name, prepare) => async () => {
  await ensureWasm();
  await prepare?.();
  return vitest(name, [`--config=tests/${name}/vitest.config.ts`]);
};

async function allVitest() {
  await ensureDist();
  return vitest('vitest');
}

// `project`: of playwright.config.ts.
const playwright = (name, project, workers) => async () => {
  await ensureDemo();
  const env = { CHROMIUM: await ensureBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: `build/${name}.json` };
  const options = [`--project=${project}`, `--workers=${workers}`, '--reporter=list,json'];
  const command = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', ...options];
  return reported(
    env.PLAYWRIGHT_JSON_OUTPUT_NAME,
    command,
    (json) => {
      const { stats } = JSON.parse(json);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    },
    env,
  );
};

// Our own checks, which write { passed, failed, skipped }.
const script =
  (name, prepare, ...options) =>
  async () => {
    await prepare();
    const report = `build/${name}.json`;
    const command = [process.execPath, `scripts/${name}.mjs`, `--report=${report}`, ...options];
    return reported(report, command, JSON.parse);
  };

export const suites = new Map([
  ['check', { title: 'types, lint, imports, links', run: script('check', ensureDist) }],
  // The next one runs the same tests with more checks; this one is built sooner and can be debugged.
  ['native-debug', { title: 'Catch2, native', onlyByName: true, run: () => catch2('native-debug') }],
  [
    'native-asan',
    {
      title: 'Catch2, native with ASan + UBSan',
      run: () => catch2('native-asan', [], 'diff_tests', sanitizers),
    },
  ],
  [
    'wasm-debug',
    { title: 'Catch2, WebAssembly', run: () => catch2('wasm-debug', [process.execPath], 'diff_tests.cjs') },
  ],
  ['size', { title: 'size limits', run: script('check-size', ensureDist) }],
  ['instructions', { title: 'instructions counted', run: script('count-instructions', ensureNodeModules) }],
  ['packaging', { title: 'the packed package', run: script('packaging', ensureDist, '--quick') }],
  ['vitest', { title: 'vitest', run: allVitest }],
  ['react18', { title: 'vitest, React 18', run: componentsAgain('react18', ensureReact18) }],
  ['react-compiler', { title: 'vitest, React Compiler', run: componentsAgain('react-compiler') }],
  ['playwright', { title: 'Playwright, Chromium', run: playwright('playwright', 'together', 2) }],
  [
    'playwright-timed',
    { title: 'Playwright, times and memory', run: playwright('playwright-timed', 'alone', 1) },
  ],
]);
