import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { InstanceRunner, instantiateCore } from '../../js/core/core-runner.ts';
import { DiffError } from '../../js/core/errors.ts';
import { type ClientMessage, errorParts, type WorkerMessage } from '../../js/worker/protocol.ts';
import { type AsyncDiffEngine, createWorkerEngine, type WorkerEngineOptions } from '../../js/worker.ts';
import { coreModule, testEngine } from './support/core.ts';
import { bytesOf, chunksOf, randomSizes } from './support/feeding.ts';
import { fileEntry, payload } from './support/payload.ts';
import { plainIndex, plainTable } from './support/plain.ts';

const { engine: local } = testEngine();
const engines: AsyncDiffEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

async function workerEngine(options: WorkerEngineOptions): Promise<AsyncDiffEngine> {
  const engine = await createWorkerEngine({ wasm: coreModule, ...options });
  engines.push(engine);
  return engine;
}

/** A Worker in this thread: messages are copied and transferred as to a real one, calls are made by the real core. */
class FakeWorker {
  static readonly started: FakeWorker[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  isTerminated = false;
  readonly received: ClientMessage[] = [];
  /** Called instead of the core; true: the message is taken care of. */
  intercept: ((message: ClientMessage, worker: FakeWorker) => boolean) | undefined;
  readonly #runner = new InstanceRunner(() => instantiateCore(coreModule));

  constructor() {
    FakeWorker.started.push(this);
  }

  postMessage(message: ClientMessage, transfer: Transferable[]): void {
    const data = message.type === 'load' ? message : structuredClone(message, { transfer });
    this.received.push(data);
    setImmediate(() => {
      if (!this.isTerminated && !this.intercept?.(data, this)) this.answer(data);
    });
  }

  answer(message: ClientMessage): void {
    this.onmessage?.({ data: this.#answerTo(message) });
  }

  #answerTo(message: ClientMessage): WorkerMessage {
    if (message.type === 'load') return { type: 'ready' };
    try {
      return { type: 'answer', answer: this.#runner.run(message.call), heapBytes: this.#runner.heapBytes };
    } catch (error) {
      return { type: 'error', error: errorParts(error) };
    }
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

/** An engine over fake Workers; `each` may prepare them. */
async function fakeEngine(each: (worker: FakeWorker, i: number) => void = () => {}) {
  FakeWorker.started.length = 0;
  const createWorker = () => {
    const worker = new FakeWorker();
    each(worker, FakeWorker.started.length - 1);
    return worker as unknown as Worker;
  };
  const engine = await workerEngine({ createWorker });
  return { engine, workers: FakeWorker.started };
}

const isCall = (message: ClientMessage) => message.type === 'call';
const callNames = (worker: FakeWorker | undefined) =>
  worker?.received.flatMap((message) => (message.type === 'call' ? [message.call.name] : []));
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => (error instanceof DiffError ? error.code : error),
  );

const diff = '@@ -1,2 +1,2 @@\n-a b\n+a c\n same\n';
const text = payload([fileEntry(), fileEntry({ file_path: 'b', unified_diff: diff })]);

/** What both engines must give alike. */
async function expectSameResults(engine: AsyncDiffEngine): Promise<void> {
  const index = await engine.indexPayload(text);
  expect(plainIndex(index)).toEqual(plainIndex(local.indexPayload(text)));
  const table = await engine.parseFile(index, 1);
  expect(plainTable(table)).toEqual(plainTable(local.parseDiff(diff)));
  expect(plainTable(await engine.parseDiff(diff))).toEqual(plainTable(local.parseDiff(diff)));
  expect(plainTable(await engine.diffTexts('a\nb', 'a\nc\n', { context: 0 }))).toEqual(
    plainTable(local.diffTexts('a\nb', 'a\nc\n', { context: 0 })),
  );
  expect((await engine.intraline(table, [1])).spansAt(1)).toEqual(local.intraline(table, [1]).spansAt(1));
  expect(engine.heapBytes).toBeGreaterThan(0);
}

describe('a thread of Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-worker-'));
  const workerUrl = pathToFileURL(join(folder, 'diff-worker.mjs'));
  beforeAll(async () => {
    await build({
      entryPoints: [fileURLToPath(new URL('../../js/worker/diff-worker.ts', import.meta.url))],
      outfile: fileURLToPath(workerUrl),
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives what the engine in this thread gives', async () => {
    await expectSameResults(await workerEngine({ workerUrl }));
  });

  test('tells errors with code, place and message', async () => {
    const engine = await workerEngine({ workerUrl });
    const error = await engine.indexPayload('{"files":[}').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DiffError);
    expect(error).toMatchObject({ code: 'malformed', byteOffset: 10 });
    expect(plainIndex(await engine.indexPayload(text)).fileCount).toBe(2);
  });

  test('leaves the bytes it is given usable', async () => {
    const engine = await workerEngine({ workerUrl });
    const bytes = bytesOf(text);
    await engine.indexPayload(bytes);
    expect(new TextDecoder().decode(bytes)).toBe(text);
  });

  test('a script that is not there fails to load, and the message says what to serve', async () => {
    const missing = pathToFileURL(join(folder, 'missing.mjs'));
    const error = await createWorkerEngine({ wasm: coreModule, workerUrl: missing }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({
      code: 'wasm-load-failed',
      message: expect.stringContaining('diff-worker.js'),
    });
  });
});

test('a Worker given by the application gives the same results', async () => {
  await expectSameResults((await fakeEngine()).engine);
});

test('chunks that are pushed without waiting are read in their order', async () => {
  const { engine } = await fakeEngine();
  const bytes = bytesOf(text);
  for (const nextSize of [() => 1, () => 7, randomSizes(3, 200)]) {
    const indexer = engine.createPayloadIndexer();
    for (const chunk of chunksOf(bytes, nextSize)) void indexer.push(chunk);
    const [snapshot, index] = await Promise.all([indexer.snapshot(), indexer.finish()]);
    expect(plainIndex(index)).toEqual(plainIndex(local.indexPayload(bytes)));
    expect(snapshot.fileCount).toBe(2);
  }
});

test('whoever pushes without waiting hears of a fault at the end', async () => {
  const { engine } = await fakeEngine();
  const indexer = engine.createPayloadIndexer();
  void indexer.push(bytesOf(`{"files":[{"unified_diff":"\u0001${' '.repeat(2 ** 21)}`));
  expect(await code(indexer.finish())).toBe('malformed');
});

test('calls are made in the order of asking, one at a time', async () => {
  const { engine, workers } = await fakeEngine();
  await Promise.all([engine.indexPayload(text), engine.parseDiff(diff), engine.diffTexts('a', 'b')]);
  expect(callNames(workers[0])).toEqual(['indexPayload', 'countText', 'diffTexts', 'parseRows']);
});

test('a large document and a small one take turns', async () => {
  const { engine, workers } = await fakeEngine();
  const large = `@@ -0,0 +1,400000 @@\n${'+0123456789\n'.repeat(400_000)}`;
  await Promise.all([engine.parseDiff(large), engine.diffTexts('a', 'b')]);
  expect(callNames(workers[0])?.indexOf('diffTexts')).toBe(1);
});

test('a call that was aborted while it waited is never made', async () => {
  const { engine, workers } = await fakeEngine();
  const abort = new AbortController();
  const first = engine.indexPayload(text);
  const second = code(engine.diffTexts('a', 'b', { signal: abort.signal }));
  abort.abort();
  expect(await second).toBe('aborted');
  await first;
  expect((await engine.parseDiff(diff)).rowCount).toBe(4);
  expect(callNames(workers[0])).toEqual(['indexPayload', 'countText', 'parseRows']);
});

test('a call that is aborted under way rejects at once and goes no further', async () => {
  const abort = new AbortController();
  const { engine, workers } = await fakeEngine((worker) => {
    worker.intercept = (message) => {
      if (isCall(message)) abort.abort();
      return false;
    };
  });
  expect(await code(engine.parseDiff(diff, { signal: abort.signal }))).toBe('aborted');
  expect((await engine.diffTexts('a', 'b')).rowCount).toBe(3);
  expect(callNames(workers[0])).toEqual(['countText', 'diffTexts']);
});

test('a signal that was aborted before asks for nothing', async () => {
  const { engine, workers } = await fakeEngine();
  const signal = AbortSignal.abort('gone');
  const error = await engine.parseDiff(diff, { signal }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'aborted', cause: 'gone' });
  expect(callNames(workers[0])).toEqual([]);
});

test('a Worker that fails costs one call; the calls behind it get a new one', async () => {
  const { engine, workers } = await fakeEngine((worker, i) => {
    worker.intercept = (message) => {
      if (i > 0 || !isCall(message)) return false;
      worker.onerror?.({ message: 'out of memory' });
      return true;
    };
  });
  const [crashed, next, last] = await Promise.all([
    code(engine.diffTexts('a', 'b')),
    engine.diffTexts('a', 'b'),
    engine.parseDiff(diff),
  ]);
  expect([crashed, next.rowCount, last.rowCount]).toEqual(['engine-crashed', 3, 4]);
  expect(workers.map((worker) => worker.isTerminated)).toEqual([true, false]);
});

test('a Worker that ends between two calls costs none', async () => {
  const { engine, workers } = await fakeEngine();
  await engine.diffTexts('a', 'b');
  workers[0]?.onerror?.({ message: 'exit code 1' });
  expect(workers).toHaveLength(1);
  expect((await engine.diffTexts('a', 'b')).rowCount).toBe(3);
  expect(workers).toHaveLength(2);
});

test('an application that ends its Worker loses the call under way, and the next one gets another', async () => {
  const { engine, workers } = await fakeEngine((worker, i) => {
    worker.intercept = (message) => {
      if (i > 0 || !isCall(message)) return false;
      worker.terminate(); // of which a browser tells nobody
      return true;
    };
  });
  const calls = [code(engine.diffTexts('a', 'b')), code(engine.diffTexts('a', 'b'))];
  expect(await Promise.all(calls)).toEqual(['engine-crashed', 'fulfilled']);
  workers[1]?.terminate();
  expect(await code(engine.diffTexts('a', 'b'))).toBe('fulfilled');
  expect(workers.map((worker) => worker.isTerminated)).toEqual([true, true, false]);
});

test('an indexer outlives its Worker', async () => {
  const { engine } = await fakeEngine((worker, i) => {
    let calls = 0;
    worker.intercept = (message) => {
      if (i > 0 || !isCall(message) || ++calls < 2) return false;
      worker.onerror?.({ message: 'exit code 1' });
      return true;
    };
  });
  const bytes = bytesOf(text);
  const indexer = engine.createPayloadIndexer();
  await indexer.push(bytes.subarray(0, 300));
  await indexer.snapshot().catch(() => undefined);
  await indexer.push(bytes.subarray(300));
  expect(await code(indexer.snapshot())).toBe('fulfilled');
  expect(plainIndex(await indexer.finish())).toEqual(plainIndex(local.indexPayload(text)));
});

test('a message that cannot be read costs one call', async () => {
  const { engine } = await fakeEngine((worker, i) => {
    worker.intercept = (message) => {
      if (i > 0 || !isCall(message)) return false;
      worker.onmessageerror?.();
      return true;
    };
  });
  expect(await code(engine.diffTexts('a', 'b'))).toBe('engine-crashed');
  expect(await code(engine.diffTexts('a', 'b'))).toBe('fulfilled');
});

test('dispose ends the Worker and every call under way', async () => {
  const { engine, workers } = await fakeEngine();
  const indexer = engine.createPayloadIndexer();
  const calls = [code(engine.indexPayload(text)), code(engine.parseDiff(diff))];
  engine[Symbol.dispose]();
  expect(await Promise.all(calls)).toEqual(['disposed', 'disposed']);
  expect(await code(engine.diffTexts('a', 'b'))).toBe('disposed');
  expect(await code(indexer.finish())).toBe('disposed');
  expect(workers.map((worker) => worker.isTerminated)).toEqual([true]);
});

test('wrong arguments reject, they do not throw', async () => {
  const { engine } = await fakeEngine();
  expect(await code(engine.indexPayload(5 as unknown as string))).toBe('wrong-type');
  const small = await workerEngine({
    createWorker: () => new FakeWorker() as unknown as Worker,
    maxSourceBytes: 10,
  });
  expect(await code(small.parseDiff('x'.repeat(11)))).toBe('too-large');
  expect(await code(small.createPayloadIndexer().push(new Uint8Array(11)))).toBe('too-large');
});
