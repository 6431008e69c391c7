// The only file that touches the heap or the exports of the WebAssembly module. It writes a call's input, makes the
// call and copies the answer out at once: a view of the heap would silently read undefined after the heap has grown.

import type { CoreAnswer, CoreCall, CoreFunction } from './core-call.ts';
import { DiffError } from './errors.ts';
import { Header, STATUSES, TABLE_MAGIC, TABLE_VERSION } from './format.ts';

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
  /** Where the core says how a call ended: {@link Report}. */
  reportAddress(): number;
  /** Where the input arena stands from now on; it moves only here. */
  reserveInput(bytes: number): number;
}

/** The numbers at reportAddress(). `failure`: after a trap, the status that made it; 0 if it was not the core's decision. */
const Report = { failure: 0, tableStart: 1, tableSize: 2 } as const;

/** Steps in which the input arena grows, so that windows of nearly the same size share one allocation. */
const RESERVE_BYTES = 64 * 1024;

/**
 * A call of the core's functions costs more than comparing two short texts, and so does a view of memory: both are made
 * as rarely as they can be.
 */
export class Bridge {
  readonly #core: CoreModule;
  readonly #reportAddress: number;
  #heapWords: Uint32Array = new Uint32Array(0);
  #inputStart = 0;
  #inputBytes = 0;

  /** @throws {DiffError} version-mismatch */
  constructor(core: CoreModule) {
    this.#core = core;
    const version = core.abiVersion();
    if (version !== TABLE_VERSION) {
      throw new DiffError(
        'version-mismatch',
        `core.wasm speaks version ${version}, this JavaScript version ${TABLE_VERSION}. Serve the core.wasm that came ` +
          'with the same release of hunkwise, and clear caches that may hold an older one.',
      );
    }
    this.#reportAddress = core.reportAddress();
  }

  get heapBytes(): number {
    return this.#core.HEAPU8.length;
  }

  /** Whether the call that trapped did so for want of memory. */
  get ranOutOfMemory(): boolean {
    const failure = this.#words()[this.#reportAddress / 4 + Report.failure] ?? 0;
    return STATUSES[failure] === 'out-of-memory';
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
    const sizes: number[] = [];
    let total = 0;
    for (const group of call.input) {
      let size = 0;
      for (const bytes of group) size += bytes.length;
      sizes.push(size);
      total += size;
    }
    this.#reserve(total);
    let at = this.#inputStart;
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

  /** @throws {DiffError} out-of-memory */
  #reserve(bytes: number): void {
    if (bytes <= this.#inputBytes && this.#inputStart !== 0) return;
    this.#inputBytes = Math.ceil(bytes / RESERVE_BYTES) * RESERVE_BYTES;
    this.#inputStart = this.#core.reserveInput(this.#inputBytes);
    if (this.#inputStart === 0) throw outOfMemory(bytes);
  }

  /** The heap as numbers: one view for all calls, until the heap grows. */
  #words(): Uint32Array {
    const { buffer } = this.#core.HEAPU8;
    if (this.#heapWords.buffer !== buffer) this.#heapWords = new Uint32Array(buffer);
    return this.#heapWords;
  }

  #answer(): CoreAnswer {
    const words = this.#words();
    const report = this.#reportAddress / 4;
    const start = words[report + Report.tableStart] ?? 0;
    const end = start + (words[report + Report.tableSize] ?? 0);
    const header = start / 4;
    const version = words[header + Header.version];
    if (words[header + Header.magic] !== TABLE_MAGIC || version !== TABLE_VERSION) {
      throw new DiffError(
        'version-mismatch',
        `core.wasm left a table of version ${version}, expected ${TABLE_VERSION}.`,
      );
    }
    const stateBytes = words[header + Header.stateBytes] ?? 0;
    const stateStart = end - ((stateBytes + 3) & ~3);
    const heap = this.#core.HEAPU8;
    return {
      table: copyOf(heap.subarray(start, stateStart)),
      state:
        stateBytes === 0 ? new Uint8Array(0) : copyOf(heap.subarray(stateStart, stateStart + stateBytes)),
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
