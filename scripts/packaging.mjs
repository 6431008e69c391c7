// npm run packaging [-- NAME ...]: packs the package and tries it wherever it may be installed. Without a name: everything.
//   --quick         what every `npm test` tries
//   --update-list   accepts the packed files as tests/packaging/files.txt, and ends
//   --report=FILE   writes the counts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { Checks } from './lib/checks.mjs';
import { chromiumArguments } from './lib/chromium-arguments.mjs';
import { packInto } from './lib/packaging/pack.mjs';
import { checkPack, writeList } from './lib/packaging/pack-checks.mjs';
import { places } from './lib/packaging/places.mjs';
import { runIn } from './lib/packaging/project.mjs';
import { wasmTwice } from './lib/packaging/wasm-twice.mjs';
import { main, root, StepError } from './lib/process.mjs';
import { ensureBrowser, ensureDist, ensurePackageLint } from './lib/steps.mjs';

// Attw's other resolutions are those of CommonJS and of Node before there were entries: the package is ES modules alone.
async function lint({ tarball }, check) {
  await ensurePackageLint();
  const ways = {
    publint: ['publint/src/cli.js', 'run', tarball, '--strict'],
    attw: [
      '@arethetypeswrong/cli/dist/index.js',
      tarball,
      '--profile=esm-only',
      '--no-color',
      '--exclude-entrypoints',
      'core.wasm',
      'core-full.wasm',
      'styles.css',
    ],
  };
  for (const [name, [program, ...options]] of Object.entries(ways)) {
    const path = join(root, 'tests/packaging/lint/node_modules', program);
    const fault = await runIn(root, process.execPath, [path, ...options]).then(
      () => '',
      (error) => error.message,
    );
    check(`${name} has nothing to say`, fault === '', fault);
  }
}

const own = new Map([
  [
    'pack',
    { title: 'the packed files', isQuick: true, run: async ({ pack, check }) => checkPack(pack, check) },
  ],
  ['lint', { title: 'publint, attw', isQuick: true, run: ({ pack, check }) => lint(pack, check) }],
]);

const long = new Map([['wasm', { title: 'two more builds of the core', run: wasmTwice }]]);

const all = new Map([...own, ...places, ...long]);

function chosen() {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const unknown = names.filter((name) => !all.has(name));
  if (unknown.length)
    throw new StepError(`No place ${unknown.join(', ')}; there are: ${[...all.keys()].join(', ')}`);
  if (names.length) return names;
  const isQuickOnly = process.argv.includes('--quick');
  return [...all.keys()].filter((name) => !isQuickOnly || all.get(name).isQuick);
}

// One browser for all places, started when the first page is looked at.
function lazyBrowser() {
  let launched;
  const launch = async () =>
    chromium.launch({ executablePath: await ensureBrowser(), args: chromiumArguments });
  return {
    browser: () => (launched ??= launch()),
    close: async () => (await launched)?.close(),
  };
}

async function tryPlace(name, context, checks) {
  const { title, run } = all.get(name);
  console.log(`\n${name}: ${title}`);
  const before = { ...checks.counts };
  const start = performance.now();
  const check = (text, isFine, detail = '') =>
    checks.record(isFine ? 'passed' : 'failed', isFine ? text : `${text}\n        ${detail}`);
  try {
    await run({ ...context, folder: join(context.folder, name), check });
  } catch (error) {
    check('it can be tried', false, error.message);
  }
  const [passed, failed] = ['passed', 'failed'].map((key) => checks.counts[key] - before[key]);
  return { name, title, passed, failed, seconds: (performance.now() - start) / 1000 };
}

function printTable(results) {
  console.log(
    `\n${'place'.padEnd(14)}${'what'.padEnd(30)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`,
  );
  for (const { name, title, passed, failed, seconds } of results) {
    const numbers = `${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(9)}`;
    console.log(`${name.padEnd(14)}${title.padEnd(30)}${numbers}`);
  }
}

await main(async () => {
  const names = chosen();
  await ensureDist();
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-packaging-'));
  const { browser, close } = lazyBrowser();
  try {
    const pack = packInto(folder);
    if (process.argv.includes('--update-list')) return writeList(pack);
    console.log(
      `${pack.files.length} files, ${pack.packedBytes} bytes packed, ${pack.unpackedBytes} unpacked`,
    );
    const checks = new Checks();
    const results = [];
    for (const name of names)
      results.push(await tryPlace(name, { folder, pack, tarball: pack.tarball, browser }, checks));
    printTable(results);
    return checks.finish();
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});
