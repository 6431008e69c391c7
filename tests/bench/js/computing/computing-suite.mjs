// Row 5: all that compare take turns, in another order every round; git as a program, less its start.
import { fork, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../scripts/lib/process.mjs';
import { randomOrder } from '../random-order.mjs';
import { bundleComputing } from './computing-bundle.mjs';
import { contestantsOf } from './contestants.mjs';
import { folder, makeWork, works } from './works.mjs';

export const LIMIT_MS = 30_000;
const GIT_RUNS = 5;
const EXACT_PEER = 'diff-sequences';

class Child {
  #process;
  #waiting;

  constructor(...words) {
    this.#process = fork(join(root, 'tests/bench/js/computing/child.mjs'), words, {
      execArgv: ['--expose-gc', '--max-old-space-size=6000'],
    });
    this.#process.on('message', (answer) => this.#waiting?.(answer));
    this.#process.on('exit', () => this.#waiting?.({ failed: 'its process ended' }));
  }

  ready = () => this.#answer();

  ask(question) {
    this.#process.send(question);
    return this.#answer();
  }

  #answer() {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ failed: `over ${LIMIT_MS / 1000} s` }), LIMIT_MS);
      this.#waiting = resolve;
      this.#process.once('message', () => clearTimeout(timer));
      this.#process.once('exit', () => clearTimeout(timer));
    });
  }

  end = () => this.#process.kill('SIGKILL');
}

const gitWords = (paths, ...options) => [
  'diff',
  '--no-index',
  '--no-color',
  '--no-ext-diff',
  ...options,
  ...paths,
];

function gitMilliseconds(paths, ...options) {
  const start = performance.now();
  const { status } = spawnSync('git', gitWords(paths, ...options), { stdio: 'ignore' });
  const time = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`git diff ended with ${status}`);
  return time;
}

/** Additions and deletions that git counts; undefined if it needs over two minutes. */
function gitCounts(paths, ...options) {
  const { stdout } = spawnSync('git', gitWords(paths, '--numstat', ...options), {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const [additions, deletions] = stdout.split('\t').map(Number);
  return Number.isInteger(deletions) ? { additions, deletions } : undefined;
}

/**
 * The fewest changed lines that anybody found, and who. A peer that is exact has proved that there are no fewer; git's
 * own --minimal sometimes leaves out frequent lines and has a few more.
 */
function fewestOf(entries, paths) {
  const found = Object.entries(entries).flatMap(([name, { quality }]) =>
    quality ? [{ by: name, ...quality }] : [],
  );
  const git = gitCounts(paths, '--minimal');
  if (git) found.push({ by: 'git diff --minimal', ...git });
  const total = ({ additions, deletions }) => additions + deletions;
  const least = found.sort((a, b) => total(a) - total(b))[0];
  const exact = found.find(({ by }) => by === EXACT_PEER);
  if (exact && total(exact) > total(least))
    throw new Error(`${least.by}: fewer changes than the fewest possible, which ${EXACT_PEER} has`);
  return { ...least, isProved: exact !== undefined, gitMinimal: git };
}

function gitContestants(paths) {
  const empty = [0, 1].map((side) => join(root, folder, `empty-${side}.txt`));
  for (const path of empty) writeFileSync(path, '');
  // The least of a few of each, one after the other: a process's start takes longer than most of these works.
  const least = (files, ...options) =>
    Math.min(...Array.from({ length: GIT_RUNS }, () => gitMilliseconds(files, ...options)));
  const contestant = (name, ...options) => ({
    name,
    options,
    sample() {
      const start = least(empty);
      return { time: least(paths, ...options) - start, start };
    },
  });
  return [contestant('git diff'), contestant('git diff --histogram', '--histogram')];
}

async function startChild(work, name, paths) {
  const child = new Child(work.id, name, ...paths);
  const entry = { samples: [] };
  for (const question of [undefined, 'first', 'check', 'warmUp']) {
    if (question === 'warmUp' && entry.first > 1000) continue;
    const answer = question ? await child.ask(question) : await child.ready();
    if (answer.failed) {
      child.end();
      return { entry: { ...entry, failed: answer.failed } };
    }
    if (question === 'first') entry.first = answer.time;
    if (question === 'check') entry.quality = answer;
  }
  return { entry, child };
}

async function computeWork(work, { rounds, names, note }) {
  const paths = await makeWork(work);
  const texts = paths.map((path) => readFileSync(path, 'utf8'));
  const all = (await contestantsOf(work, texts)).filter(({ name }) => !names || names.includes(name));
  const entries = {};
  const running = [];
  for (const { name, isPeer } of all) {
    const { entry, child } = await startChild(work, name, paths);
    entries[name] = { isPeer: Boolean(isPeer), ...entry };
    note(`${work.id}, ${name}: ${entry.failed ?? `${entry.first.toFixed(1)} ms at first`}`);
    if (child) running.push({ name, sample: () => child.ask('sample'), end: child.end });
  }
  const fewest = work.isIntraline ? undefined : fewestOf(entries, paths);
  for (const git of work.isIntraline ? [] : gitContestants(paths)) {
    entries[git.name] = { isPeer: false, samples: [], quality: gitCounts(paths, ...git.options) };
    running.push(git);
  }
  try {
    for (let round = 0; round < rounds; round++) {
      for (const { name, sample } of randomOrder(running, 0x9e3779b9 + round * 7919)) {
        const entry = entries[name];
        if (entry.failed || (entry.first > 2000 && round >= 3)) continue;
        const answer = await sample();
        if (answer.failed) entry.failed = answer.failed;
        else entry.samples.push(answer.time);
      }
    }
  } finally {
    for (const { end } of running) end?.();
  }
  return { id: work.id, title: work.title, fewest, contestants: entries };
}

/** @returns [{ id, title, fewest?, contestants: name -> { isPeer, first, samples, quality, failed? } }] */
export async function runComputing({ rowIds, report, ...settings }) {
  const results = [];
  await bundleComputing();
  for (const work of works.filter(({ id }) => rowIds.includes(id))) {
    results.push(await computeWork(work, settings));
    report(results.at(-1));
  }
  return results;
}
