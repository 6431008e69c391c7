// Counts the instructions that the core executes on fixed documents, natively, under callgrind: unlike milliseconds they are
// the same on a busy machine, so a change of a few per cent is seen.
//   --update   accepts the counts as they are: scripts/instruction-counts.json
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checks } from './lib/checks.mjs';
import { main, outputOf, root, StepError } from './lib/process.mjs';
import { ensurePreset, ensureValgrind } from './lib/steps.mjs';

const countsFile = join(root, 'scripts/instruction-counts.json');
const program = 'build/native-release/diff_bench';
const TOLERANCE = 0.03;

/** The C library chooses its string functions by the processor; here everybody gets the same ones. */
const tunables = 'GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-ERMS,-FSRM,-AVX512F,-AVX512VL,-EVEX';

function count(id) {
  const callgrind = ['--tool=callgrind', '--callgrind-out-file=/dev/null', '--log-fd=1'];
  const onlyTheRun = '--toggle-collect=hunkwise::bench::counted_run*';
  const command = [tunables, 'valgrind', ...callgrind, onlyTheRun, program, '--once', id];
  const output = outputOf('env', command);
  const [, items] = /^(\d+)$/m.exec(output ?? '') ?? [];
  const [, instructions] = /Collected : (\d+)/.exec(output ?? '') ?? [];
  if (!items || !Number(instructions)) throw new StepError(`${id} could not be counted:\n${output}`);
  return { items: Number(items), instructions: Number(instructions) };
}

function measure() {
  const listed = outputOf(program, ['--list'])?.trim().split('\n');
  if (!listed) throw new StepError(`${program} --list failed.`);
  const compiler = listed.pop().replace(/^compiler /, '');
  return { compiler, works: Object.fromEntries(listed.map((id) => [id, count(id)])) };
}

function compare(found, committed, checks) {
  const isSameCompiler = found.compiler === committed.compiler;
  for (const id of new Set([...Object.keys(found.works), ...Object.keys(committed.works)])) {
    const now = found.works[id];
    const before = committed.works[id];
    if (!now || !before) {
      checks.record('failed', `${id}: ${now ? 'is not among the committed counts' : 'is no longer there'}`);
      continue;
    }
    checks.record(
      now.items === before.items ? 'passed' : 'failed',
      `${id}: ${now.items} items, committed ${before.items}`,
    );
    const change = now.instructions / before.instructions - 1;
    const numbers = `${id}: ${now.instructions} instructions, ${(100 * change).toFixed(1)} % to the committed ${before.instructions}`;
    if (!isSameCompiler)
      checks.record('skipped', `${numbers}; those are of ${committed.compiler}, this is ${found.compiler}`);
    else
      checks.record(
        Math.abs(change) <= TOLERANCE ? 'passed' : 'failed',
        Math.abs(change) <= TOLERANCE
          ? numbers
          : `${numbers}. node scripts/count-instructions.mjs --update accepts it`,
      );
  }
}

await main(async () => {
  await ensureValgrind();
  await ensurePreset('native-release');
  const found = measure();
  if (process.argv.includes('--update')) writeFileSync(countsFile, `${JSON.stringify(found, null, 2)}\n`);
  const checks = new Checks();
  compare(found, JSON.parse(readFileSync(countsFile, 'utf8')), checks);
  return checks.finish();
});
