// Keeps one instance of the compiled core ready. An instance is dropped when it trapped and when its memory has grown
// too large; the next call makes a new one from the compiled module, in less than a millisecond and without waiting.

import createCore from '#core-glue';
import { Bridge, type CoreModule, outOfMemory } from './bridge.ts';
import type { CoreAnswer, CoreCall } from './core-call.ts';
import { DiffError } from './errors.ts';
import { HEAP_HIGH_WATER_BYTES } from './limits.ts';

/** Whatever takes calls: the instance here, or a stand-in of a test. */
export interface CoreRunner {
  run(call: CoreCall): CoreAnswer;
  readonly heapBytes: number;
}

export function instantiateCore(module: WebAssembly.Module): CoreModule {
  let failure: unknown;
  try {
    const core = createCore({
      instantiateWasm(imports, receive) {
        // What this hook throws would be printed and then lost in a promise that the glue drops.
        try {
          const instance = new WebAssembly.Instance(module, imports);
          receive(instance);
          return instance.exports;
        } catch (cause) {
          failure = cause;
          return {};
        }
      },
    });
    if (failure === undefined) return core;
  } catch (cause) {
    failure ??= cause;
  }
  if (failure instanceof RangeError) {
    throw new DiffError('out-of-memory', 'There is no memory for another instance of core.wasm.', {
      cause: failure,
    });
  }
  throw new DiffError(
    'version-mismatch',
    'core.wasm does not fit this JavaScript. Serve the core.wasm that came with the same release of hunkwise.',
    { cause: failure },
  );
}

/** Calls cannot overlap: a call runs no code of its caller's, so nothing could begin a second one meanwhile. */
export class InstanceRunner implements CoreRunner {
  readonly #instantiate: () => CoreModule;
  #bridge: Bridge | undefined;

  /** @throws {DiffError} version-mismatch, out-of-memory */
  constructor(instantiate: () => CoreModule) {
    this.#instantiate = instantiate;
    this.#bridge = new Bridge(instantiate());
  }

  get heapBytes(): number {
    return this.#bridge?.heapBytes ?? 0;
  }

  run(call: CoreCall): CoreAnswer {
    this.#bridge ??= new Bridge(this.#instantiate());
    const bridge = this.#bridge;
    try {
      return bridge.run(call);
    } catch (cause) {
      if (cause instanceof DiffError) throw cause;
      // After a trap an instance seems to work; its memory may say anything.
      this.#bridge = undefined;
      if (bridge.ranOutOfMemory) throw outOfMemory(undefined, cause);
      throw new DiffError(
        'engine-crashed',
        'The diff core stopped in the middle of a call. This call is lost, the next one gets a new instance. Please ' +
          'report the input that does this.',
        { cause },
      );
    } finally {
      if (this.#bridge && bridge.heapBytes > HEAP_HIGH_WATER_BYTES) this.#bridge = undefined;
    }
  }

  dispose(): void {
    this.#bridge = undefined;
  }
}
