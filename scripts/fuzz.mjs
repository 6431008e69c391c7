// npm run fuzz [-- --seconds N [SUBJECT ...]]: builds the libFuzzer targets and runs each for a while (60 s by default).
// What a run finds interesting is kept in build/native-fuzz/corpus; seeds come from tests/fuzz/seeds, where every input that
// fails is kept as one more.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, root, run, StepError } from './lib/process.mjs';
import { ensureFuzzer, ensureNodeModules, ensurePreset } from './lib/steps.mjs';

await main(async () => {
  const { values, positionals } = parseArgs({
    options: { seconds: { type: 'string' } },
    allowPositionals: true,
  });
  // The seconds alone, as it was before the option.
  const first = /^\d+$/.test(positionals[0] ?? '') ? positionals.shift() : undefined;
  const seconds = values.seconds ?? first ?? '60';
  const chosen = positionals;
  if (!/^[1-9]\d*$/.test(seconds)) throw new StepError(`--seconds takes a number, not ${seconds}.`);
  await ensureNodeModules();
  await ensureFuzzer();
  await ensurePreset('native-fuzz');
  const built = readdirSync(join(root, 'build/native-fuzz')).flatMap(
    (name) => /^diff_fuzz_(\w+)$/.exec(name)?.[1] ?? [],
  );
  const subjects = chosen.length ? chosen : built;
  if (!subjects.length) throw new StepError('No fuzz target was built.');
  const unknown = chosen.filter((subject) => !built.includes(subject));
  if (unknown.length)
    throw new StepError(`No such target: ${unknown.join(', ')}. There are ${built.join(', ')}.`);
  let failed = 0;
  for (const subject of subjects) {
    console.log(`\n===== ${subject}, ${seconds} s`);
    const corpus = `build/native-fuzz/corpus/${subject}`;
    const seeds = `tests/fuzz/seeds/${subject}`;
    for (const folder of [corpus, seeds]) mkdirSync(join(root, folder), { recursive: true });
    const options = [`-max_total_time=${seconds}`, '-print_final_stats=1', `-artifact_prefix=${seeds}/`];
    const before = new Set(readdirSync(join(root, seeds)));
    const code = await run(`build/native-fuzz/diff_fuzz_${subject}`, [...options, corpus, seeds]);
    if (code !== 0) failed++;
    for (const name of readdirSync(join(root, seeds)))
      if (!before.has(name)) console.log(`Kept as a seed: ${seeds}/${name}`);
  }
  console.log(`\n${subjects.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
});
