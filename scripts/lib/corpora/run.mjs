// Runs every corpus that is there with the built package, and prints the table.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHidden } from './hidden.mjs';
import { compareHistory } from './history.mjs';
import { checkJson, jsonDocumentsIn } from './json.mjs';
import { checkLibraries } from './libraries.mjs';
import { comparePatches, patchesIn } from './patches.mjs';
import { checkStrings } from './strings.mjs';
import { compareWordDiffs } from './word-diff.mjs';

const { HUNKWISE_CORPORA, HUNKWISE_HISTORY, HUNKWISE_GIT_FIXTURES, HUNKWISE_LIBRARY_CASES } = process.env;
const commits = Number(process.env.HUNKWISE_COMMITS ?? 300);
const number = (value) => value.toLocaleString('en');

const lines = [];
const failures = [];
const skipped = [];

function add(what, size, outcome, found) {
  lines.push(`| ${what} | ${size} | ${outcome} | ${found.length} |`);
  failures.push(...found.map((failure) => `${what}: ${failure}`));
}

function skip(what, variable, missing = 'names no folder') {
  const why = process.env[variable] ? `${variable} ${missing}` : `${variable} is not set`;
  skipped.push(`${what}: ${why}`);
  console.warn(`SKIPPED ${what}: ${why}`);
}

function addPatches(engine, title, folder) {
  const report = comparePatches(engine, patchesIn(folder));
  const { accepted, equal, rejected, onPurpose } = report;
  add(
    title,
    `${number(report.patches)} patches`,
    `git takes ${accepted}: ${equal} with equal counts, ${onPurpose.length} otherwise on purpose; ` +
      `git refuses ${rejected.length}: read, ${number(rejected.reduce((sum, { rows }) => sum + rows, 0))} rows shown`,
    report.failures,
  );
  for (const { name, files, rows, outside } of rejected)
    console.log(`${title}: git refuses ${name}; ours: ${files} files, ${rows} rows, ${outside} other lines`);
  for (const name of onPurpose) console.log(`${title}: ${name} differs from git on purpose`);
}

function addWordDiffs(engine, folder) {
  const { cases, failures: found } = compareWordDiffs(engine, folder);
  const sum = (field) => number(cases.reduce((total, one) => total + one[field], 0));
  add(
    "git's word-diff cases",
    `${cases.length} languages, ${sum('characters')} characters`,
    `git marks ${sum('git')}, we ${sum('ours')}, both ${sum('both')} (information)`,
    found,
  );
  for (const { name, characters, git, ours, both } of cases)
    console.log(`word-diff ${name}: of ${characters} characters git marks ${git}, we ${ours}, both ${both}`);
}

/** @returns {Promise<number>} the exit code */
export async function runCorpora() {
  const { loadEngine, RowFlag } = await import('../../../dist/index.js');
  const engine = await loadEngine();

  if (HUNKWISE_CORPORA) {
    for (const folder of readdirSync(HUNKWISE_CORPORA).filter((name) => name.startsWith('patches-')))
      addPatches(engine, folder, join(HUNKWISE_CORPORA, folder));
    const json = checkJson(engine, jsonDocumentsIn(join(HUNKWISE_CORPORA, 'json')));
    add(
      'JSON test suite',
      `${json.accepted + json.refused + json.decided} documents`,
      `${json.accepted} read, ${json.refused} refused, ${json.decided} as decided`,
      json.failures,
    );
    const blns = join(HUNKWISE_CORPORA, 'hostile-strings/blns.json');
    const strings = checkStrings(engine, JSON.parse(readFileSync(blns, 'utf8')));
    add(
      'hostile strings',
      `${strings.strings} strings`,
      `in ${strings.places} places each, unchanged`,
      strings.failures,
    );
  } else {
    skip('patches, JSON documents, hostile strings', 'HUNKWISE_CORPORA');
  }

  if (HUNKWISE_GIT_FIXTURES) addPatches(engine, 'a folder of patches', HUNKWISE_GIT_FIXTURES);
  else skip('a folder of patches', 'HUNKWISE_GIT_FIXTURES');
  const wordDiffs = join(HUNKWISE_GIT_FIXTURES ?? '', 't4034');
  if (HUNKWISE_GIT_FIXTURES && existsSync(wordDiffs)) addWordDiffs(engine, wordDiffs);
  else skip("git's word-diff cases", 'HUNKWISE_GIT_FIXTURES', 'has no t4034/');

  if (HUNKWISE_HISTORY) {
    const report = await compareHistory({ engine, noNewline: RowFlag.noNewline }, HUNKWISE_HISTORY, commits);
    add(
      'a history',
      `the newest ${number(report.commits)} commits, ${(report.bytes / 1e6).toFixed(1)} MB`,
      `${number(report.files)} counts as git's; ${number(report.rebuilt)} files rebuilt on both sides, ` +
        `${report.notUtf8} of other encodings left out`,
      report.failures,
    );
  } else {
    skip("a repository's history", 'HUNKWISE_HISTORY');
  }

  const hidden = checkHidden({ engine, hiddenCharacters: RowFlag.hiddenCharacters });
  add(
    'hidden characters',
    `${hidden.deceptive} deceptive lines, ${hidden.ordinary} ordinary ones`,
    'all of the former flagged, none of the latter',
    hidden.failures,
  );

  if (HUNKWISE_LIBRARY_CASES && existsSync(HUNKWISE_LIBRARY_CASES)) {
    for (const { name, cases, passed, onPurpose, failures: found } of await checkLibraries(
      { engine, noNewline: RowFlag.noNewline },
      HUNKWISE_LIBRARY_CASES,
    ))
      add(
        `${name}'s own tests`,
        `${cases} tests`,
        `${passed} pass, ${onPurpose} otherwise on purpose`,
        found,
      );
  } else {
    skip("other libraries' own tests", 'HUNKWISE_LIBRARY_CASES');
  }

  console.log(`\n| corpus | size | outcome | failures |\n|---|---|---|---|\n${lines.join('\n')}`);
  for (const failure of failures) console.error(`FAILED ${failure}`);
  for (const what of skipped) console.warn(`SKIPPED ${what}`);
  return failures.length > 0 ? 1 : 0;
}
