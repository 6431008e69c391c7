// Bytes put one behind the other, in memory that doubles. No class: V8 throws away the code that it has compiled for the
// objects of one as soon as a collection finds none of them alive, and these live for one call.

import { allocate } from './bridge.ts';

/** Up to here, one by one is faster than with a view, which is an object. */
const FEW_BYTES = 64;

export interface GrowingBytes {
  memory: Uint8Array;
  length: number;
}

/**
 * @param expected How many there will be, about.
 * @throws {DiffError} out-of-memory
 */
export function growingBytes(expected: number): GrowingBytes {
  return { memory: allocate(expected), length: 0 };
}

/** @throws {DiffError} out-of-memory */
export function appendBytes(to: GrowingBytes, from: Uint8Array, start = 0, end = from.length): void {
  const needed = to.length + end - start;
  if (needed > to.memory.length) grow(to, needed);
  const { memory } = to;
  if (end - start <= FEW_BYTES) {
    for (let at = start, target = to.length; at < end; ++at, ++target) memory[target] = from[at] ?? 0;
  } else {
    memory.set(from.subarray(start, end), to.length);
  }
  to.length = needed;
}

function grow(bytes: GrowingBytes, needed: number): void {
  const larger = allocate(Math.max(needed, 2 * bytes.memory.length));
  larger.set(bytes.memory.subarray(0, bytes.length));
  bytes.memory = larger;
}
