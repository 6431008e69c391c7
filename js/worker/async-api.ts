/// <reference lib="esnext.disposable" preserve="true" />
// The public face of the engine in a Worker. No code.

import type {
  DiffIndex,
  DiffTable,
  DiffTextsOptions,
  EngineOptions,
  FileParserOptions,
  IntralineSpans,
} from '../core/api.ts';

/** Options of createWorkerEngine(). */
export interface WorkerEngineOptions extends EngineOptions {
  /** Address of the Worker's script. Default: `diff-worker.js` beside the package's JavaScript. */
  readonly workerUrl?: URL | string | undefined;
  /**
   * Makes the Worker, for applications that bundle the script themselves or have a Trusted Types policy of their own.
   * Called again after a Worker has failed, or was ended by its `terminate()`: both cost the call under way and no other.
   * Takes precedence over `workerUrl`.
   */
  readonly createWorker?: (() => Worker) | undefined;
}

/** Options of every call. */
export interface AsyncCallOptions {
  /**
   * Ends the call: it rejects at once with `aborted`, and what the Worker has not begun is not done. A window that it is
   * reading at that moment is finished and thrown away.
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * {@link DiffEngine} with the work done in a Worker. The same methods, arguments and results, as Promises; the results
 * are plain values of this thread. Documents pass to the Worker in copied windows of 1 MB, so their bytes stay here and
 * usable. Several calls may be under way: their windows take turns, in the order of asking.
 *
 * Every method rejects with {@link DiffError} as {@link DiffEngine}'s throw, and with `aborted`; if the Worker ends in
 * the middle, with `engine-crashed`. The next call starts another Worker.
 */
export interface AsyncDiffEngine extends Disposable {
  /** See {@link DiffEngine.indexPayload}. */
  indexPayload(bytes: Uint8Array | string, options?: AsyncCallOptions): Promise<DiffIndex>;
  /** See {@link DiffEngine.indexPatch}. */
  indexPatch(bytes: Uint8Array | string, options?: AsyncCallOptions): Promise<DiffIndex>;
  /** See {@link DiffEngine.createPayloadIndexer}. */
  createPayloadIndexer(): AsyncPayloadIndexer;
  /** See {@link DiffEngine.parseFile}. */
  parseFile(index: DiffIndex, file: number, options?: AsyncCallOptions): Promise<DiffTable>;
  /** See {@link DiffEngine.createFileParser}. */
  createFileParser(index: DiffIndex, file: number, options?: FileParserOptions): AsyncFileParser;
  /** See {@link DiffEngine.parseDiff}. */
  parseDiff(text: Uint8Array | string, options?: AsyncCallOptions): Promise<DiffTable>;
  /** See {@link DiffEngine.diffTexts}. */
  diffTexts(
    oldText: Uint8Array | string,
    newText: Uint8Array | string,
    options?: DiffTextsOptions & AsyncCallOptions,
  ): Promise<DiffTable>;
  /** See {@link DiffEngine.intraline}. */
  intraline(table: DiffTable, rows: readonly number[], options?: AsyncCallOptions): Promise<IntralineSpans>;
  /** Bytes of WebAssembly memory in the Worker after its last answer. */
  readonly heapBytes: number;
  /** Ends the Worker. Calls under way reject with `disposed`. */
  dispose(): void;
}

/**
 * See {@link PayloadIndexer}. Calls need not wait for each other; they are carried out in their order. A fault may be
 * told by any later call, so wait for the last one at least. After `aborted` the indexer can go on: the bytes were
 * taken, only reading them was put off.
 */
export interface AsyncPayloadIndexer {
  push(chunk: Uint8Array, options?: AsyncCallOptions): Promise<void>;
  snapshot(options?: AsyncCallOptions): Promise<DiffIndex>;
  finish(options?: AsyncCallOptions): Promise<DiffIndex>;
}

/** See {@link FileParser}. The rows so far are here, at once. Reads need not wait for each other. */
export interface AsyncFileParser {
  readonly isComplete: boolean;
  read(bytes: number, options?: AsyncCallOptions): Promise<void>;
  table(): DiffTable;
}
