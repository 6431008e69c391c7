// The sets that the page offers beside the trees: each is an artifact of its own.

import { escapedDiff, type RowPattern, sizeOfDiff } from './generated-diff.ts';
import type { GeneratedFile, StressSet } from './stress-set.ts';

function modifiedFile(pattern: RowPattern): GeneratedFile {
  const { path } = pattern;
  return { path, status: 'modified', ...sizeOfDiff(pattern), text: () => escapedDiff(pattern) };
}

const smallFile = (path: string, rows: number): RowPattern => ({
  path,
  rows,
  context: (line) => `  step(${line}, 'as before');`,
  changed: (line, side) => `  step(${line}, ${side === 'old' ? "'until now'" : "'from now on'"});`,
});

const TEN_THOUSAND = 10_000;

/** Of ten files three are modified, one was added, one deleted, and five are as they were. */
const statuses: readonly GeneratedFile['status'][] = [
  'modified',
  'unchanged',
  'unchanged',
  'added',
  'modified',
  'unchanged',
  'deleted',
  'unchanged',
  'modified',
  'unchanged',
];

const tenThousandFiles: StressSet = {
  ignoresFlags: false,
  summary: {
    added: TEN_THOUSAND / 10,
    modified: (3 * TEN_THOUSAND) / 10,
    deleted: TEN_THOUSAND / 10,
    unchanged: TEN_THOUSAND / 2,
  },
  *files() {
    // Made once: all files have the same rows.
    const size = sizeOfDiff(smallFile('packages/part-00/module-00000.ts', 30));
    for (let i = 0; i < TEN_THOUSAND; ++i) {
      const path = `packages/part-${String(Math.floor(i / 100)).padStart(2, '0')}/module-${String(i).padStart(5, '0')}.ts`;
      const status = statuses[i % 10] ?? 'unchanged';
      yield { path, status, ...size, text: () => escapedDiff(smallFile(path, 30)) };
    }
  },
};

function oneFile(pattern: RowPattern): StressSet {
  // Counted when it is first asked for, and once: a million rows take a while.
  let file: GeneratedFile | undefined;
  return {
    ignoresFlags: false,
    summary: { added: 0, modified: 1, deleted: 0, unchanged: 0 },
    *files() {
      file ??= modifiedFile(pattern);
      yield file;
    },
  };
}

const millionRows = oneFile({
  path: 'million-rows.txt',
  rows: 1_000_000,
  context: (line) => `line ${line} is the same on both sides`,
  changed: (line, side) => `line ${line} is ${side}`,
});

const LONG = 1_000_000;

const longLine = oneFile({
  path: 'bundle.min.js',
  rows: 10,
  context: (line) => `// line ${line}`,
  changed: (_line, side) => `${'const a=1;'.repeat(LONG / 10)}const side=${side === 'old' ? 1 : 2};`,
});

/** 600 files of 3,170 rows come to 90 MB with all their newlines. */
const LEGACY_FILES = 600;

const legacyAnswer: StressSet = {
  ignoresFlags: true,
  summary: { added: 0, modified: LEGACY_FILES, deleted: 0, unchanged: 0 },
  *files() {
    for (let i = 0; i < LEGACY_FILES; ++i) {
      const path = `lib/legacy-${String(i).padStart(3, '0')}.py`;
      const pattern = {
        ...smallFile(path, 3_170),
        context: (line: number) => `    value_${line} = compute(${line})  # as it always was`,
      };
      // No counts are sent, so none are made.
      yield {
        path,
        status: 'modified',
        additions: 0,
        deletions: 0,
        diffBytes: 0,
        text: () => escapedDiff(pattern),
      };
    }
  },
};

export const stressSets: ReadonlyMap<string, StressSet> = new Map([
  ['skill:ten-thousand-files', tenThousandFiles],
  ['skill:million-rows', millionRows],
  ['skill:long-line', longLine],
  ['skill:legacy-90-mb', legacyAnswer],
]);
