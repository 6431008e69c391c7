// npm run fuzz [-- SECONDS [SUBJECT ...]]: builds the libFuzzer targets and runs each for a while (60 s by default).
// What a run finds interesting is kept in build/native-fuzz/corpus; seeds come from tests/fuzz/seeds.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, run, StepError } from './lib/process.mjs';
import { ensureFuzzer, ensureNodeModules, ensurePreset } from './lib/steps.mjs';

await main(async () => {
  const [seconds = '60', ...chosen] = process.argv.slice(2);
  await ensureNodeModules();
  await ensureFuzzer();
  await ensurePreset('native-fuzz');
  const built = readdirSync(join(root, 'build/native-fuzz')).flatMap(
    (name) => /^diff_fuzz_(\w+)$/.exec(name)?.[1] ?? [],
  );
  const subjects = chosen.length ? chosen : built;
  if (!subjects.length) throw new StepError('No fuzz target was built.');
  let failed = 0;
  for (const subject of subjects) {
    console.log(`\n===== ${subject}, ${seconds} s`);
    const corpus = `build/native-fuzz/corpus/${subject}`;
    const seeds = `tests/fuzz/seeds/${subject}`;
    mkdirSync(join(root, corpus), { recursive: true });
    const folders = [corpus, ...(existsSync(join(root, seeds)) ? [seeds] : [])];
    const options = [
      `-max_total_time=${seconds}`,
      '-print_final_stats=1',
      `-artifact_prefix=build/native-fuzz/${subject}-`,
    ];
    if ((await run(`build/native-fuzz/diff_fuzz_${subject}`, [...options, ...folders])) !== 0) failed++;
  }
  console.log(`\n${subjects.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
});
