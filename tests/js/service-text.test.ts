// The service's texts against Python's own difflib, on pairs whose shortest edit is unique.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { randomSizes } from './support/feeding.ts';
import { askDiff, type Contents, makeComparison } from './support/trees.ts';

const hasPython = spawnSync('python3', ['-c', ''], { stdio: 'ignore' }).status === 0;
if (!hasPython) console.warn('SKIPPED: the comparison with difflib needs python3, which is not there.');

const program = `
import difflib, json, sys
root_a, root_b, *paths = json.load(sys.stdin)
def text(path):
    try:
        with open(root_a + "/" + path, encoding="utf-8") as a, open(root_b + "/" + path, encoding="utf-8") as b:
            lines = difflib.unified_diff(a.readlines(), b.readlines(),
                fromfile="collection/" + path, tofile="project/" + path, lineterm="")
            return "\\n".join(lines)
    except UnicodeDecodeError as error:
        return f"[Error generating diff: {error}]"
sys.stdout.reconfigure(encoding="utf-8", newline="\\n")
json.dump([text(path) for path in paths], sys.stdout)
`;

async function expectSameAsPython(collection: Contents, project: Contents): Promise<void> {
  const comparison = makeComparison({ collection, project });
  const paths = Object.keys(collection);
  const { files } = await askDiff(comparison, 'diff');
  const ours = new Map(files.map(({ file_path, unified_diff }) => [file_path, unified_diff]));
  const input = JSON.stringify([comparison.collection?.location, comparison.project?.location, ...paths]);
  const python = spawnSync('python3', ['-c', program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(python.stderr).toBe('');
  const theirs: string[] = JSON.parse(python.stdout);
  paths.forEach((path, i) => {
    expect(ours.get(path), path).toBe(theirs[i]);
  });
}

/** Lines that are all different, and the same with some left out, replaced or put in. */
function editedPair(seed: number): [string, string] {
  const next = randomSizes(seed, 1000);
  const ends = ['\n', '\n', '\n', '\r\n', '\r'];
  const lineEnd = ends[next() % ends.length] ?? '\n';
  const oldLines: string[] = [];
  const newLines: string[] = [];
  const count = next() % 120;
  for (let i = 0; i < count; ++i) {
    const line = `${['', '-- ', '++ ', '@@ ', ' ', '\\ No ', '\u2028\f'][next() % 7]}line ${i}`;
    const kind = next() % 12;
    if (kind !== 0) oldLines.push(line);
    if (kind === 1) newLines.push(`replaced ${i} 🎉`);
    else if (kind !== 2) newLines.push(line);
    if (kind === 3) oldLines.push(`only old ${i}`);
  }
  const end = () => (next() % 4 === 0 ? '' : lineEnd);
  return [oldLines.join(lineEnd) + end(), newLines.join(lineEnd) + end()];
}

test.skipIf(!hasPython)('random texts', async () => {
  const collection: Record<string, string> = {};
  const project: Record<string, string> = {};
  for (let seed = 1; seed <= 300; ++seed) {
    const [oldText, newText] = editedPair(seed);
    if (oldText === newText) continue;
    collection[`f${seed}`] = oldText;
    project[`f${seed}`] = newText;
  }
  await expectSameAsPython(collection, project);
});

test.skipIf(!hasPython)('texts with a trap each', async () => {
  const pairs: Record<string, [string, string]> = {
    'removed rule': ['-- x\na\n', 'a\n'],
    'added plusses': ['a\n', 'a\n++ b\n'],
    'hunk header as content': ['a\n', '@@ -1 +1 @@\na\n'],
    'from nothing': ['', 'a\nb\n'],
    'to nothing': ['a\nb\n', ''],
    'newline lost': ['a\nb\n', 'a\nb'],
    'newline gained': ['a\nb', 'a\nb\n'],
    'no newline on both sides': ['a\nb', 'a\nc'],
    'blank lines': ['a\n\nb\n', 'a\n\nc\n'],
    'line ends only': ['a\r\nb\r\n', 'a\nb\n'],
    'carriage returns alone': ['a\rb\r', 'a\rc\r'],
    'byte order mark': ['\ufeffa\nb\n', '\ufeffa\nc\n'],
    'odd spaces': ['a\u0085b\n\u2029\f\v\x1c\n', 'a\u0085c\n\u2029\f\v\x1c\n'],
    'path, with a comma and spaces': ['a\n', 'b\n'],
    'far apart': [
      `a\n${'same\n'.repeat(6)}b\n`.replaceAll('same', 'x'),
      `A\n${'same\n'.repeat(6)}B\n`.replaceAll('same', 'x'),
    ],
    'one row further': [`a\n${'x\n'.repeat(7)}b\n`, `A\n${'x\n'.repeat(7)}B\n`],
  };
  const side = (i: 0 | 1) => Object.fromEntries(Object.entries(pairs).map(([path, pair]) => [path, pair[i]]));
  await expectSameAsPython(side(0), side(1));
});

test.skipIf(!hasPython)('bytes that are no UTF-8', async () => {
  const faults = [
    [0xff],
    [0x80],
    [0xc0, 0x80],
    [0xc3, 0x28],
    [0xe2, 0x82],
    [0xe2, 0x28, 0xa1],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x8e],
    [0xf0, 0x80, 0x80, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf5, 0x80],
    [0xe2, 0x82, 0x0a],
  ];
  const collection = Object.fromEntries(
    faults.map((fault, i) => [`f${i}`, new Uint8Array([0x61, 0x0a, 0xc3, 0xa4, ...fault])]),
  );
  const project = Object.fromEntries(faults.map((_, i) => [`f${i}`, 'a\n']));
  await expectSameAsPython(collection, project);
});
