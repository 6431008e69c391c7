// A folder of patches against `git apply --numstat`: what git takes must have git's counts, and of no patch a line may be
// lost, whether git takes it or not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { keptText } from './kept-text.mjs';
import { differences, linesOfIndex, linesOfNumstat } from './numstat.mjs';

/**
 * Differences on purpose: GNU's sentence for binary files is an entry, "dst://f" loses its slashes, and line numbers from
 * 2^31 up are not read.
 */
const otherwise = new Set([
  'debdiff.diff',
  'git_filenames_with_spaces_prefix.diff',
  'text_fragment_error_overflow.patch',
  'text_fragment_error_short_src_extreme.patch',
]);

/** @returns {string[]} paths of all patches below `folder` */
export function patchesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => ['.patch', '.diff'].includes(extname(name)))
    .map((name) => join(folder, name))
    .sort();
}

/** git's own reading, outside of any repository; undefined: it refuses the patch. */
function numstatOf(path, folder) {
  const { status, stdout } = spawnSync('git', ['apply', '--numstat', '-z', '--unsafe-paths', resolve(path)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return status === 0 ? linesOfNumstat(stdout) : undefined;
}

/** @param {string[]} paths */
export function comparePatches(engine, paths) {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-corpora-'));
  const report = { patches: 0, accepted: 0, equal: 0, rejected: [], onPurpose: [], failures: [], rows: 0 };
  try {
    for (const path of paths) {
      const name = basename(path);
      const patch = new Uint8Array(readFileSync(path));
      ++report.patches;
      const { lost, outside, rows, rowBytes, otherBytes } = keptText(engine, patch);
      report.rows += rows;
      if (lost.length > 0) report.failures.push(`${name}: rows that its text does not have: ${lost[0]}`);
      if (rowBytes + otherBytes !== patch.length) report.failures.push(`${name}: bytes do not add up`);
      const index = engine.indexPatch(patch);
      const theirs = numstatOf(path, folder);
      if (theirs === undefined) {
        report.rejected.push({ name, files: index.fileCount, rows, outside: outside.length });
        continue;
      }
      ++report.accepted;
      const found = differences(linesOfIndex(index, false), theirs);
      if (found.length === 0) ++report.equal;
      else if (otherwise.has(name)) report.onPurpose.push(name);
      else report.failures.push(`${name}: ${found.join('; ')}`);
      if (outside.length > 0 && found.length === 0)
        report.failures.push(`${name}: lines that are no rows: ${outside.slice(0, 3).join(' | ')}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return report;
}
