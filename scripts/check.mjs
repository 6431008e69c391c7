// npm run check: types of all TypeScript, lint and format of all JavaScript, format of all C++.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Checks } from './lib/checks.mjs';
import { main, outputOf, root, run } from './lib/process.mjs';

const cpp = ['src', 'wasm', 'tests'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => /\.(cpp|h)$/.test(name))
    .map((name) => join(folder, name)),
);

await main(async () => {
  const checks = new Checks();
  const check = async (title, program, args) =>
    checks.record((await run(program, args)) ? 'failed' : 'passed', title);
  await check('types (tsc)', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
  await check('lint and format (biome)', process.execPath, [
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--colors=off',
    '--error-on-warnings',
    '.',
  ]);
  // Other versions break lines elsewhere, so only Debian 12's decides.
  const version = outputOf('clang-format', ['--version'], { silent: true });
  if (version?.includes(' 14.'))
    await check('C++ format (clang-format)', 'clang-format', ['--dry-run', '--Werror', ...cpp]);
  else checks.record('skipped', 'C++ format: needs clang-format 14');
  return checks.finish();
});
