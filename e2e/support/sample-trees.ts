// Three small trees with a file of every kind, written into a temporary folder.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const hugeLines = 50_000;

const numbered = (count: number, text: (line: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${text(i + 1)}\n`).join('');

type Contents = Record<string, string | Uint8Array>;

const shared: Contents = { 'same.txt': 'same\n', 'src/same.js': 'export {};\n' };
for (let i = 100; i < 250; ++i) shared[`src/many/file-${i}.js`] = `export const number = ${i};\n`;

const collection: Contents = {
  ...shared,
  'docs/guide.md': numbered(200, (line) => `Sentence ${line} of the guide.`),
  'only-collection.txt': 'here\n',
  'src/app.js': numbered(40, (line) => (line === 20 ? "const side = 'collection';" : `line(${line});`)),
  'image.bin': new Uint8Array([1, 0, 1]),
  'line-ends.txt': 'a\r\nb\r\n',
  'latin1.txt': new Uint8Array([0x61, 0xe4, 0x0a]),
  'hidden.js': 'const a = 1;\nif (isAdmin) {}\n',
  'no-newline.txt': 'a\nb\n',
  'looks-like-a-diff.txt': '-- a/x\n@@ -1 +1 @@\n++ b/x\nend\n',
  'long-line.txt': `${'x'.repeat(30_000)}\n`,
  'with space/ünï, comma.txt': 'old\n',
  'large.txt': numbered(900, (line) => `old ${line}`),
  'huge.txt': numbered(hugeLines, (line) => `old ${line}`),
};

const project: Contents = {
  ...collection,
  'docs/guide.md': numbered(200, (line) => `Sentence ${line} of ${line % 60 === 0 ? 'this' : 'the'} guide.`),
  'only-project.txt': 'there\n',
  'src/app.js': numbered(40, (line) => (line === 20 ? "const side = 'project';" : `line(${line});`)),
  'image.bin': new Uint8Array([1, 0, 2]),
  'line-ends.txt': 'a\nb\n',
  'latin1.txt': 'aä\n',
  'hidden.js': 'const a\u200b = 1;\nif (isAdmin\u202e) {}\n',
  'no-newline.txt': 'a\nb',
  'looks-like-a-diff.txt': '++ b/x\nend\n--- y\n',
  'long-line.txt': `${'x'.repeat(29_999)}y\n`,
  'with space/ünï, comma.txt': 'new\n',
  'large.txt': numbered(900, (line) => `new ${line}`),
  'huge.txt': numbered(hugeLines, (line) => `new ${line}`),
};
delete project['only-collection.txt'];

const source: Contents = {
  ...collection,
  'src/app.js': numbered(40, (line) => (line === 20 ? "const side = 'source';" : `line(${line});`)),
};

export const sampleTrees = { source, collection, project };

export function writeSampleTrees(folder: string): Record<keyof typeof sampleTrees, string> {
  for (const [tree, contents] of Object.entries(sampleTrees)) {
    for (const [path, content] of Object.entries(contents)) {
      const file = join(folder, tree, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  return {
    source: join(folder, 'source'),
    collection: join(folder, 'collection'),
    project: join(folder, 'project'),
  };
}
