// npm run bench: how fast it is, against what a page would do without it.
//
//   npm run bench -- [node] [chromium] [native]   where; everywhere if none is named
//     --quick            small inputs, few rounds
//     --rounds=9         of each row
//     --rows=a,b         only these (ids in tests/bench/js/timed-rows.mjs)
//     --against=A,B      dist/ folders of other builds, as further contestants
//     --write            docs/benchmarks.md
//
//   npm run bench -- --peers                      drawing in Chromium and computing in Node, against other packages
//     --quick, --rounds=3, --rows=a,b             as above (ids in tests/bench/js/{drawing,computing}/works.mjs)
//     --write            docs/peers.md with its plots and docs/peers.json
//
//   --compare=FILE       either of them: beside an earlier result (build/bench.json, build/bench-peers.json, docs/peers.json)
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, outputOf, root, StepError } from './lib/process.mjs';
import { ensureDist, ensureNodeModules, ensurePreset } from './lib/steps.mjs';

const places = ['node', 'chromium', 'native'];
const words = process.argv.slice(2);
const option = (name) => words.find((word) => word.startsWith(`--${name}=`))?.split(/=(.*)/, 2)[1];
const isQuick = words.includes('--quick');
const chosen = places.filter((place) => words.includes(place));
const wants = (place) => chosen.length === 0 || chosen.includes(place);

function checkWords() {
  const known = /^(--quick|--write|--peers|--(rounds|rows|against|compare)=.+)$/;
  const unknown = words.find((word) => !known.test(word) && !places.includes(word));
  if (unknown)
    throw new StepError(`What is ${unknown}? The first lines of scripts/bench.mjs say what there is.`);
  if (words.includes('--write') && (isQuick || chosen.length > 0 || option('rows')))
    throw new StepError('--write is for whole runs only.');
  if (words.includes('--peers') && (chosen.length > 0 || option('against')))
    throw new StepError('--peers has places of its own, and compares this build alone.');
  if (option('compare') && !existsSync(option('compare')))
    throw new StepError(`There is no ${option('compare')} to compare with.`);
}

/** Read before the run, which may write to the same file. */
const earlierResults = () =>
  option('compare') ? JSON.parse(readFileSync(option('compare'), 'utf8')) : undefined;

async function showComparison(earlier, results) {
  if (!earlier) return;
  const { compareResults, describeComparison } = await import('../tests/bench/js/comparison.mjs');
  const lines = describeComparison(compareResults(earlier, results));
  console.log(`\nCompared with ${option('compare')}\n${lines.join('\n')}`);
}

async function runNative() {
  await ensurePreset('native-release');
  await ensurePreset('wasm-release', ['diff_bench']);
  const programs = [
    ['native', 'build/native-release/diff_bench', []],
    ['WebAssembly in Node', process.execPath, ['build/wasm-release/diff_bench.cjs']],
  ];
  return programs.map(([title, program, args]) => {
    const output = outputOf(program, [...args, isQuick ? '3' : '9']);
    if (output === undefined) throw new StepError(`The benchmark program (${title}) failed.`);
    console.log(`\n${title}\n${output}`);
    return { title, rows: output.split('\n') };
  });
}

async function runRows() {
  const { ensureDatasets } = await import('../tests/bench/js/datasets.mjs');
  const { describeMachine } = await import('../tests/bench/js/machine.mjs');
  const { ensurePeers } = await import('../tests/bench/js/peers.mjs');
  const tables = await import('../tests/bench/js/result-table.mjs');

  const dist = join(root, 'dist');
  const { loadEngine } = await import(pathToFileURL(join(dist, 'index.js')).href);
  const datasets = await ensureDatasets(loadEngine);
  await ensurePeers();

  const folders = { hunkwise: dist };
  for (const folder of option('against')?.split(',') ?? []) folders[`build ${folder}`] = resolve(folder);
  const show = ({ title, lines }) => console.log(`\n${title}\n${lines.join('\n')}`);
  const settings = {
    folders,
    isQuick,
    rounds: Number(option('rounds') ?? (isQuick ? 3 : 9)),
    rowIds: option('rows')?.split(',') ?? (isQuick ? ['payload-10', 'summary', 'largest'] : undefined),
    report: (row) => show(tables.describeRow(row, datasets)),
  };
  const results = {
    machine: describeMachine(),
    dataset: [...datasets.values()].map(tables.describeDataset),
  };
  console.log(`\n${tables.describeEnvironment(results).join('\n')}`);
  if (wants('node')) {
    console.log('\n=== Node');
    const { runInNode } = await import('../tests/bench/js/node-suite.mjs');
    results.inNode = await runInNode(settings);
    console.log(`\n${tables.describeMemory(results.inNode.memory).join('\n')}`);
    console.log(`\nimport to engine ready: ${tables.describeColdStart(results.inNode.coldStart)}`);
  }
  if (wants('chromium')) {
    console.log('\n=== Chromium');
    const { runInChromium } = await import('../tests/bench/js/chromium-suite.mjs');
    results.inChromium = await runInChromium(settings);
    results.chromium = results.inChromium.version;
    for (const [place, samples] of Object.entries(results.inChromium.coldStart))
      console.log(`\nimport to engine ready, ${place}: ${tables.describeColdStart(samples)}`);
  }
  return { results, datasets };
}

async function againstPeers() {
  const earlier = earlierResults();
  await ensureDist();
  const { runPeers } = await import('../tests/bench/js/peers-suite.mjs');
  const rounds = Number(option('rounds') ?? (isQuick ? 1 : 3));
  const results = await runPeers({ rowIds: option('rows')?.split(','), rounds, isQuick });
  writeFileSync(join(root, 'build/bench-peers.json'), `${JSON.stringify(results, null, 1)}\n`);
  console.log('\nwritten: build/bench-peers.json');
  await showComparison(earlier, results);
  if (!words.includes('--write')) return;
  const { writePeers } = await import('../tests/bench/js/peers-page.mjs');
  writePeers(results);
  console.log('written: docs/peers.md, docs/peers.json and plots');
}

await main(async () => {
  checkWords();
  await ensureNodeModules();
  if (words.includes('--peers')) return againstPeers();
  const earlier = earlierResults();
  let results = {};
  let datasets;
  if (wants('node') || wants('chromium')) {
    await ensureDist();
    ({ results, datasets } = await runRows());
  }
  if (wants('native')) results.native = await runNative();

  writeFileSync(join(root, 'build/bench.json'), `${JSON.stringify(results, null, 1)}\n`);
  console.log('\nwritten: build/bench.json');
  await showComparison(earlier, results);
  if (words.includes('--write')) {
    const { reportPage } = await import('../tests/bench/js/report-page.mjs');
    mkdirSync(join(root, 'docs'), { recursive: true });
    writeFileSync(join(root, 'docs/benchmarks.md'), reportPage(results, datasets));
    console.log('written: docs/benchmarks.md');
  }
});
