// The engine in this thread.

import type {
  DiffEngine,
  DiffIndex,
  DiffTable,
  DiffTextsOptions,
  EngineOptions,
  FileParser,
  FileParserOptions,
  IntralineSpans,
  PayloadIndexer,
} from './api.ts';
import { compileCore, type WasmSource } from './compile-core.ts';
import { runSteps, type Steps } from './core-call.ts';
import { type CoreRunner, InstanceRunner, instantiateCore } from './core-runner.ts';
import { disposeSymbol } from './dispose-symbol.ts';
import { DocumentReader } from './document-reader.ts';
import { settingsOf } from './engine-settings.ts';
import { DiffError } from './errors.ts';
import { WINDOW_BYTES } from './limits.ts';

type Input = Uint8Array | string;

class Engine implements DiffEngine {
  readonly #reader: DocumentReader;
  #runner: CoreRunner | undefined;

  constructor(runner: CoreRunner, reader: DocumentReader) {
    this.#runner = runner;
    this.#reader = reader;
  }

  get heapBytes(): number {
    return this.#runner?.heapBytes ?? 0;
  }

  indexPayload(bytes: Input): DiffIndex {
    return this.#run(() => this.#reader.indexPayload(bytes));
  }

  indexPatch(bytes: Input): DiffIndex {
    return this.#run(() => this.#reader.indexPatch(bytes));
  }

  createPayloadIndexer(): PayloadIndexer {
    this.#live();
    const steps = this.#reader.createPayloadIndexer();
    return {
      push: (chunk) => this.#run(() => steps.push(chunk)),
      snapshot: () => this.#run(() => steps.snapshot()),
      finish: () => this.#run(() => steps.finish()),
    };
  }

  parseFile(index: DiffIndex, file: number): DiffTable {
    return this.#run(() => this.#reader.parseFile(index, file));
  }

  createFileParser(index: DiffIndex, file: number, options?: FileParserOptions): FileParser {
    this.#live();
    const parsing = this.#reader.createFileParser(index, file, options);
    return {
      get isComplete() {
        return parsing.isComplete;
      },
      read: (bytes) => this.#run(() => parsing.read(bytes)),
      table: () => parsing.table(),
    };
  }

  parseDiff(text: Input): DiffTable {
    return this.#run(() => this.#reader.parseDiff(text));
  }

  diffTexts(oldText: Input, newText: Input, options?: DiffTextsOptions): DiffTable {
    return this.#run(() => this.#reader.diffTexts(oldText, newText, options));
  }

  intraline(table: DiffTable, rows: readonly number[]): IntralineSpans {
    return this.#run(() => this.#reader.intraline(table, rows));
  }

  dispose(): void {
    this.#runner = undefined;
  }

  [disposeSymbol](): void {
    this.dispose();
  }

  #live(): CoreRunner {
    if (this.#runner) return this.#runner;
    throw new DiffError(
      'disposed',
      'This engine was disposed. Load another one: loadEngine() is cheap the second time.',
    );
  }

  #run<Result>(steps: () => Steps<Result>): Result {
    const runner = this.#live();
    return runSteps(steps(), (call) => runner.run(call));
  }
}

/** An engine over whatever takes calls. */
export function createEngine(
  runner: CoreRunner,
  options: EngineOptions = {},
  windowBytes = WINDOW_BYTES,
): DiffEngine {
  return new Engine(runner, new DocumentReader(settingsOf(options, windowBytes)));
}

/** @throws {DiffError} wasm-load-failed, version-mismatch, out-of-memory */
export async function loadEngineFrom(wasm: WasmSource, options: EngineOptions): Promise<DiffEngine> {
  const module = await compileCore(wasm);
  return createEngine(new InstanceRunner(() => instantiateCore(module)), options);
}
