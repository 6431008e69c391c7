// An artifact's copies, written into a folder: the same for the same seed on every machine.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface SeededArtifact {
  readonly source: string;
  readonly collection: string;
  readonly projects: readonly string[];
}

const words =
  'read write open close check list merge file path scope copy source project collection change row when then each if not before after one all new old'.split(
    ' ',
  );

/** Numbers from 0 to below 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Of ten files two are alike everywhere, one exists in the collection only and one in the projects only. */
export function writeSeededArtifact(
  folder: string,
  { files, projects, seed }: { files: number; projects: number; seed: number },
): SeededArtifact {
  const random = seededRandom(seed);
  const trees = ['source', 'collection', ...Array.from({ length: projects }, (_, i) => `project-${i + 1}`)];
  for (let number = 0; number < files; ++number) {
    const path = pathOf(number);
    const lines = Array.from({ length: 60 + Math.floor(random() * 140) }, () => sentence(random));
    for (const tree of trees) {
      if (!isIn(tree, number)) continue;
      const file = join(folder, tree, path);
      mkdirSync(dirname(file), { recursive: true });
      const isAlike = number % 10 === 3 || number % 10 === 6;
      writeFileSync(file, `${(isAlike ? lines : edited(lines, tree, random)).join('\n')}\n`);
    }
  }
  const [source = '', collection = '', ...others] = trees.map((tree) => join(folder, tree));
  return { source, collection, projects: others };
}

/** The first one is there in every size, and differs everywhere. */
export const firstPath = 'SKILL.md';

function pathOf(number: number): string {
  if (number === 0) return firstPath;
  const name = `part-${String(number).padStart(2, '0')}`;
  return number % 3 === 0
    ? `docs/${name}.md`
    : number % 3 === 1
      ? `scripts/${name}.py`
      : `assets/${name}.txt`;
}

function isIn(tree: string, number: number): boolean {
  if (number % 10 === 7) return tree === 'collection';
  if (number % 10 === 8) return tree.startsWith('project');
  return true;
}

const sentence = (random: () => number): string =>
  Array.from({ length: 4 + Math.floor(random() * 8) }, () => words[Math.floor(random() * words.length)]).join(
    ' ',
  );

/** About one line of twelve is another one, with lines taken out and put in. */
function edited(lines: readonly string[], tree: string, random: () => number): string[] {
  return lines.flatMap((line) => {
    const chance = random();
    if (chance < 0.06) return [`${line} (${tree})`];
    if (chance < 0.07) return [];
    return chance < 0.08 ? [line, sentence(random)] : [line];
  });
}
