import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CoreModule } from '../../js/core/bridge.ts';
import { compileCore } from '../../js/core/compile-core.ts';
import { InstanceRunner, instantiateCore } from '../../js/core/core-runner.ts';
import { createEngine, loadEngineFrom } from '../../js/core/engine.ts';
import { DiffError } from '../../js/core/errors.ts';
import { loadEngine } from '../../js/index.ts';
import { coreModule, testEngine, wasmBytes } from './support/core.ts';
import { bytesOf } from './support/feeding.ts';
import { fileEntry, payload } from './support/payload.ts';
import { plainTable, rowLines } from './support/plain.ts';

const megabyte = 2 ** 20;

/** An answer of at least `bytes` bytes, without a large string on the way. */
function largePayload(bytes: number): Uint8Array<ArrayBuffer> {
  const entry = bytesOf(
    `${JSON.stringify(fileEntry({ unified_diff: `@@ -0,0 +1,9000 @@\n${'+some text of a line\n'.repeat(9000)}` }))},`,
  );
  const [head, tail] = [bytesOf('{"files":['), bytesOf(`${JSON.stringify(fileEntry())}]}`)];
  const count = Math.ceil(bytes / entry.length);
  const answer = new Uint8Array(head.length + count * entry.length + tail.length);
  answer.set(head);
  for (let i = 0; i < count; ++i) answer.set(entry, head.length + i * entry.length);
  answer.set(tail, head.length + count * entry.length);
  return answer;
}

/** A core that traps in the calls that `shouldTrap` names, counted over all instances. */
function trappingRunner(shouldTrap: (call: number) => boolean) {
  let calls = 0;
  let instances = 0;
  const runner = new InstanceRunner(() => {
    ++instances;
    const core = instantiateCore(coreModule);
    const { indexPayload } = core;
    return Object.assign(Object.create(core) as CoreModule, {
      indexPayload: (...numbers: number[]) => {
        if (shouldTrap(++calls)) throw new WebAssembly.RuntimeError('unreachable');
        return indexPayload(...numbers);
      },
    });
  });
  return { runner, instances: () => instances };
}

describe('boundary calls', () => {
  test('an answer takes one call a window', () => {
    const { engine, runner } = testEngine();
    const bytes = largePayload(2 * megabyte);
    engine.indexPayload(bytes);
    expect(runner.calls).toHaveLength(Math.ceil(bytes.length / (256 * 1024)));
  });

  test('rows, numbers, texts and pairs take no call', () => {
    const { engine, runner } = testEngine();
    const index = engine.indexPayload(
      payload([fileEntry({ unified_diff: `@@ -1,500 +1,500 @@\n${'-a\n+b\n'.repeat(500)}` })]),
    );
    runner.calls.length = 0;
    const table = engine.parseFile(index, 0);
    expect(plainTable(table).rows).toHaveLength(1001);
    expect(runner.calls.map((call) => call.name)).toEqual(['parseRows']);
  });

  test('a file without text takes none', () => {
    const { engine, runner } = testEngine();
    const texts = [null, '', 'Binary files differ'];
    const index = engine.indexPayload(payload(texts.map((unified_diff) => fileEntry({ unified_diff }))));
    runner.calls.length = 0;
    expect(texts.map((_, i) => engine.parseFile(index, i).rowCount)).toEqual([0, 0, 0]);
    expect(texts.map((_, i) => index.guard(i))).toEqual(['open', 'open', 'open']);
    expect(runner.calls).toEqual([]);
  });

  test('pushing single bytes does not call for each', () => {
    const { engine, runner } = testEngine();
    const indexer = engine.createPayloadIndexer();
    for (const byte of bytesOf(payload([fileEntry()]))) indexer.push(Uint8Array.of(byte));
    expect(runner.calls).toHaveLength(0);
    expect(indexer.finish().fileCount).toBe(1);
    expect(runner.calls).toHaveLength(1);
  });

  test('only the bytes of the file asked for are read', () => {
    const { engine, runner } = testEngine();
    const index = engine.indexPayload(largePayload(2 * megabyte));
    runner.calls.length = 0;
    const table = engine.parseFile(index, index.fileCount - 1);
    expect(table.rowCount).toBe(5);
    const read = runner.calls
      .flatMap((call) => call.input[1] ?? [])
      .reduce((sum, bytes) => sum + bytes.length, 0);
    expect(read).toBeLessThan(200);
  });
});

describe('memory', () => {
  test('the heap stays below 16 MB for an answer of 90 MB', () => {
    const { engine, runner } = testEngine();
    const index = engine.indexPayload(largePayload(90 * megabyte));
    expect(index.additions(index.fileCount - 2)).toBe(9000);
    expect(runner.largestHeap).toBeLessThanOrEqual(16 * megabyte);
  }, 30_000);

  test('a heap that had to grow is given back after the call', () => {
    const { engine } = testEngine();
    const text = 'a line of a text\n'.repeat(3_000_000);
    expect(engine.diffTexts(text, `${text}b\n`).additions).toBe(1);
    expect(engine.heapBytes).toBeLessThanOrEqual(32 * megabyte);
    expect(engine.diffTexts('a', 'b').rowCount).toBe(3);
  }, 30_000);

  test('an input over the ceiling is refused before anything is allocated', () => {
    const { engine, runner } = testEngine({ maxSourceBytes: 1000 });
    const before = engine.heapBytes;
    const large = new Uint8Array(1001);
    for (const call of [
      () => engine.indexPayload(large),
      () => engine.indexPatch(large),
      () => engine.parseDiff('x'.repeat(1001)),
      () => engine.diffTexts(large.subarray(0, 600), large.subarray(0, 401)),
      () => engine.createPayloadIndexer().push(large),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'too-large' }));
    }
    const indexer = engine.createPayloadIndexer();
    indexer.push(large.subarray(0, 600));
    expect(() => indexer.push(large.subarray(0, 401))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
    expect([runner.calls.length, engine.heapBytes]).toEqual([0, before]);
  });

  test('memory that is not to be had is an error of its own, and the engine goes on', () => {
    const runner = new InstanceRunner(() => {
      const core = instantiateCore(coreModule);
      return Object.assign(Object.create(core) as CoreModule, {
        reserveInput: (bytes: number) => (bytes > megabyte ? 0 : core.reserveInput(bytes)),
        get HEAPU8() {
          return core.HEAPU8;
        },
      });
    });
    const engine = createEngine(runner);
    expect(() => engine.diffTexts('a'.repeat(2 * megabyte), '')).toThrow(
      expect.objectContaining({ code: 'out-of-memory' }),
    );
    expect(engine.diffTexts('a', 'b').rowCount).toBe(3);
  });
});

describe('a trap', () => {
  test('costs the one call: the next one, in the same turn, gets a new instance', () => {
    const { runner, instances } = trappingRunner((call) => call === 2);
    const engine = createEngine(runner);
    const text = payload([fileEntry()]);
    expect(engine.indexPayload(text).fileCount).toBe(1);
    let error: unknown;
    try {
      engine.indexPayload(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(DiffError);
    expect(error).toMatchObject({ code: 'engine-crashed', cause: expect.any(WebAssembly.RuntimeError) });
    expect(engine.indexPayload(text).fileCount).toBe(1);
    expect(instances()).toBe(2);
  });

  test('for want of memory in the middle of a call says so, and the next call goes on', () => {
    const engine = createEngine(new InstanceRunner(() => instantiateCore(coreModule)));
    const lines = (seed: number) =>
      Array.from({ length: 50_000 }, (_, i) => `${(i * seed) % 997}\n`).join('');
    const [oldText, newText] = [lines(31), lines(37)];
    const grow = WebAssembly.Memory.prototype.grow;
    const heapBytes = engine.heapBytes;
    try {
      // There is room for the texts, but not for what comparing them takes.
      WebAssembly.Memory.prototype.grow = () => {
        throw new RangeError('no more memory');
      };
      expect(() => engine.diffTexts(oldText, newText)).toThrow(
        expect.objectContaining({ code: 'out-of-memory', cause: expect.any(WebAssembly.RuntimeError) }),
      );
    } finally {
      WebAssembly.Memory.prototype.grow = grow;
    }
    expect(engine.diffTexts(oldText, newText).additions).toBeGreaterThan(0);
    expect(engine.heapBytes).toBeGreaterThan(heapBytes);
  });

  test('does not lose what an indexer has read', () => {
    const { runner } = trappingRunner((call) => call % 2 === 0);
    const engine = createEngine(runner, {}, 100);
    const bytes = bytesOf(payload([fileEntry({ file_path: 'a' }), fileEntry({ file_path: 'b' })]));
    const indexer = engine.createPayloadIndexer();
    const again = <Result>(call: () => Result): Result => {
      for (;;) {
        try {
          return call();
        } catch (error) {
          expect(error).toMatchObject({ code: 'engine-crashed' });
        }
      }
    };
    try {
      indexer.push(bytes);
    } catch (error) {
      expect(error).toMatchObject({ code: 'engine-crashed' });
    }
    again(() => indexer.push(new Uint8Array(0)));
    const index = again(() => indexer.finish());
    expect([index.path(0), index.path(1)]).toEqual(['a', 'b']);
  });
});

test('windows that are not used up come again, larger when nothing was used', () => {
  const windows: number[] = [];
  const { runner } = { runner: testEngine().runner };
  const answerOf = (consumed: number) => {
    const table = new Uint8Array(64);
    const header = new Uint32Array(table.buffer);
    header.set([0x31545748, 1, 1]);
    header[12] = consumed;
    return { table, state: new Uint8Array(0) };
  };
  const consumed = [60, 0, 0, 390, 100, 50];
  vi.spyOn(runner, 'run').mockImplementation((call) => {
    windows.push((call.input[1] ?? []).reduce((sum, bytes) => sum + bytes.length, 0));
    return answerOf(consumed[windows.length - 1] ?? 0);
  });
  createEngine(runner, {}, 100).indexPatch(new Uint8Array(600));
  expect(windows).toEqual([100, 100, 200, 400, 100, 50]);
});

describe('the life of an engine', () => {
  test('after dispose every method says so, and what it made stays', () => {
    const { engine } = testEngine();
    const index = engine.indexPayload(payload([fileEntry()]));
    const table = engine.parseFile(index, 0);
    const indexer = engine.createPayloadIndexer();
    engine[Symbol.dispose]();
    for (const call of [
      () => engine.indexPayload(''),
      () => engine.indexPatch(''),
      () => engine.parseFile(index, 0),
      () => engine.parseDiff(''),
      () => engine.diffTexts('', ''),
      () => engine.intraline(table, []),
      () => engine.createPayloadIndexer(),
      () => indexer.finish(),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'disposed' }));
    }
    expect([engine.heapBytes, index.path(0), rowLines(table)[1]]).toEqual([0, 'src/a.txt', ' 1,1 one']);
  });

  test('an index of one engine can be parsed by another', () => {
    const index = testEngine().engine.indexPayload(payload([fileEntry()]));
    expect(testEngine().engine.parseFile(index, 0).rowCount).toBe(5);
  });

  test('what is no index is refused', () => {
    const { engine } = testEngine();
    expect(() => engine.parseFile({} as never, 0)).toThrow(expect.objectContaining({ code: 'wrong-type' }));
  });
});

describe('loading', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const failure = async (wasm: Parameters<typeof loadEngineFrom>[0]) => {
    const error = await loadEngineFrom(wasm, {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DiffError);
    return error as DiffError;
  };
  const response = (body: BodyInit, type: string, status = 200) =>
    new Response(body, { status, headers: { 'content-type': type } });

  test.each([
    ['bytes', () => wasmBytes],
    ['an ArrayBuffer', () => new Uint8Array(wasmBytes).buffer],
    ['a compiled module', () => coreModule],
    ['a response', () => response(new Uint8Array(wasmBytes), 'application/wasm')],
    ['a response of another type', () => response(new Uint8Array(wasmBytes), 'application/octet-stream')],
    [
      'a promise of a response',
      () => Promise.resolve(response(new Uint8Array(wasmBytes), 'application/wasm')),
    ],
    ['the URL of a file', () => new URL('../../build/wasm-release/core.wasm', import.meta.url)],
    ['the address of a file', () => new URL('../../build/wasm-release/core.wasm', import.meta.url).href],
    ['the path of a file', () => 'build/wasm-release/core.wasm'],
  ])('takes %s', async (_, wasm) => {
    const engine = await loadEngine({ wasm: wasm() });
    expect(engine.diffTexts('a', 'b').rowCount).toBe(3);
  });

  test('one source is compiled once, however many engines use it', async () => {
    const compile = vi.spyOn(WebAssembly, 'compile');
    const bytes = new Uint8Array(wasmBytes);
    await Promise.all([
      loadEngine({ wasm: bytes }),
      loadEngine({ wasm: bytes }),
      loadEngine({ wasm: bytes }),
    ]);
    expect(compile).toHaveBeenCalledTimes(1);
    compile.mockRestore();
  });

  test('a failed load is not remembered', async () => {
    const fetching = vi.fn<typeof fetch>().mockRejectedValueOnce(new TypeError('offline'));
    fetching.mockImplementation(async () => response(new Uint8Array(wasmBytes), 'application/wasm'));
    vi.stubGlobal('fetch', fetching);
    const url = 'https://example.test/core.wasm';
    expect(await failure(url)).toMatchObject({ code: 'wasm-load-failed', cause: expect.any(TypeError) });
    expect(await compileCore(url)).toBeInstanceOf(WebAssembly.Module);
    expect(await compileCore(url)).toBe(await compileCore(url));
    expect(fetching).toHaveBeenCalledTimes(2);
  });

  test.each([
    ['a missing file', response('no', 'text/plain', 404), /answered 404.*dist\/core\.wasm/],
    ["an application's own page", response('<!doctype html>', 'text/html'), /not WebAssembly but text\/html/],
    ['a broken module', response('\0asm????', 'application/wasm'), /'wasm-unsafe-eval'.*SIMD/],
    ['a broken module of another type', response('\0asm????', ''), /cannot be compiled/],
  ])('the message names what to do about %s', async (_, wasm, message) => {
    const error = await failure(wasm);
    expect(error.code).toBe('wasm-load-failed');
    expect(error.message).toMatch(message);
  });

  test('a file that cannot be read is named', async () => {
    expect((await failure('no/such/core.wasm')).message).toMatch(/no\/such\/core\.wasm cannot be read/);
  });

  test('so is one whose URL a bundle for a server has replaced by a path', async () => {
    const replaced = Object.assign(Object.create(URL.prototype), { toString: () => '/static/core.wasm' });
    const { message } = await failure(replaced);
    expect(message).toMatch(/^\/static\/core\.wasm cannot be read.*hunkwise\/inline/);
  });

  test('another module than ours is refused', async () => {
    const empty = await WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    expect((await failure(empty)).code).toBe('version-mismatch');
  });

  test('a core of another version is refused', () => {
    const other = () =>
      Object.assign(Object.create(instantiateCore(coreModule)) as CoreModule, { abiVersion: () => 999 });
    expect(() => new InstanceRunner(other)).toThrow(expect.objectContaining({ code: 'version-mismatch' }));
  });
});
