// npm run check: what can be said of the sources without running them.

import { filesWithFindings } from './check/clang-tidy.mjs';
import { deadExports } from './check/dead-exports.mjs';
import { forbiddenImports, importCircles } from './check/import-rules.mjs';
import { cppFiles, forbiddenIncludes } from './check/includes.mjs';
import { linkFaults } from './check/links.mjs';
import { Checks } from './lib/checks.mjs';
import { main, run, StepError } from './lib/process.mjs';
import { ensureClangTool } from './lib/steps.mjs';

const checks = new Checks();

/** A check by another program, which prints what it finds. */
const program = async (title, command, args) =>
  checks.record((await run(command, args)) ? 'failed' : 'passed', title);

/** A check of our own: the faults, one line each. */
function faults(title, lines) {
  for (const line of lines) console.log(`  ${line}`);
  checks.record(lines.length > 0 ? 'failed' : 'passed', title);
}

/** A check that needs a program which this machine may be unable to install. */
async function withTool(title, action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    checks.record('skipped', `${title}: ${error.message}`);
  }
}

const node = (title, ...args) => program(title, process.execPath, args);

await main(async () => {
  await node('types (tsc)', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  await node(
    'lint and format (biome)',
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--colors=off',
    '--error-on-warnings',
    '.',
  );
  faults('dead exports', deadExports());
  faults('imports point in the allowed directions', forbiddenImports());
  faults('no circle between folders', importCircles());
  faults('includes point in the allowed directions', forbiddenIncludes());
  faults('links of the pages', linkFaults());
  await withTool('C++ format (clang-format)', async () => {
    const clangFormat = await ensureClangTool('clang-format');
    const sources = cppFiles('src', 'wasm', 'tests');
    await program('C++ format (clang-format)', clangFormat, ['--dry-run', '--Werror', ...sources]);
  });
  await withTool('bugs in C++ (clang-tidy)', async () =>
    faults('bugs in C++ (clang-tidy)', await filesWithFindings()),
  );
  return checks.finish();
});
