// Three trees of a thousand files, the same for the same seed: most are equal, some were changed here or there.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A small generator of numbers; the same seed gives the same trees. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

const fileLines = (next) =>
  Array.from({ length: 40 + (next() % 160) }, (_, i) => `  step(${i}, ${next() % 1000}); // line ${i}`);

const changed = (lines, word, next) =>
  lines.flatMap((line, i) => {
    const kind = next() % 25;
    if (kind === 0) return [`${line} ${word}`];
    if (kind === 1) return [line, `  ${word}(${i});`];
    return kind === 2 ? [] : [line];
  });

/** Of ten files three differ between collection and project, two between collection and source. */
export function writeServerTrees(folder, seed = 1, files = 1000) {
  rmSync(folder, { recursive: true, force: true });
  const next = numbers(seed);
  const write = (tree, path, lines) => {
    const file = join(folder, tree, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${lines.join('\n')}\n`);
  };
  for (let i = 0; i < files; ++i) {
    const path = `packages/part-${String(i % 40).padStart(2, '0')}/module-${String(i).padStart(4, '0')}.ts`;
    const lines = fileLines(next);
    write('collection', path, lines);
    write('project', path, i % 10 < 3 ? changed(lines, 'local', next) : lines);
    write('source', path, i % 10 > 7 ? changed(lines, 'upstream', next) : lines);
  }
  return Object.fromEntries(['source', 'collection', 'project'].map((tree) => [tree, join(folder, tree)]));
}
