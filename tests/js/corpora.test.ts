// What `npm run corpora` does with what others made, on small samples of our own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RowFlag } from '../../js/core/api.ts';
import { checkHidden } from '../../scripts/lib/corpora/hidden.mjs';
import { compareHistory } from '../../scripts/lib/corpora/history.mjs';
import { checkJson } from '../../scripts/lib/corpora/json.mjs';
import { keptText } from '../../scripts/lib/corpora/kept-text.mjs';
import { checkLibraries, runCases } from '../../scripts/lib/corpora/libraries.mjs';
import { comparePatches, patchesIn } from '../../scripts/lib/corpora/patches.mjs';
import { checkStrings } from '../../scripts/lib/corpora/strings.mjs';
import { compareWordDiffs } from '../../scripts/lib/corpora/word-diff.mjs';
import { testEngine } from './support/core.ts';

const { engine } = testEngine();
const { noNewline, hiddenCharacters } = RowFlag;
const folder = mkdtempSync(join(tmpdir(), 'hunkwise-samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('patches', () => {
  const samples = {
    'git.patch':
      'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nSubject: one\n\n- a list\n---\n f | 2 +-\n\n' +
      'diff --git a/f b/f\nindex 123..456 100644\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n-- \n2.39.0\n',
    'new.diff':
      'diff --git a/n b/n\nnew file mode 100644\nindex 000..456\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n',
    'tab.diff': 'diff --git "a/a\\tb" "b/a\\tb"\n--- "a/a\\tb"\n+++ "b/a\\tb"\n@@ -1 +1,2 @@\n a\n+b\n',
    'two.diff': '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n--- a/g\n+++ b/g\n@@ -3,2 +3 @@\n-c\n d\n',
    'damaged.patch': '--- a/f\n+++ b/f\n@@ -1,9 +1,9 @@\n-a\n+b\nsomething else\n',
  };

  test("git's counts where it takes them; every line is there where it does not", () => {
    for (const [name, text] of Object.entries(samples)) writeFileSync(join(folder, name), text);
    const report = comparePatches(engine, patchesIn(folder));
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({ patches: 5, accepted: 4, equal: 4 });
    expect(report.rejected).toEqual([{ name: 'damaged.patch', files: 1, rows: 4, outside: 0 }]);
  });

  test("a count that is not git's is told", () => {
    const lying = {
      parseFile: engine.parseFile.bind(engine),
      indexPatch: (patch: Uint8Array) => Object.assign(engine.indexPatch(patch), { additions: () => 7 }),
    };
    expect(comparePatches(lying, [join(folder, 'two.diff')]).failures).toHaveLength(1);
  });

  test('a row that the patch does not have, and a line that is no row, are told', () => {
    const patch = bytes(samples['two.diff']);
    const lying = (change: (text: string) => string, rows = 0) => ({
      indexPatch: engine.indexPatch.bind(engine),
      parseFile: (...args: Parameters<typeof engine.parseFile>) => {
        const table = engine.parseFile(...args);
        return {
          rowCount: table.rowCount - rows,
          kindAt: (row: number) => table.kindAt(row),
          textAt: (row: number) => change(table.textAt(row)),
        };
      },
    });
    expect(keptText(engine, patch)).toMatchObject({ lost: [], outside: [], rows: 6 });
    expect(
      keptText(
        lying((text) => `${text}!`),
        patch,
      ).lost,
    ).toHaveLength(6);
    expect(
      keptText(
        lying((text) => text, 1),
        patch,
      ).outside,
    ).toEqual(['+b', ' d']);
  });
});

test("a small history: git's counts, and both sides rebuilt", async () => {
  const repository = join(folder, 'history');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: folder });
  git('init', '-q', repository);
  const inside = (...args: string[]) => git('-C', repository, ...args);
  const commit = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(repository, name), text);
    inside('add', '-A');
    inside('commit', '-q', '-m', '--- not a header\n+++ nor this');
  };
  commit({ a: 'one\ntwo\n', 'with space': '-- x\n++ y\n@@ -1 +1 @@\n', 'no newline': 'a\nb' });
  commit({ a: 'one\nTWO\n\n', 'with space': '-- y\n', 'no newline': 'a\nc', empty: '' });
  inside('mv', 'a', 'moved');
  commit({ new: 'text\r\nmore\n', 'no newline': 'a\nc\n' });
  const report = await compareHistory({ engine, noNewline }, repository, 10);
  expect(report.failures).toEqual([]);
  expect(report).toMatchObject({ files: 10, rebuilt: 10, notUtf8: 0 });
});

test('JSON: what is one is read, what is none is refused, the rest is as decided', () => {
  const documents = {
    'y_object.json': '{"a":[1,2.5e3,"\\u00e9",null,true]}',
    'y_string.json': '"text"',
    'n_comma.json': '[1,]',
    'n_control.json': '"\u0001"',
    'n_open.json': '{"a":',
    'i_structure_UTF-8_BOM_empty_object.json': '\ufeff{}',
    'i_string_incomplete_surrogate_pair.json': '["\\ud800"]',
    'i_number_huge_exp.json': '[0.4e99999999999999999999]',
  };
  const list = Object.entries(documents).map(([name, json]) => ({ name, json: Buffer.from(json) }));
  expect(checkJson(engine, list)).toEqual({ accepted: 2, refused: 3, decided: 3, failures: [] });
  const misnamed = { name: 'y_comma.json', json: Buffer.from('[1,]') };
  expect(checkJson(engine, [misnamed]).failures).toHaveLength(1);
});

test('hostile strings come out as they went in, in every place', () => {
  const strings = [
    'undefined',
    '',
    '<script>alert(1)</script>',
    '"; DROP TABLE files; --',
    '../../etc/passwd\\',
    '\\u0000 \\" \\n',
    '\u0000\u0001\u001f\u007f',
    'a\nb',
    '\ufeffbyte order mark',
    '𝕿𝖍𝖊 Ω≈ç√∫ 田中さん 👩🏽‍💻 ﷽',
    '\ud800 alone',
    '@@ -1 +1 @@',
    'diff --git a/x b/x',
    '\u202eoverride\u2066',
    '\u2028\u2029\u0085',
    ' blanks at both ends ',
    '%s%n {{y}}',
  ];
  const report = checkStrings(engine, strings);
  expect(report.failures).toEqual([]);
  expect(report.strings).toBe(strings.length - 1);
});

test('lines that deceive are flagged, ordinary writing is not', () => {
  const report = checkHidden({ engine, hiddenCharacters });
  expect(report.failures).toEqual([]);
  expect(report.deceptive).toBeGreaterThan(20);
  expect(report.ordinary).toBeGreaterThan(30);
});

test("git's marks of words and ours are counted side by side, of the same text only", () => {
  const words = join(folder, 'words');
  const write = (name: string, files: Record<'pre' | 'post' | 'expect', string>) => {
    mkdirSync(join(words, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(words, name, file), text);
  };
  const header = '<BOLD>diff --git a/pre b/post<RESET>\n<CYAN>@@ -1,2 +1,3 @@<RESET>\n';
  const pre = 'same\nlet a = 1;\n';
  const post = 'same\nlet  b = 1;\nmore\n';
  const expect1 = `${header}same\nlet  <RED>a<RESET><GREEN>b<RESET> = 1;\n<GREEN>more<RESET>\n`;
  write('code', { pre, post, expect: expect1 });
  const wider = `${header}same\nlet  <RED>a = 1<RESET><GREEN>b = 1<RESET>;\n<GREEN>more<RESET>\n`;
  write('wider', { pre, post, expect: wider });
  const code = { characters: 4 + 7 + 4 + 7 + 4, git: 1 + 1 + 4, ours: 1 + 1 + 4, both: 1 + 1 + 4 };
  expect(compareWordDiffs(engine, words)).toEqual({
    cases: [
      { name: 'code', ...code },
      { name: 'wider', ...code, git: 3 + 3 + 4 },
    ],
    failures: [],
  });
  write('wrong', { pre, post: 'same\nlet b = 2;\nmore\n', expect: expect1 });
  expect(compareWordDiffs(engine, words).failures).toEqual(['wrong: another text (fresh side)']);
});

test("another library's tests are run with our reader, and a wrong one fails", () => {
  const source = `
const parse = require('../index');
describe('a parser', () => {
  it('reads', () => {
    const [file] = parse('diff --git a/f b/f\\nindex 1..2 100644\\n--- a/f\\n+++ b/f\\n@@ -1 +1 @@\\n-a\\n+b\\n');
    expect(file.from).toBe('f');
    expect(file.oldMode).toBe('100644');
    expect(file.chunks[0].changes.map((change) => change.content)).toEqual(['-a', '+b']);
  });
  it('expects something else', () => { expect(parse('').length).toBe(1); });
});`;
  const tests = join(folder, 'cases/parse-diff/__tests__');
  mkdirSync(tests, { recursive: true });
  writeFileSync(join(tests, 'parse.spec.js'), source);
  const [report] = checkLibraries({ engine, noNewline }, join(folder, 'cases'));
  expect(report).toMatchObject({ name: 'parse-diff', cases: 2, passed: 1, onPurpose: 0 });
  expect(report?.failures).toEqual(['expects something else: 0 instead of 1']);
  const failing = { name: 'x', run: () => expect(1).toBe(2) };
  expect(runCases([failing], new Map([['x', 'because']]))).toMatchObject({ onPurpose: 1, failures: [] });
});
