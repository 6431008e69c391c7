// The engine's methods, with their calls made in a Worker. Documents and results stay on this side.

import type {
  DiffIndex,
  DiffTable,
  DiffTextsOptions,
  FileParserOptions,
  IntralineSpans,
} from '../core/api.ts';
import { compileCore, type WasmSource } from '../core/compile-core.ts';
import { runStepsAsync, type Steps } from '../core/core-call.ts';
import { disposeSymbol } from '../core/dispose-symbol.ts';
import { DocumentReader } from '../core/document-reader.ts';
import { settingsOf } from '../core/engine-settings.ts';
import { WORKER_WINDOW_BYTES } from '../core/limits.ts';
import type {
  AsyncCallOptions,
  AsyncDiffEngine,
  AsyncFileParser,
  AsyncPayloadIndexer,
  WorkerEngineOptions,
} from './async-api.ts';
import { JobQueue } from './job-queue.ts';
import { WorkerConnection } from './worker-connection.ts';
import { startWorker } from './worker-port.ts';

type Input = Uint8Array | string;

class WorkerEngine implements AsyncDiffEngine {
  readonly #jobs: JobQueue;
  readonly #reader: DocumentReader;

  constructor(jobs: JobQueue, reader: DocumentReader) {
    this.#jobs = jobs;
    this.#reader = reader;
  }

  get heapBytes(): number {
    return this.#jobs.heapBytes;
  }

  indexPayload(bytes: Input, options?: AsyncCallOptions): Promise<DiffIndex> {
    return this.#run(() => this.#reader.indexPayload(bytes), options);
  }

  indexPatch(bytes: Input, options?: AsyncCallOptions): Promise<DiffIndex> {
    return this.#run(() => this.#reader.indexPatch(bytes), options);
  }

  createPayloadIndexer(): AsyncPayloadIndexer {
    this.#jobs.check();
    const steps = this.#reader.createPayloadIndexer();
    let last: Promise<unknown> = Promise.resolve();
    const inOrder = <Result>(next: Steps<Result>, options?: AsyncCallOptions): Promise<Result> => {
      const result = last.then(() => this.#run(() => next, options));
      // Whoever pushes without waiting hears of a fault from a later call, which meets it again.
      last = result.catch(() => undefined);
      return result;
    };
    return {
      push: (chunk, options) => {
        try {
          return inOrder(steps.push(chunk), options); // The chunk's place is that of the call, not of its turn.
        } catch (error) {
          return Promise.reject(error);
        }
      },
      snapshot: (options) => inOrder(steps.snapshot(), options),
      finish: (options) => inOrder(steps.finish(), options),
    };
  }

  parseFile(index: DiffIndex, file: number, options?: AsyncCallOptions): Promise<DiffTable> {
    return this.#run(() => this.#reader.parseFile(index, file), options);
  }

  createFileParser(index: DiffIndex, file: number, options?: FileParserOptions): AsyncFileParser {
    this.#jobs.check();
    const parsing = this.#reader.createFileParser(index, file, options);
    let last: Promise<unknown> = Promise.resolve();
    return {
      get isComplete() {
        return parsing.isComplete;
      },
      read: (bytes, callOptions) => {
        const result = last.then(() => this.#run(() => parsing.read(bytes), callOptions));
        last = result.catch(() => undefined);
        return result;
      },
      table: () => parsing.table(),
    };
  }

  parseDiff(text: Input, options?: AsyncCallOptions): Promise<DiffTable> {
    return this.#run(() => this.#reader.parseDiff(text), options);
  }

  diffTexts(
    oldText: Input,
    newText: Input,
    options?: DiffTextsOptions & AsyncCallOptions,
  ): Promise<DiffTable> {
    return this.#run(() => this.#reader.diffTexts(oldText, newText, options), options);
  }

  intraline(table: DiffTable, rows: readonly number[], options?: AsyncCallOptions): Promise<IntralineSpans> {
    return this.#run(() => this.#reader.intraline(table, rows), options);
  }

  dispose(): void {
    this.#jobs.dispose();
  }

  [disposeSymbol](): void {
    this.dispose();
  }

  async #run<Result>(steps: () => Steps<Result>, { signal }: AsyncCallOptions = {}): Promise<Result> {
    this.#jobs.check(signal);
    return runStepsAsync(steps(), (call) => this.#jobs.run(call, signal));
  }
}

/** @throws {DiffError} wasm-load-failed, version-mismatch, out-of-memory */
export async function createWorkerEngineFrom(
  wasm: WasmSource,
  workerUrl: URL | string,
  options: WorkerEngineOptions,
): Promise<AsyncDiffEngine> {
  // Compiled here, once for all engines of the page, while the Worker starts, which then gets the module.
  const module = compileCore(wasm);
  const connect = async () =>
    WorkerConnection.open(options.createWorker?.() ?? (await startWorker(workerUrl)), module);
  const jobs = new JobQueue(await connect(), connect);
  return new WorkerEngine(jobs, new DocumentReader(settingsOf(options, WORKER_WINDOW_BYTES)));
}
