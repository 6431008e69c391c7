// The real core for tests, and a runner that remembers what was asked of it.

import { readFileSync } from 'node:fs';
import type { DiffEngine, EngineOptions } from '../../../js/core/api.ts';
import { compileCore } from '../../../js/core/compile-core.ts';
import type { CoreAnswer, CoreCall } from '../../../js/core/core-call.ts';
import { type CoreRunner, InstanceRunner, instantiateCore } from '../../../js/core/core-runner.ts';
import { createEngine, loadEngineFrom } from '../../../js/core/engine.ts';

export const wasmBytes = readFileSync(new URL('../../../build/wasm-release/core.wasm', import.meta.url));
export const coreModule = await compileCore(wasmBytes);

const fullWasm = new URL('../../../build/wasm-release/full/core.wasm', import.meta.url);

/** An engine with all that the package's core-full.wasm has. */
export const fullEngine = (options: EngineOptions = {}): Promise<DiffEngine> =>
  loadEngineFrom(fullWasm, options);

export class RecordingRunner implements CoreRunner {
  readonly calls: CoreCall[] = [];
  largestHeap = 0;
  readonly #runner = new InstanceRunner(() => instantiateCore(coreModule));

  get heapBytes(): number {
    return this.#runner.heapBytes;
  }

  run(call: CoreCall): CoreAnswer {
    this.calls.push(call);
    const answer = this.#runner.run(call);
    this.largestHeap = Math.max(this.largestHeap, this.#runner.heapBytes);
    return answer;
  }
}

export function testEngine(
  options?: EngineOptions,
  windowBytes?: number,
): { engine: DiffEngine; runner: RecordingRunner } {
  const runner = new RecordingRunner();
  return { engine: createEngine(runner, options, windowBytes), runner };
}
