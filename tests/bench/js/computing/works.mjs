// What is compared: pairs of texts from published versions of a package, and made ones.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../scripts/lib/process.mjs';
import { packageFolder } from '../package-versions.mjs';
import { randomBelow } from '../random-order.mjs';

export const folder = 'build/bench-data/computing';

export const works = [
  { id: 'lines-5k', title: 'line diff of 5,000 lines', make: () => versions(5_000, 40_000) },
  { id: 'lines-70k', title: 'line diff of 70,000 lines', make: () => versions(70_000, 0) },
  { id: 'all-different', title: 'line diff of 5,000 lines, all different', make: () => allDifferent(5_000) },
  {
    id: 'generated',
    title: 'line diff of a rewritten generated file of 100,000 lines',
    make: () => generated(20_000),
  },
  {
    id: 'intraline',
    title: 'intraline diff of 10,000 pairs of lines',
    isIntraline: true,
    make: () => linePairs(10_000),
  },
];

const bundleOf = async (version) =>
  readFileSync(join(await packageFolder(`typescript@${version}`), 'lib/typescript.js'), 'utf8').split('\n');

/** A part of the compiler's bundle, in two versions. */
async function versions(count, from) {
  const texts = [await bundleOf('5.8.3'), await bundleOf('5.9.3')];
  return texts.map((lines) => `${lines.slice(from, from + count).join('\n')}\n`);
}

function allDifferent(count) {
  const side = (name) =>
    Array.from({ length: count }, (_, i) => `${name} has line ${i} to itself\n`).join('');
  return [side('old'), side('new')];
}

const VALUES = 40; // of a field that takes few

/** Records as a generator writes them: every name and number is new, brackets and a field with few values are not. */
function generated(records) {
  const side = (seed) => {
    const below = randomBelow(seed);
    const record = () =>
      `  {\n    "name": "n${below(2 ** 31)}",\n    "size": ${below(2 ** 31)},\n    "kind": "k${below(VALUES)}"\n  },\n`;
    return Array.from({ length: records }, record).join('');
  };
  return [side(0x1234567), side(0x7654321)];
}

/** Pairs of lines that an edit has made of each other: the same place of two versions, alike but not equal. */
async function linePairs(count) {
  const [old, now] = [await bundleOf('5.4.5'), await bundleOf('5.9.3')];
  const words = (line) => line.match(/\w+/g) ?? [];
  const byFirstWords = new Map();
  for (const line of old) {
    const key = words(line).slice(0, 3).join(' ');
    if (key.length > 12 && line.length < 400) byFirstWords.set(key, [...(byFirstWords.get(key) ?? []), line]);
  }
  const pairs = new Map();
  for (const line of now) {
    const twin = byFirstWords.get(words(line).slice(0, 3).join(' '))?.pop();
    if (twin && twin !== line && line.length < 400) pairs.set(`${twin}\n${line}`, [twin, line]);
  }
  const chosen = [...pairs.values()].slice(0, count);
  if (chosen.length < count) throw new Error(`${chosen.length} pairs of lines only`);
  return [0, 1].map((side) => `${chosen.map((pair) => pair[side]).join('\n')}\n`);
}

/** Writes the two texts; resolves to their paths. */
export async function makeWork(work) {
  mkdirSync(join(root, folder), { recursive: true });
  const texts = await work.make();
  return texts.map((text, side) => {
    const path = join(root, folder, `${work.id}.${['old', 'new'][side]}.txt`);
    writeFileSync(path, text);
    return path;
  });
}
