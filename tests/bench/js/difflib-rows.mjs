// The method `difflib` against Python's own module, in Node only.
import { join } from 'node:path';
import { root, StepError } from '../../../scripts/lib/process.mjs';
import { serviceText } from './diff-forms.mjs';
import { readTree } from './package-versions.mjs';
import { startPython } from './python-peer.mjs';
import { randomBelow } from './random-order.mjs';

const peerName = 'Python difflib';

/** Every changed file of three published versions of a package. */
function publishedPairs() {
  const trees = ['undici-project', 'undici-collection', 'undici-source'].map((name) =>
    readTree(join(root, 'node_modules', name)),
  );
  const pairs = [];
  for (const [older, newer] of [
    [0, 1],
    [1, 2],
    [0, 2],
  ]) {
    for (const [path, bytes] of trees[older]) {
      const other = trees[newer].get(path);
      const isText = !bytes.includes(0) && !other?.includes(0);
      if (other && isText && !bytes.equals(other)) pairs.push([bytes, other].map(String).map(plainNewlines));
    }
  }
  return pairs;
}

const plainNewlines = (text) => text.replace(/\r\n?/g, '\n');

const frequentLines = ['', '}', '  }', '    return value;', '  if (value) {'];

/** Source-like texts, and the same with a fiftieth to a quarter of their lines changed. */
function generatedPairs(sizes) {
  const below = randomBelow(20);
  const newLine = () => `    const name${below(1e5)} = compute(${below(1e6)});`;
  const line = (size) => {
    const kind = below(10);
    if (kind < 3) return frequentLines[below(frequentLines.length)];
    return kind === 3 ? `  repeated(${below(Math.floor(size / 20))});` : newLine();
  };
  const change = (text) => [[], [newLine()], [text, newLine()]][below(3)];
  const withEnd = (lines) => `${lines.join('\n')}\n`;
  return sizes.flatMap((size) =>
    [50, 10, 4].map((oneIn) => {
      const oldLines = Array.from({ length: size }, () => line(size));
      const newLines = oldLines.flatMap((text) => (below(oneIn) === 0 ? change(text) : [text]));
      return [withEnd(oldLines), withEnd(newLines)];
    }),
  );
}

const unrelatedPairs = (sizes) => sizes.map((size) => ['old', 'new'].map((side) => numbered(side, size)));

const numbered = (side, size) =>
  Array.from({ length: size }, (_, i) => `${side} line number ${i}\n`).join('');

async function contestantsFor(pairs, fullEngines) {
  const python = startPython(pairs);
  const [[name, engine]] = Object.entries(fullEngines);
  const bytes = pairs.map((pair) => pair.map((text) => new TextEncoder().encode(text)));
  const tables = () => bytes.map(([old, now]) => engine.diffTexts(old, now, { method: 'difflib' }));
  const texts = () => tables().map((table) => (table.rowCount > 0 ? serviceText('file', table) : ''));

  // Rows only: the file's names are the caller's affair.
  const rowsOf = (text) => text.slice(text.indexOf('\n@@ '));
  const theirs = JSON.parse(await python('texts'));
  texts().forEach((text, i) => {
    if (rowsOf(text) !== rowsOf(theirs[i])) throw new StepError(`pair ${i}: not what Python writes`);
  });
  return [
    { name, run: () => tables().length },
    { name: `${name}, and the text row by row`, run: () => texts().length },
    { name: peerName, isPeer: true, run: () => python('run') },
  ];
}

const row = (id, title, makePairs, goals) => ({
  id,
  title,
  inputs: [],
  goals,
  contestants: ({ fullEngines }) => contestantsFor(makePairs(), fullEngines),
});

const goals = [{ against: peerName, atLeast: 20 }];

export const difflibRows = [
  row(
    'difflib-published',
    "difflib's method, changed files of three versions of a package: bytes → rows",
    publishedPairs,
    goals,
  ),
  row(
    'difflib-1000',
    "difflib's method, generated texts of 1,000 lines: bytes → rows",
    () => generatedPairs([1000, 1000]),
    goals,
  ),
  row(
    'difflib-5000',
    "difflib's method, generated texts of 5,000 lines: bytes → rows",
    () => generatedPairs([5000]),
    goals,
  ),
  row(
    'difflib-unrelated',
    "difflib's method, two texts without a common line, 5,000 lines each: bytes → rows",
    () => unrelatedPairs([5000]),
    [],
  ),
];
