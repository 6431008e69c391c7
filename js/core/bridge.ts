// The only file that touches the heap or the exports of the WebAssembly module. It writes a call's input, makes the
// call and copies the answer out at once: a view of the heap would silently read undefined after the heap has grown.

import type { CoreAnswer, CoreCall, CoreFunction } from './core-call.ts';
import { DiffError } from './errors.ts';
import { HEADER_BYTES, Header, STATUSES, TABLE_MAGIC, TABLE_VERSION } from './format.ts';

/** What only core-full.wasm has. */
type FullFunction = 'diffTextsByDifflib';
type NumberFunction = (...numbers: number[]) => number;

/** What the glue's factory returns (wasm/bindings.cpp). */
export interface CoreModule
  extends Record<Exclude<CoreFunction, FullFunction>, NumberFunction>,
    Partial<Record<FullFunction, NumberFunction>> {
  /** Replaced whenever the heap grows: never keep it. */
  HEAPU8: Uint8Array;
  abiVersion(): number;
  /** Where, after a trap, the status stands that made it; 0 if it was not the core's own decision. */
  failureAddress(): number;
  reserveInput(bytes: number): number;
  resultStart(): number;
  resultSize(): number;
  heapBytes(): number;
}

/** Steps in which the input arena grows, so that windows of nearly the same size share one allocation. */
const RESERVE_BYTES = 64 * 1024;

export class Bridge {
  readonly #core: CoreModule;
  readonly #failureAddress: number;

  /** @throws {DiffError} version-mismatch */
  constructor(core: CoreModule) {
    this.#core = core;
    this.#failureAddress = core.failureAddress();
    const version = core.abiVersion();
    if (version !== TABLE_VERSION) {
      throw new DiffError(
        'version-mismatch',
        `core.wasm speaks version ${version}, this JavaScript version ${TABLE_VERSION}. Serve the core.wasm that came ` +
          'with the same release of hunkwise, and clear caches that may hold an older one.',
      );
    }
  }

  get heapBytes(): number {
    return this.#core.heapBytes();
  }

  /** Whether the call that trapped did so for want of memory. */
  get ranOutOfMemory(): boolean {
    const [status = 0] = new Uint32Array(this.#core.HEAPU8.buffer, this.#failureAddress, 1);
    return STATUSES[status] === 'out-of-memory';
  }

  /**
   * Makes one call. A status other than ok stands in the answer's header. Whatever is thrown that is no DiffError comes
   * from a trap: the instance must not be used again.
   *
   * @throws {DiffError} not-in-core, out-of-memory, version-mismatch
   */
  run(call: CoreCall): CoreAnswer {
    const core = this.#core;
    if (!core[call.name]) throw notInCore();
    const sizes = call.input.map((group) => group.reduce((sum, bytes) => sum + bytes.length, 0));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    let at = core.reserveInput(Math.ceil(total / RESERVE_BYTES) * RESERVE_BYTES);
    if (at === 0) throw outOfMemory(total);
    const heap = core.HEAPU8;
    for (const group of call.input) {
      for (const bytes of group) {
        heap.set(bytes, at);
        at += bytes.length;
      }
    }
    core[call.name]?.(...sizes, ...call.options);
    return this.#answer();
  }

  #answer(): CoreAnswer {
    const start = this.#core.resultStart();
    const size = this.#core.resultSize();
    const heap = this.#core.HEAPU8;
    const header = new Uint32Array(heap.buffer, start, HEADER_BYTES / 4);
    const version = header[Header.version];
    if (header[Header.magic] !== TABLE_MAGIC || version !== TABLE_VERSION) {
      throw new DiffError(
        'version-mismatch',
        `core.wasm left a table of version ${version}, expected ${TABLE_VERSION}.`,
      );
    }
    const stateBytes = header[Header.stateBytes] ?? 0;
    const stateStart = start + size - ((stateBytes + 3) & ~3);
    return {
      table: copyOf(heap.subarray(start, stateStart)),
      state: copyOf(heap.subarray(stateStart, stateStart + stateBytes)),
    };
  }
}

function notInCore(): DiffError {
  return new DiffError(
    'not-in-core',
    "This engine runs core.wasm, which has no method 'difflib'. Load one with the package's core-full.wasm: " +
      "loadEngine({ wasm: import.meta.resolve('hunkwise/core-full.wasm') }) in Node, the address of that file elsewhere.",
  );
}

/** @throws {DiffError} out-of-memory */
export function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch (cause) {
    throw outOfMemory(bytes.length, cause);
  }
}

/** @throws {DiffError} out-of-memory, where the plain constructor would throw a RangeError */
export function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch (cause) {
    throw outOfMemory(bytes, cause);
  }
}

/** `bytes`: how many were asked for, if that is known. */
export function outOfMemory(bytes: number | undefined, cause?: unknown): DiffError {
  const what = bytes === undefined ? 'The memory for this call is' : `${bytes} bytes of memory are`;
  const message = `${what} not to be had. Close what else the page holds, or ask for fewer files.`;
  return new DiffError('out-of-memory', message, cause === undefined ? {} : { cause });
}
