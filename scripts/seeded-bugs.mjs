// npm run seeded-bugs [-- WORD …]: makes each fault of tests/seeded-bugs.mjs in a copy of the tree and runs the tests that ought to
// notice; with words, only those whose name has one of them. Fails when a fault survives.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { seededBugs } from '../tests/seeded-bugs.mjs';
import { has, main, root, StepError } from './lib/process.mjs';
import { ensureDist, ensureToolchain } from './lib/steps.mjs';

const tree = join(root, 'build/seeded-bugs');
const preset = 'native-debug';

/** Longer than any suite takes: a fault may be a loop without an end. A build ends, however busy the machine is. */
const LIMIT_MS = 10 * 60_000;

const isSame = (one, other) => existsSync(other) && readFileSync(one).equals(readFileSync(other));

// What is built stays from one time to the next, so a file that is the same is left alone, with its time: an older time than
// that of what was built from a fault would keep the fault.
function makeTree() {
  mkdirSync(join(tree, 'build'), { recursive: true });
  const filter = (from, to) =>
    !/\/node_modules(\/|$)/.test(from.slice(root.length)) && !(statSync(from).isFile() && isSame(from, to));
  const folders = ['src', 'js', 'tests', 'docs', 'scripts', 'demo', 'e2e', 'wasm'];
  for (const folder of folders.filter((name) => existsSync(join(tree, name))))
    for (const name of readdirSync(join(tree, folder), { recursive: true }))
      if (!existsSync(join(root, folder, name)))
        rmSync(join(tree, folder, name), { recursive: true, force: true });
  const single =
    'package.json package-lock.json tsconfig.json vitest.config.ts CMakeLists.txt CMakePresets.json';
  for (const path of [...folders, ...single.split(' '), 'README.md'])
    cpSync(join(root, path), join(tree, path), { recursive: true, filter });
  for (const link of ['node_modules', 'dist', 'build/wasm-release']) {
    rmSync(join(tree, link), { force: true });
    symlinkSync(join(root, link), join(tree, link));
  }
}

/** Whether a program in the tree succeeds; its output is kept for who wants to see it. */
function succeeds(program, args, timeout = LIMIT_MS) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env };
    delete env.HUNKWISE_PAYLOADS;
    delete env.HUNKWISE_CORPORA;
    const child = spawn(program, args, {
      cwd: tree,
      env,
      timeout,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => {
      lastOutput = output;
      resolve(code === 0);
    });
  });
}

let lastOutput = '';

async function mustSucceed(what, ...command) {
  if (!(await succeeds(...command))) throw new StepError(`${lastOutput}\n${what}: failed`);
}

const build = () => ['cmake', ['--build', '--preset', preset, '-j', '2'], 0];
const native = (...chosen) => [
  join(tree, 'build', preset, 'diff_tests'),
  ['--abort', '--rng-seed', '1', ...chosen],
];
/** Of the file's own tests: they know soonest, and are a part of the suite. */
const ownNative = (file) =>
  native('--filenames-as-tags', '--allow-running-no-tests', `[#${basename(file, '.cpp')}_test]`);
const vitest = (files) => [
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--maxWorkers=2', ...files],
];

/** Without any fault everything has to pass, or being noticed means nothing. */
async function beforehand(bugs) {
  if (bugs.some(({ tests }) => tests === 'native')) {
    const { thirdParty } = ensureToolchain();
    const configure = [
      '--preset',
      preset,
      '-G',
      has('ninja') ? 'Ninja' : 'Unix Makefiles',
      `-DHUNKWISE_THIRD_PARTY=${thirdParty}`,
    ];
    await mustSucceed('configuring', 'cmake', configure);
    await mustSucceed('the build without a fault', ...build());
    await mustSucceed('the native suite without a fault', ...native());
  }
  const files = new Set(bugs.flatMap(({ tests }) => (tests === 'native' ? [] : tests)));
  if (files.size > 0) await mustSucceed('vitest without a fault', ...vitest(files));
}

/** @returns What noticed the fault, or undefined. */
async function noticedBy({ tests, file }) {
  if (tests !== 'native') return (await succeeds(...vitest(tests))) ? undefined : 'vitest';
  if (!(await succeeds(...build()))) return `NOT BUILT: this fault is none\n${lastOutput}`;
  const isUnnoticed = (await succeeds(...ownNative(file))) && (await succeeds(...native()));
  return isUnnoticed ? undefined : 'native';
}

async function tryBug(bug) {
  const file = join(tree, bug.file);
  const source = readFileSync(file, 'utf8');
  const pieces = source.split(bug.before);
  if (pieces.length !== 2) return `NOT FOUND ONCE in ${bug.file}, but ${pieces.length - 1} times`;
  writeFileSync(file, pieces.join(bug.after));
  try {
    return (await noticedBy(bug)) ?? 'SURVIVED';
  } finally {
    writeFileSync(file, source);
  }
}

await main(async () => {
  const words = process.argv.slice(2);
  const bugs = seededBugs.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (bugs.length === 0) throw new StepError(`No fault has one of: ${words.join(', ')}`);
  await ensureDist();
  makeTree();
  await beforehand(bugs);
  let survivors = 0;
  for (const bug of bugs) {
    const start = performance.now();
    const outcome = await tryBug(bug);
    if (/^[A-Z]{2}/.test(outcome)) survivors++;
    const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(4);
    console.log(`${seconds} s  ${outcome.padEnd(9)} ${bug.name} (${bug.file})`);
  }
  console.log(`\n${bugs.length - survivors} of ${bugs.length} noticed`);
  return survivors > 0 ? 1 : 0;
});
