// What is drawn: patches of given numbers of rows, made of lines of a published package, and the two texts of each.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../scripts/lib/process.mjs';
import { packageFolder } from '../package-versions.mjs';

export const folder = 'build/bench-data/drawing';

export const works = [
  { id: 'rows-10k', title: '10,000 rows in one file', files: 1, rowsPerFile: 10_000 },
  { id: 'files-1000', title: '250,000 rows in 1,000 files', files: 1_000, rowsPerFile: 250 },
  { id: 'rows-100k', title: 'one file of 100,000 rows', files: 1, rowsPerFile: 100_000 },
  {
    id: 'rows-1m',
    title: 'one file of 1,000,000 rows',
    files: 1,
    rowsPerFile: 1_000_000,
    beyond: 'rows-100k',
  },
  {
    id: 'long-line',
    title: 'one line of 1 MB, changed in a thousand places',
    files: 1,
    rowsPerFile: 6,
    lineBytes: 1e6,
  },
];

/** In 20 rows: 16 of context, two deletions and the two additions that replace them. */
const PERIOD = 20;
const kinds = { 8: 'old', 9: 'old', 10: 'new', 11: 'new' };
const LONG_LINE_ROW = { 2: 'old', 3: 'new' };

let words;
async function sourceLines() {
  if (words) return words;
  const file = join(await packageFolder('typescript@5.9.3'), 'lib/typescript.js');
  const plain = /^[\x20-\x7e]{8,100}$/;
  words = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => plain.test(line) && !line.includes('//'))
    .slice(0, 5000);
  return words;
}

/** A row of a work, counted over all files: its kind and its text, which ends with its number. */
export function rowOf(work, lines, row) {
  if (work.lineBytes) {
    const kind = LONG_LINE_ROW[row];
    if (!kind) return { kind, text: `${lines[row]} //${row}` };
    const unit = lines.slice(0, 20).join(' ');
    const part = (i) => `${unit} ${kind} ${i}; `;
    const parts = Array.from({ length: Math.ceil(work.lineBytes / unit.length) }, (_, i) => part(i));
    return { kind, text: `//${kind} ${row} ${parts.join('')}`.slice(0, work.lineBytes) };
  }
  const kind = kinds[(row % work.rowsPerFile) % PERIOD];
  const line = lines[(kind === 'new' ? row - 2 : row) % lines.length];
  return { kind, text: `${line} //${kind ? `${kind} ` : ''}${row}` };
}

const signs = { old: '-', new: '+' };

function* sectionsOf(work, lines) {
  for (let file = 0; file < work.files; file++) {
    const rows = Array.from({ length: work.rowsPerFile }, (_, i) =>
      rowOf(work, lines, file * work.rowsPerFile + i),
    );
    const count = (side) => rows.filter(({ kind }) => !kind || kind === side).length;
    const path = `folder-${Math.floor(file / 20)}/file-${file}.txt`;
    const head = [
      `diff --git a/${path} b/${path}`,
      'index 1111111..2222222 100644',
      `--- a/${path}`,
      `+++ b/${path}`,
      `@@ -1,${count('old')} +1,${count('new')} @@`,
    ];
    const textOf = (side) =>
      `${rows.flatMap(({ kind, text }) => (!kind || kind === side ? text : [])).join('\n')}\n`;
    const body = rows.map(({ kind, text }) => `${signs[kind] ?? ' '}${text}`);
    yield {
      path,
      patch: `${[...head, ...body].join('\n')}\n`,
      oldText: textOf('old'),
      newText: textOf('new'),
    };
  }
}

/** Writes the work's files; resolves to { paths, lines }. Nobody highlights .txt. */
export async function makeWork(work) {
  const lines = await sourceLines();
  mkdirSync(join(root, folder), { recursive: true });
  const sections = [...sectionsOf(work, lines)];
  const write = (end, field) =>
    writeFileSync(
      join(root, folder, `${work.id}.${end}`),
      sections.map((section) => section[field]).join(''),
    );
  write('patch', 'patch');
  if (work.files === 1) {
    write('old.txt', 'oldText');
    write('new.txt', 'newText');
  }
  return { paths: sections.map(({ path }) => path), lines };
}

/** What is wrong with the text of a row that was found on the page; undefined: it is a row's, and in the range. */
export function faultOf(work, lines, text, [from, to]) {
  const found = [...(text ?? '').matchAll(/\/\/(?:old |new )?(\d+)/g)].map((match) => Number(match[1]));
  if (found.length === 0) return `no row text, but "${text?.slice(0, 80)}"`;
  const row = found.at(-1);
  if (row < from || row > to) return `row ${row}, not one of ${from} to ${to}`;
  const expected = rowOf(work, lines, row).text.slice(0, 200).trim();
  return text.includes(expected) ? undefined : `row ${row} says "${text.slice(0, 80)}"`;
}
