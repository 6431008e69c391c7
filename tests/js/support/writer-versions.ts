// Two trees that differ in every way: content, size, files against folders, links, permissions.

import type { PlainTree } from './written-trees.ts';

const many = (letter: string, from: number) =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`many/${from + i}/file.txt`, `${letter} ${i}\n`.repeat(50)]),
  );

const versions: Readonly<Record<'A' | 'B', PlainTree>> = {
  A: {
    ...many('A', 0),
    version: 'A\n',
    either: 'a file\n',
    'other/deep/x': 'x\n',
    link: '-> version',
    'run.sh': 'a!x',
  },
  B: {
    ...many('B', 6),
    version: 'B\n',
    'either/x': 'x\n',
    other: 'a file\n',
    link: '-> run.sh',
    'run.sh': 'b',
  },
};

export const versionOf = (name: 'A' | 'B'): PlainTree => versions[name];
