// A repository's history as `git log -p` prints it: counts against --numstat, and both sides of every file rebuilt from its
// rows and named as git names them.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { differences, linesOfIndex, linesOfNumstat } from './numstat.mjs';

const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--format='];

/** What git prints, chunk by chunk as it comes. */
async function outputOf(repository, args) {
  const git = spawn('git', ['-C', repository, '-c', 'core.pager=', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done, fail) => git.on('error', fail).on('close', done));
  const chunks = [];
  for await (const chunk of git.stdout) chunks.push(chunk);
  if ((await ended) !== 0) throw new Error(`git ${args[0]} failed in ${repository}`);
  return Buffer.concat(chunks);
}

function nameOf(text) {
  return createHash('sha1').update(`blob ${text.length}\0`).update(text).digest('hex');
}

/** One side of a file from its rows, which show all of it; undefined: it has bytes that are not UTF-8. */
function sideOf(table, other, noNewline) {
  const parts = [];
  for (let row = 0; row < table.rowCount; ++row) {
    const kind = table.kindAt(row);
    if (kind === 'hunkHeader' || kind === other) continue;
    const text = table.textAt(row);
    if (text.includes('\ufffd')) return undefined;
    parts.push(text, (table.flagsAt(row) & noNewline) === 0 ? '\n' : '');
  }
  return Buffer.from(parts.join(''));
}

const isSide = (text, name) => (/^0+$/.test(name) ? text.length === 0 : nameOf(text) === name);

/** The newest so many commits. */
export async function compareHistory({ engine, noNewline }, repository, commits) {
  const range = ['log', '-n', String(commits), ...plain];
  const counted = await outputOf(repository, ['rev-list', '--count', '-n', String(commits), 'HEAD']);
  const report = { commits: Number(counted), files: 0, bytes: 0, rebuilt: 0, notUtf8: 0, failures: [] };

  const patch = await outputOf(repository, [...range, '-p', '-M']);
  const numstat = await outputOf(repository, [...range, '-M', '--numstat', '-z']);
  const theirs = linesOfNumstat(numstat.toString());
  const ours = linesOfIndex(engine.indexPatch(patch));
  report.files = ours.length;
  report.bytes = patch.length;
  report.failures.push(...differences(ours, theirs));

  const whole = await outputOf(repository, [
    ...range,
    '-p',
    '-U1000000000',
    '--full-index',
    '--no-merges',
    '--no-renames',
  ]);
  const index = engine.indexPatch(whole);
  for (let file = 0; file < index.fileCount; ++file) {
    const names = [index.oldHash(file), index.newHash(file)];
    if (index.detail(file) !== 'text' || names[0]?.length !== 40) continue;
    const table = engine.parseFile(index, file);
    const sides = [sideOf(table, 'addition', noNewline), sideOf(table, 'deletion', noNewline)];
    if (!sides[0] || !sides[1]) {
      ++report.notUtf8;
      continue;
    }
    if (sides.some((side) => side.toString().startsWith('Subproject commit '))) continue;
    if (sides.every((side, i) => isSide(side, names[i]))) ++report.rebuilt;
    else report.failures.push(`${index.path(file)} ${names.join(' ')} is not rebuilt`);
  }
  return report;
}
