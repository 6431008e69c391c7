// Bytes put one behind the other, in memory that doubles.

import { allocate } from './bridge.ts';

/** Up to here, one by one is faster than with a view, which is an object. */
const FEW_BYTES = 64;

export class GrowingBytes {
  #memory: Uint8Array;
  #length = 0;

  /** `expected`: how many there will be, about. */
  constructor(expected: number) {
    this.#memory = allocate(expected);
  }

  get length(): number {
    return this.#length;
  }

  /** A view, until the next bytes are appended. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#length);
  }

  /** @throws {DiffError} out-of-memory */
  append(from: Uint8Array, start = 0, end = from.length): void {
    const needed = this.#length + end - start;
    if (needed > this.#memory.length) this.#grow(needed);
    if (end - start <= FEW_BYTES) {
      for (let at = start, to = this.#length; at < end; ++at, ++to) this.#memory[to] = from[at] ?? 0;
    } else {
      this.#memory.set(from.subarray(start, end), this.#length);
    }
    this.#length = needed;
  }

  #grow(needed: number): void {
    const larger = allocate(Math.max(needed, 2 * this.#memory.length));
    larger.set(this.bytes);
    this.#memory = larger;
  }
}
