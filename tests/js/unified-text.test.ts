// Rows → the text of a unified diff: git applies it, and reading it gives the same rows.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unifiedText } from '../../js/public.ts';
import { testEngine } from './support/core.ts';
import { plainTable } from './support/plain.ts';
import { makeFolder, writeTree } from './support/trees.ts';

const { engine } = testEngine();

/** Lines that repeat and differ, of two texts that share some of them; with and without a last line end. */
function* textPairs(): Generator<readonly [oldText: string, newText: string]> {
  let state = 11;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % below;
  };
  for (let round = 0; round < 40; ++round) {
    const lines = Array.from({ length: 1 + next(30) }, () => `line ${next(9)}\t–\r`.slice(0, 6 + next(5)));
    const changed = lines.flatMap((line) =>
      next(4) === 0 ? [] : next(4) === 0 ? [line, 'new one'] : [line],
    );
    const end = () => (next(2) === 0 ? '\n' : '');
    yield [lines.join('\n') + end(), changed.length > 0 ? changed.join('\n') + end() : ''];
  }
}

test('git makes the new text of the old one', () => {
  const folder = makeFolder();
  for (const [i, [oldText, newText]] of [...textPairs()].entries()) {
    if (oldText === newText || newText === '') continue;
    const name = i % 2 === 0 ? `f${i}.txt` : `f ${i}.txt`;
    writeTree(folder, { [name]: oldText });
    const names = { oldName: `a/${name}`, newName: `b/${name}` };
    const patch = unifiedText(engine.diffTexts(oldText, newText), names);
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch });
    expect(readFileSync(join(folder, name), 'utf8')).toBe(newText);
  }
});

test('the two names stand there as git writes them', () => {
  const folder = makeFolder();
  for (const name of ['notes.md', 'my notes.md']) {
    writeTree(folder, { [`old/${name}`]: 'one\n', [`new/${name}`]: 'two\n' });
    const sides = [`old/${name}`, `new/${name}`] as const;
    // It ends with 1 because they differ.
    const { stdout } = spawnSync('git', ['diff', '--no-index', ...sides], { cwd: folder, encoding: 'utf8' });
    const names = { oldName: `a/${sides[0]}`, newName: `b/${sides[1]}` };
    const written = unifiedText(engine.diffTexts('one\n', 'two\n'), names);
    expect(stdout).toContain(written.split('\n').slice(0, 2).join('\n').concat('\n@@'));
  }
});

test('reading it gives the rows that it was written from', () => {
  for (const [oldText, newText] of textPairs()) {
    const table = engine.diffTexts(oldText, newText);
    expect(plainTable(engine.parseDiff(unifiedText(table))).rows).toEqual(plainTable(table).rows);
  }
});

test('the doubled newlines of a service are gone', () => {
  const table = engine.parseDiff('--- a\n+++ b\n@@ -1,2 +1,2 @@\n same\n\n-old\n\n+new');
  expect(unifiedText(table)).toBe('@@ -1,2 +1,2 @@\n same\n-old\n+new\n\\ No newline at end of file\n');
});
