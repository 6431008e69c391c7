// npm run coverage: which lines of src/ the native suite runs, and which of js/ the tests of vitest. Fails below the limits. Lines
// that only a browser runs (e2e/) count as not run; folders of payloads and corpora that a machine may have are left alone.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main, mustRun, root, StepError } from './lib/process.mjs';
import { ensureDist, ensureGcovr, ensurePreset } from './lib/steps.mjs';

const limits = { 'src/': 95, 'js/': 90 };
const env = { HUNKWISE_PAYLOADS: undefined, HUNKWISE_CORPORA: undefined };

/** @returns One entry a file: { file, lines, covered }. */
async function native() {
  const folder = 'build/native-coverage';
  await ensureGcovr();
  await ensurePreset('native-coverage');
  for (const name of readdirSync(join(root, folder), { recursive: true }))
    if (name.endsWith('.gcda')) rmSync(join(root, folder, name)); // counts of earlier runs
  await mustRun(join(root, folder, 'diff_tests'), [], { env });
  const report = `${folder}/coverage.json`;
  const options = [
    '--root',
    '.',
    '--filter',
    'src/',
    '--object-directory',
    folder,
    '--exclude-unreachable-branches',
  ];
  await mustRun('gcovr', [...options, '--json-summary', report, folder]);
  const { files } = JSON.parse(readFileSync(join(root, report), 'utf8'));
  return files.map((file) => ({ file: file.filename, lines: file.line_total, covered: file.line_covered }));
}

async function javascript() {
  await ensureDist();
  const folder = 'build/coverage';
  const options = [
    '--coverage.enabled',
    '--coverage.provider=v8',
    '--coverage.include=js/**/*.{ts,tsx}',
    '--coverage.exclude=tests/**',
  ];
  await mustRun(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--maxWorkers=2',
      ...options,
      '--coverage.reporter=json-summary',
      `--coverage.reportsDirectory=${folder}`,
    ],
    { env },
  );
  const { total: _, ...files } = JSON.parse(
    readFileSync(join(root, folder, 'coverage-summary.json'), 'utf8'),
  );
  return Object.entries(files).map(([file, { lines }]) => ({
    file: file.slice(root.length),
    lines: lines.total,
    covered: lines.covered,
  }));
}

const percent = ({ covered, lines }) => (lines === 0 ? 100 : (100 * covered) / lines);
const line = (entry) =>
  `${percent(entry).toFixed(1).padStart(7)} ${String(entry.lines - entry.covered).padStart(6)}  ${entry.file}`;

await main(async () => {
  const files = [];
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !(name in limits));
  if (unknown.length > 0) throw new StepError(`No ${unknown}; there are: ${Object.keys(limits).join(', ')}`);
  const wants = (name) => chosen.length === 0 || chosen.includes(name);
  if (wants('src/')) files.push(...(await native()));
  if (wants('js/')) files.push(...(await javascript()));

  console.log('\n  lines  not run');
  for (const entry of files
    .filter(({ lines, covered }) => covered < lines)
    .sort((a, b) => percent(a) - percent(b)))
    console.log(line(entry));
  let isEnough = true;
  console.log();
  for (const [folder, limit] of Object.entries(limits).filter(([name]) => wants(name))) {
    const inside = files.filter(({ file }) => file.startsWith(folder));
    const sum = (key) => inside.reduce((total, entry) => total + entry[key], 0);
    const all = { file: `${folder} (at least ${limit})`, lines: sum('lines'), covered: sum('covered') };
    if (inside.length === 0 || percent(all) < limit) isEnough = false;
    console.log(line(all));
  }
  return isEnough ? 0 : 1;
});
