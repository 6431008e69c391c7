// What goes wrong around the core itself: a wasm that is not whole or not ours, traps, Workers that are killed. Each costs
// one call, in words that say what to do, and nothing else.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DiffIndex, DiffTable } from '../../js/core/api.ts';
import type { CoreModule } from '../../js/core/bridge.ts';
import { InstanceRunner, instantiateCore } from '../../js/core/core-runner.ts';
import { createEngine, loadEngineFrom } from '../../js/core/engine.ts';
import { DiffError } from '../../js/core/errors.ts';
import { TABLE_VERSION } from '../../js/core/format.ts';
import { type AsyncDiffEngine, createWorkerEngine } from '../../js/worker.ts';
import { coreModule, wasmBytes } from './support/core.ts';
import { collectGarbage, liveBytes } from './support/memory.ts';
import { OTHER_VERSION, otherVersion } from './support/other-version.ts';
import { fileEntry, payload } from './support/payload.ts';
import { plainIndex, rowLines } from './support/plain.ts';

const MEGABYTE = 2 ** 20;
const TRAPS = 100;
const answer = payload([fileEntry(), fileEntry({ file_path: 'b' })]);
const diff = '@@ -1,2 +1,2 @@\n-a b\n+a c\n same\n';

async function failure(attempt: Promise<unknown> | (() => unknown)): Promise<DiffError> {
  const error = await (async () => (typeof attempt === 'function' ? attempt() : attempt))().then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(DiffError);
  return error as DiffError;
}

/** What a page may hold while an engine fails. */
const readable = (index: DiffIndex, table: DiffTable) => [plainIndex(index), rowLines(table)];

describe('a core.wasm', () => {
  const response = (bytes: Uint8Array<ArrayBuffer>, type: string) =>
    new Response(bytes, { headers: { 'content-type': type } });

  test.each([1, 3, 4, 8, 100, wasmBytes.length >> 1, wasmBytes.length - 1])(
    'cut after %i bytes is told as not loaded, in every way it may arrive',
    async (bytes) => {
      const cut = new Uint8Array(wasmBytes.subarray(0, bytes));
      for (const wasm of [
        cut,
        response(cut, 'application/wasm'),
        response(cut, 'application/octet-stream'),
      ]) {
        const error = await failure(loadEngineFrom(wasm, {}));
        // Eight bytes are a whole module with nothing in it.
        expect(error.code).toBe(bytes === 8 ? 'version-mismatch' : 'wasm-load-failed');
        expect(error.message).toMatch(/core\.wasm|WebAssembly/);
      }
    },
  );

  test('with nothing in it is told as not loaded', async () => {
    expect((await failure(loadEngineFrom(new Uint8Array(0), {}))).code).toBe('wasm-load-failed');
    expect((await failure(loadEngineFrom(new Response(), {}))).code).toBe('wasm-load-failed');
  });

  test('whose download breaks off is told so, and the next load asks again', async () => {
    for (const type of ['application/wasm', 'application/octet-stream']) {
      let chunks = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (++chunks < 3) controller.enqueue(new Uint8Array(wasmBytes.subarray(0, 1000)));
          else controller.error(new TypeError('network error'));
        },
      });
      const error = await failure(
        loadEngineFrom(new Response(body, { headers: { 'content-type': type } }), {}),
      );
      expect(error.code).toBe('wasm-load-failed');
    }
    expect((await loadEngineFrom(wasmBytes, {})).diffTexts('a', 'b').rowCount).toBe(3);
  });

  test('of another version is told as such', async () => {
    const { code, message } = await failure(loadEngineFrom(otherVersion(wasmBytes), {}));
    expect(code).toBe('version-mismatch');
    expect(message).toContain(`speaks version ${OTHER_VERSION}, this JavaScript version ${TABLE_VERSION}.`);
  });
});

describe(`${TRAPS} traps in a row in the page`, () => {
  /** The core's own memory is overwritten before a call of `parseRows`: it really traps. */
  function breakable() {
    const state = { isBroken: false, instances: 0 };
    const runner = new InstanceRunner(() => {
      ++state.instances;
      const core = instantiateCore(coreModule);
      return Object.assign(Object.create(core) as CoreModule, {
        countText: (...numbers: number[]) => {
          if (state.isBroken) core.HEAPU8.fill(0xff);
          return core.countText(...numbers);
        },
        get HEAPU8() {
          return core.HEAPU8;
        },
      });
    });
    return { engine: createEngine(runner), state };
  }

  test('cost one call each; what is alive stays readable', async () => {
    const { engine, state } = breakable();
    const index = engine.indexPayload(answer);
    const table = engine.parseFile(index, 0);
    const before = readable(index, table);
    const indexer = engine.createPayloadIndexer();
    indexer.push(Buffer.from(answer.slice(0, 300)));
    for (let i = 0; i < TRAPS; ++i) {
      state.isBroken = true;
      const error = await failure(() => engine.parseDiff(diff));
      expect(error).toMatchObject({ code: 'engine-crashed', cause: expect.any(WebAssembly.RuntimeError) });
      state.isBroken = false;
      expect(engine.parseDiff(diff).rowCount).toBe(4);
    }
    expect(state.instances).toBe(TRAPS + 1);
    expect(readable(index, table)).toEqual(before);
    expect(engine.parseFile(index, 1).rowCount).toBe(table.rowCount);
    indexer.push(Buffer.from(answer.slice(300)));
    expect(plainIndex(indexer.finish())).toEqual(plainIndex(index));
  });

  test('without a call in between, and memory stays flat', async () => {
    const { engine, state } = breakable();
    state.isBroken = true;
    const traps = async () => {
      for (let i = 0; i < TRAPS; ++i) await failure(() => engine.parseDiff(diff));
      await collectGarbage();
      return liveBytes();
    };
    await traps();
    const warm = await traps();
    const later = await traps();
    // An instance has 1 MB of memory: one of the hundred, kept, would be seen.
    expect(later - warm).toBeLessThan(MEGABYTE);
    state.isBroken = false;
    expect(engine.parseDiff(diff).rowCount).toBe(4);
    expect(engine.heapBytes).toBeLessThanOrEqual(16 * MEGABYTE);
  });
});

describe('a thread of Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-killed-'));
  const script = join(folder, 'diff-worker.mjs');
  const faulty = pathToFileURL(join(folder, 'faulty-worker.mjs'));
  const engines: AsyncDiffEngine[] = [];

  beforeAll(async () => {
    await build({
      entryPoints: [fileURLToPath(new URL('../../js/worker/diff-worker.ts', import.meta.url))],
      outfile: script,
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    });
    // The package's own script in a thread that dies of a text: at once, or when the call is over.
    writeFileSync(
      faulty,
      `import { parentPort } from 'node:worker_threads';
import './diff-worker.mjs';
parentPort.on('message', ({ call }) => {
  const text = Buffer.from(call?.input.at(-1)?.[0] ?? []).toString();
  if (text.startsWith('die now')) process.exit(3);
  if (text.startsWith('throw')) setImmediate(() => { throw new Error('thrown in the thread'); });
  if (text.startsWith('die later')) setTimeout(() => process.exit(0), 20);
});
`,
    );
  });
  afterAll(() => {
    for (const engine of engines) engine.dispose();
    rmSync(folder, { recursive: true });
  });

  async function faultyEngine() {
    const engine = await createWorkerEngine({ wasm: coreModule, workerUrl: faulty });
    engines.push(engine);
    return engine;
  }

  test('tells a core.wasm of another version', async () => {
    const wasm = otherVersion(wasmBytes);
    const { code, message } = await failure(createWorkerEngine({ wasm, workerUrl: pathToFileURL(script) }));
    expect(code).toBe('version-mismatch');
    expect(message).toMatch(/same release/);
  });

  test('killed in the middle of a call costs this call; the ones behind it get another', async () => {
    const engine = await faultyEngine();
    const index = await engine.indexPayload(answer);
    const table = await engine.parseFile(index, 0);
    const before = readable(index, table);
    for (let i = 0; i < 10; ++i) {
      const [killed, behind] = await Promise.all([
        failure(engine.parseDiff('die now')),
        engine.parseDiff(diff),
      ]);
      expect(killed).toMatchObject({ code: 'engine-crashed', cause: 'exit code 3' });
      expect(behind.rowCount).toBe(4);
    }
    expect(readable(index, table)).toEqual(before);
    expect((await engine.parseFile(index, 1)).rowCount).toBe(table.rowCount);
  });

  test('killed while it is idle costs nothing', async () => {
    const engine = await faultyEngine();
    for (let i = 0; i < 3; ++i) {
      await engine.parseDiff('die later');
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await engine.parseDiff(diff)).rowCount).toBe(4);
    }
  });

  test('in which something else throws costs at most the call under way', async () => {
    const engine = await faultyEngine();
    // It throws a moment after it has read the call: the answer, and a few more calls, may be through by then.
    const lost: unknown[] = [];
    const answered: number[] = [];
    for (const text of ['throw', ...Array<string>(20).fill(diff)]) {
      await engine.parseDiff(text).then(
        ({ rowCount }) => answered.push(rowCount),
        (error: unknown) => lost.push(error),
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(lost.length).toBeLessThanOrEqual(1);
    for (const error of lost) expect(error).toMatchObject({ code: 'engine-crashed' });
    expect(answered.slice(-19)).toEqual(Array(19).fill(4));
  });

  test('an indexer lives on in the next thread', async () => {
    const engine = await faultyEngine();
    const indexer = engine.createPayloadIndexer();
    await indexer.push(Buffer.from(answer.slice(0, 300)));
    await indexer.snapshot();
    expect((await failure(engine.parseDiff('die now'))).code).toBe('engine-crashed');
    await indexer.push(Buffer.from(answer.slice(300)));
    expect(plainIndex(await indexer.finish())).toEqual(plainIndex(await engine.indexPayload(answer)));
  });
});
