// Who may import whom: dependencies point towards the core, and only one file sees the heap.

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { mermaidGraph } from '../../scripts/lib/import-graph.mjs';

const root = new URL('../../', import.meta.url);
const files = readdirSync(new URL('js', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file, source: readFileSync(new URL(`js/${file}`, root), 'utf8') }));

/** What a file imports, relative to js/; other packages by their name. */
const importsOf = ({ file, source }: { file: string; source: string }) =>
  [...source.matchAll(/(?:from|import) '([^']+)'/g)].map(([, path = '']) =>
    path.startsWith('.') ? posix.join(posix.dirname(file), path) : path,
  );

const foreign = (folder: string, allowed: RegExp) =>
  files
    .filter(({ file }) => file.startsWith(folder))
    .flatMap((file) => importsOf(file).map((path) => `${file.file} imports ${path}`))
    .filter((line) => !allowed.test(line.split(' imports ')[1] ?? ''));

test('js/core imports itself and the glue, nothing else', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(foreign('core/', /^(core\/|#core-glue$)/)).toEqual([]);
});

test('js/worker imports itself and js/core, nothing else', () => {
  expect(foreign('worker/', /^(core|worker)\//)).toEqual([]);
});

test('js/sync imports itself and js/core, nothing else', () => {
  expect(foreign('sync/', /^(core|sync)\//)).toEqual([]);
});

test('js/react imports the other entries, itself, React and its queries, nothing else', () => {
  const packages = /^(react|react-dom|@tanstack\/react-query)$/;
  const ours = /^(index\.ts|sync\.ts|(core|worker|sync|react)\/.*)$/;
  expect(foreign('react/', new RegExp(`${packages.source}|${ours.source}`))).toEqual([]);
});

test('js/server imports the core, itself, Node and the libraries of NOTICE.md, nothing else', () => {
  const libraries = /^(node:.*|hono|@hono\/node-server|prom-client|keyv|@keyv\/redis|chokidar|smol-toml)$/;
  const ours = /^(index\.ts|(core|server)\/.*)$/;
  expect(foreign('server/', new RegExp(`${libraries.source}|${ours.source}`))).toEqual([]);
});

test('nothing that a browser loads imports the service', () => {
  const inBrowser = files.filter(({ file }) => !/^(server\/|server\.ts$|cli\.ts$)/.test(file));
  expect(inBrowser.flatMap((file) => importsOf(file).filter((path) => /^server/.test(path)))).toEqual([]);
});

test('only the bridge touches the heap and the exports of the core', () => {
  const names = /HEAPU8|reserveInput|reportAddress/;
  expect(files.filter(({ source }) => names.test(source)).map(({ file }) => file)).toEqual([
    'core/bridge.ts',
  ]);
});

test('the picture in docs/architecture.md is that of the imports (npm run draw)', () => {
  const page = readFileSync(new URL('docs/architecture.md', root), 'utf8');
  expect(page).toContain(`\`\`\`mermaid\n${mermaidGraph()}\n\`\`\``);
});
