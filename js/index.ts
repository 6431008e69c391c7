// The package's main entry. Importing it does nothing; the wasm is fetched by loadEngine().

import type { DiffEngine, EngineOptions } from './core/api.ts';
import { loadEngineFrom } from './core/engine.ts';

export * from './public.ts';

/**
 * Loads the diff core into this thread. Where a call of some milliseconds would be felt, take `createWorkerEngine` of
 * `hunkwise/worker`.
 *
 * The wasm is fetched and compiled once per source, whatever the number of engines; an engine itself takes 1 MB and less
 * than a millisecond. Runs in browsers, Workers and Node 20; during server rendering only a call of this function
 * touches anything.
 *
 * @throws {DiffError} wasm-load-failed (the message names what to serve or allow), version-mismatch, out-of-memory
 */
export async function loadEngine(options: EngineOptions = {}): Promise<DiffEngine> {
  // In the entry file, and spelt like this, so that bundlers find the file that stands beside it.
  return loadEngineFrom(options.wasm ?? new URL('./core.wasm', import.meta.url), options);
}
