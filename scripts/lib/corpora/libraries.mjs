// The tests that other libraries ship, run with our reader in the place of theirs. Their files are programs: they are run in
// a context of their own with nothing but the functions that a test runner gives. What our reader has no word for (modes,
// for instance) is not compared.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const NOT_OURS = Symbol('not ours');

const signs = { context: ' ', addition: '+', deletion: '-' };
const types = { context: 'normal', addition: 'add', deletion: 'del' };

/** parse-diff's result, as far as our index and rows say it. */
function likeParseDiff({ engine, noNewline }) {
  return (input) => {
    if (!input) return [];
    const index = engine.indexPatch(input);
    return Array.from({ length: index.fileCount }, (_, file) => {
      const status = index.status(file);
      const path = index.path(file);
      return {
        from: status === 'added' ? '/dev/null' : (index.oldPath(file) ?? path),
        to: status === 'deleted' ? '/dev/null' : path,
        additions: index.additions(file),
        deletions: index.deletions(file),
        ...(status === 'added' ? { new: true } : {}),
        ...(status === 'deleted' ? { deleted: true } : {}),
        ...(index.detail(file) === 'binary' ? { binary: true } : {}),
        chunks: chunksOf(engine.parseFile(index, file), noNewline),
        oldMode: NOT_OURS,
        newMode: NOT_OURS,
        index: NOT_OURS,
      };
    });
  };
}

function chunksOf(table, noNewline) {
  const chunks = [];
  for (let row = 0; row < table.rowCount; ++row) {
    const kind = table.kindAt(row);
    const text = table.textAt(row);
    if (kind === 'hunkHeader') {
      const hunk = table.hunks.find((candidate) => candidate.row === row);
      chunks.push({
        content: text,
        changes: [],
        oldStart: hunk.oldStart,
        oldLines: hunk.oldCount,
        newStart: hunk.newStart,
        newLines: hunk.newCount,
      });
    } else if (kind in signs) {
      const type = types[kind];
      const numbers =
        kind === 'context'
          ? { ln1: table.oldLineAt(row), ln2: table.newLineAt(row) }
          : { ln: table.oldLineAt(row) || table.newLineAt(row) };
      const { changes } = chunks.at(-1);
      // Whether an empty context row came with its blank is not kept.
      const content = kind === 'context' && text === '' ? NOT_OURS : signs[kind] + text;
      changes.push({ type, [type]: true, ...numbers, content });
      if (table.flagsAt(row) & noNewline)
        changes.push({ type, [type]: true, ...numbers, content: '\\ No newline at end of file' });
    }
  }
  return chunks;
}

/** Where each library has its tests, what they ask for, and what we read otherwise on purpose. */
const libraries = [
  {
    name: 'parse-diff',
    tests: '__tests__/parse.spec.js',
    adapter: likeParseDiff,
    otherwise: new Map([
      ['should parse gnu sample diff', 'a plain patch has one path for both sides'],
      ['should parse svn diff output', 'a file that was added has no path on the old side'],
      [
        'should parse GitHub API patch diff when listing files of a pull request',
        'the path of hunks without a file header is empty, not undefined',
      ],
      [
        'should parse rename diff with space in path with no changes',
        'names in rename lines have no prefix, as git writes them',
      ],
      ['should parse rename diff with space in path with changes', 'as above'],
      [
        'should parse diff with single line quote escaped file names',
        'quoted names are resolved, as git reads them',
      ],
      [
        "should parse files with additional '-' and '+'",
        'the counts of the header decide; lines beyond them are raw rows',
      ],
    ]),
  },
];

function plain(value) {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

function expecting(value) {
  const compare = (expected) => {
    if (value !== NOT_OURS && plain(value) !== plain(expected))
      throw new Error(`${plain(value)} instead of ${plain(expected)}`);
  };
  const fallsTo = (isTrue) => () => {
    if (value !== NOT_OURS && Boolean(value) !== isTrue) throw new Error(`${plain(value)} is not ${isTrue}`);
  };
  return {
    toBe: compare,
    toEqual: compare,
    toBeTruthy: fallsTo(true),
    toBeFalsy: fallsTo(false),
    toBeUndefined: () => compare(undefined),
  };
}

/** @returns {{ name: string, run: () => void }[]} */
function casesOf(source, adapted) {
  const cases = [];
  const it = (name, run) => cases.push({ name, run });
  runInContext(
    source,
    createContext({ require: () => adapted, describe: (_, body) => body(), it, test: it, expect: expecting }),
  );
  return cases;
}

/** @param {string} folder with one folder for each unpacked library */
export function checkLibraries(tools, folder) {
  return libraries.flatMap(({ name, tests, adapter, otherwise }) => {
    const file = join(folder, name, tests);
    if (!existsSync(file)) return [];
    return [{ name, ...runCases(casesOf(readFileSync(file, 'utf8'), adapter(tools)), otherwise) }];
  });
}

export function runCases(cases, otherwise = new Map()) {
  const report = { cases: cases.length, passed: 0, onPurpose: 0, failures: [] };
  for (const { name, run } of cases) {
    try {
      run();
      ++report.passed;
    } catch (error) {
      if (otherwise.has(name)) ++report.onPurpose;
      else report.failures.push(`${name}: ${error.message}`);
    }
  }
  return report;
}
