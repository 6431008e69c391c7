// The package as it is built: its entries, its files beside each other.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const dist = (file: string) => new URL(`../../dist/${file}`, import.meta.url).href;
const entries = ['index.js', 'worker.js', 'inline.js'].map(dist);

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

test('importing the package touches nothing that a server lacks', () => {
  const script = `for (const name of ['WebAssembly', 'fetch', 'Worker', 'navigator', 'process']) delete globalThis[name];
    ${entries.map((entry) => `await import(${JSON.stringify(entry)});`).join('\n')}
    console.log('imported');`;
  expect(printed(script)).toBe('imported\n');
});
