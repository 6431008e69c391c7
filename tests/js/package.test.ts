// The package as it is built: its entries, its files beside each other.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = (file: string) => new URL(`../../dist/${file}`, import.meta.url).href;
const entries = ['index.js', 'worker.js', 'inline.js', 'sync.js', 'viewer.js', 'react.js'].map(dist);

type Main = typeof import('../../js/index.ts');
type WorkerEntry = typeof import('../../js/worker.ts');

/** What a script of its own prints, run by Node itself. */
function printed(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  });
}

test.each([
  ['with core.wasm beside it', 'index.js'],
  ['with the wasm inside', 'inline.js'],
])('the engine loads in Node without any option: %s', async (_, file) => {
  const { loadEngine, DiffError, RowFlag, tableFromParts } = (await import(dist(file))) as Main;
  const engine = await loadEngine();
  const table = engine.diffTexts('a\n', 'b');
  expect([table.rowCount, table.flagsAt(2)]).toEqual([3, RowFlag.noNewline]);
  expect(tableFromParts(table.toParts()).textAt(2)).toBe('b');
  expect(() => engine.indexPayload('')).toThrow(DiffError);
});

test('the Worker loads in Node without any option, and does not keep Node from ending', () => {
  const script = `import { createWorkerEngine } from ${JSON.stringify(dist('worker.js'))};
    const engine = await createWorkerEngine();
    console.log((await engine.diffTexts('a', 'b')).rowCount, engine.heapBytes > 0);`;
  expect(printed(script)).toBe('3 true\n');
});

test("the module of services adds Python's method, here and in a Worker", async () => {
  const { loadEngine } = (await import(dist('index.js'))) as Main;
  const wasm = dist('core-full.wasm');
  const table = (await loadEngine({ wasm })).diffTexts('a\nb\n', 'b\na\n', { method: 'difflib' });
  expect([1, 2, 3].map((row) => table.kindAt(row))).toEqual(['addition', 'context', 'deletion']);
  const script = `import { createWorkerEngine } from ${JSON.stringify(dist('worker.js'))};
    const full = await createWorkerEngine({ wasm: ${JSON.stringify(wasm)} });
    console.log((await full.diffTexts('a', 'b', { method: 'difflib' })).rowCount);
    const small = await createWorkerEngine();
    await small.diffTexts('a', 'b', { method: 'difflib' }).catch((error) => console.log(error.code));`;
  expect(printed(script)).toBe('3\nnot-in-core\n');
});

test('the file of services is found by its name in the package', () => {
  const script = `import { loadEngine } from 'hunkwise';
    const engine = await loadEngine({ wasm: import.meta.resolve('hunkwise/core-full.wasm') });
    console.log(engine.diffTexts('a', 'b', { method: 'difflib' }).rowCount);`;
  expect(printed(script)).toBe('3\n');
});

test('an index of one entry can be parsed by the engine of another', async () => {
  const { loadEngine } = (await import(dist('index.js'))) as Main;
  const { createWorkerEngine } = (await import(dist('worker.js'))) as WorkerEntry;
  const index = (await loadEngine()).indexPayload(
    '{"files":[{"path":"a","status":"modified","unified_diff":"@@ -1 +1 @@\\n-a\\n+b"}]}',
  );
  const engine = await createWorkerEngine();
  expect((await engine.parseFile(index, 0)).textAt(2)).toBe('b');
  engine.dispose();
});

test.each(entries)('importing %s touches nothing that a server lacks', (entry) => {
  // React itself asks the process for its mode.
  const process = /(viewer|react)\.js$/.test(entry) ? '' : ", 'process'";
  const script = `for (const name of ['WebAssembly', 'fetch', 'Worker', 'navigator'${process}]) delete globalThis[name];
    await import(${JSON.stringify(entry)});
    console.log('imported');`;
  expect(printed(script)).toBe('imported\n');
});

test('the service stands alone: Node and its own files are all that it loads', () => {
  const seen = new Set<string>();
  const imported = (file: string): string[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    const code = readFileSync(fileURLToPath(dist(file)), 'utf8');
    // Whole lines: what a library would load on some other condition is not loaded.
    const names = [
      ...code.matchAll(/^(?:import|export|\}) ?[^'"\n]*["']([^'"\n]+)["'];$/gm),
      ...code.matchAll(/import\("(\.\/[^"]+)"\)/g),
    ];
    return names.flatMap(([, name = '']) => (name.startsWith('./') ? imported(name.slice(2)) : [name]));
  };
  const packages = ['server.js', 'cli.js', 'diff-thread.js'].flatMap(imported);
  expect(seen.size).toBeGreaterThan(4);
  expect(packages.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))).toEqual([]);
});

test('a service of the package compares two trees with its threads, and ends', () => {
  const script = `import { createSyncService, snapshotTree } from ${JSON.stringify(dist('server.js'))};
    const tree = (text) => snapshotTree('', '/p', async () => ({ files: [['f', Buffer.from(text)]] }));
    const upstream = { source: 'here', version: '1' };
    const comparison = { artifactId: 'skill:a', collectionName: 'c', upstream, collection: tree('1'), project: tree('2') };
    const service = createSyncService({ comparison });
    const url = 'http://localhost/api/v1/artifacts/skill:a/diff?project_path=/p';
    console.log(JSON.stringify((await (await service.fetch(new Request(url))).json()).files[0].unified_diff));
    await service.close();`;
  expect(printed(script)).toBe(`${JSON.stringify('--- collection/f\n+++ project/f\n@@ -1 +1 @@\n-1\n+2')}\n`);
});

test('declarations lead to no package that an application need not have', () => {
  const known = /^(node:|react$|react\/jsx-runtime$|@tanstack\/react-query$)/;
  const seen = new Set<string>();
  const strange: string[] = [];
  const read = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(fileURLToPath(dist(file)), 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from |import\()["']([^"']+)["']/g)) {
      if (name.startsWith('.')) read(join(file, '..', name.replace(/\.tsx?$/, '.d.ts')));
      else if (!known.test(name)) strange.push(`${file}: ${name}`);
    }
  };
  for (const entry of ['index', 'worker', 'inline', 'sync', 'viewer', 'react', 'server'])
    read(`${entry}.d.ts`);
  expect(seen.size).toBeGreaterThan(50);
  expect(strange).toEqual([]);
});

// Vite and Next.js rewrite it for older browsers, in a way that needs a color-scheme without variables: no colour was left.
test('the styles do without light-dark()', () => {
  const styles = readFileSync(fileURLToPath(dist('styles.css')), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  expect(styles).toContain('var(--hw-dark,');
  expect(styles).not.toContain('light-dark(');
});

test('whoever takes the viewer alone needs no library for queries', () => {
  const seen = new Set<string>();
  const imported = (file: string): string[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    const code = readFileSync(fileURLToPath(dist(file)), 'utf8');
    const names = [
      ...code.matchAll(/^(?:'use client'; )?(?:import|export|\}) ?[^'"\n]*["']([^'"\n]+)["'];$/gm),
    ].map(([, name = '']) => name);
    return names.flatMap((name) => (name.startsWith('./') ? imported(name.slice(2)) : [name]));
  };
  expect(new Set(imported('viewer.js'))).toEqual(new Set(['react', 'react-dom', 'react/jsx-runtime']));
  seen.clear();
  expect(imported('react.js')).toContain('@tanstack/react-query');
});

test.each([
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
])(
  'the declarations are complete for an application that resolves by %s',
  (moduleResolution, module) => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const folder = join(root, 'build/application');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'application.ts'), application);
    const lib = ['es2022', 'dom'];
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib,
      types: [],
      module,
      moduleResolution,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['application.ts'] }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    expect([stdout, status]).toEqual(['', 0]);
  },
  60_000,
);

const application = `
import { DiffError, type DiffIndex, type DiffTable, loadEngine, RowFlag, tableFromParts } from 'hunkwise';
import { loadEngine as loadInline } from 'hunkwise/inline';
import { type AsyncDiffEngine, createWorkerEngine } from 'hunkwise/worker';

export async function firstTable(answer: Response): Promise<DiffTable> {
  const engine = await loadEngine({ wasm: new URL('https://example.test/core.wasm'), guardRows: 10 });
  const index: DiffIndex = engine.indexPayload(new Uint8Array(await answer.arrayBuffer()));
  const worker: AsyncDiffEngine = await createWorkerEngine({ createWorker: () => new Worker('x') });
  const { signal } = new AbortController();
  const table = tableFromParts((await worker.parseFile(index, 0, { signal })).toParts());
  if (table.kindAt(0) === 'raw' && table.flagsAt(0) & RowFlag.noNewline) throw new DiffError('aborted', 'no');
  (await loadInline()).dispose();
  return table;
}
`;
