// The same as the main entry for pages that cannot fetch a file beside their script: the wasm is part of the code.

import coreWasm from '#core-wasm';
import type { DiffEngine, EngineOptions } from './core/api.ts';
import { loadEngineFrom } from './core/engine.ts';

export * from './public.ts';

/**
 * As `loadEngine` of the main entry, without any fetch. Costs a third more bytes, which are decoded on import.
 *
 * @throws {DiffError} wasm-load-failed (a Content-Security-Policy without 'wasm-unsafe-eval'), out-of-memory
 */
export async function loadEngine(options: EngineOptions = {}): Promise<DiffEngine> {
  return loadEngineFrom(options.wasm ?? coreWasm, options);
}
