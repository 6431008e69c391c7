// The entry point of the engine in a Worker. Importing it does nothing.

import type { AsyncDiffEngine, WorkerEngineOptions } from './worker/async-api.ts';
import { createWorkerEngineFrom } from './worker/worker-client.ts';

export * from './public.ts';
export type {
  AsyncCallOptions,
  AsyncDiffEngine,
  AsyncFileParser,
  AsyncPayloadIndexer,
  WorkerEngineOptions,
} from './worker/async-api.ts';

/**
 * Starts a Worker with the diff core in it. Works in browsers and, on a thread, in Node 20.
 *
 * Page policy: `script-src 'wasm-unsafe-eval'`, `connect-src` for core.wasm, `worker-src` for diff-worker.js, and with
 * Trusted Types a policy named `hunkwise` (or the option `createWorker`).
 *
 * @throws {DiffError} wasm-load-failed (the message names what to serve or allow), version-mismatch, out-of-memory
 */
export async function createWorkerEngine(options: WorkerEngineOptions = {}): Promise<AsyncDiffEngine> {
  // In the entry file, and spelt like this, so that bundlers find the files that stand beside it.
  const wasm = options.wasm ?? new URL('./core.wasm', import.meta.url);
  const workerUrl = options.workerUrl ?? new URL('./diff-worker.js', import.meta.url);
  return createWorkerEngineFrom(wasm, workerUrl, options);
}
