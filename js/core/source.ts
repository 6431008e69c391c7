// The bytes of a document, where they are: the caller's array, or the chunks it arrived in. They are never joined.

import { allocate } from './bridge.ts';
import { DiffError } from './errors.ts';
import { CHUNK_BLOCK_BYTES, SMALL_CHUNK_BYTES } from './limits.ts';
import { wrongInput } from './wrong-input.ts';

const encoder = new TextEncoder();

/**
 * Checks an argument and gives its bytes; only a string is copied.
 *
 * @throws {DiffError} wrong-type, too-large
 */
export function bytesOf(input: Uint8Array | string, maxSourceBytes: number): Uint8Array {
  if (typeof input === 'string') {
    // No UTF-16 unit takes less than a byte, so this refuses before the copy is made.
    refuseAbove(maxSourceBytes, input.length);
    const bytes = encoder.encode(input);
    refuseAbove(maxSourceBytes, bytes.length);
    return bytes;
  }
  checkInput(input);
  refuseAbove(maxSourceBytes, input.length);
  return input;
}

/**
 * Whether an argument has bytes at all; JavaScript may pass anything.
 *
 * @throws {DiffError} wrong-type
 */
export function checkInput(input: Uint8Array | string): void {
  if (typeof input === 'string') return;
  const isBytes =
    ArrayBuffer.isView(input) && (input as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT === 1;
  if (!isBytes) throw wrongInput(input);
}

/** @throws {DiffError} too-large */
export function refuseAbove(maxSourceBytes: number, bytes: number): void {
  if (bytes <= maxSourceBytes) return;
  throw new DiffError(
    'too-large',
    `The input has ${bytes} bytes, at most ${maxSourceBytes} are allowed. Ask for fewer files, or raise the option maxSourceBytes.`,
    { byteOffset: maxSourceBytes },
  );
}

export class ByteSource {
  readonly #chunks: Uint8Array[] = [];
  readonly #starts: number[] = [];
  #length = 0;
  /** The last chunk, if it is one of our blocks: its unused end. */
  #room: Uint8Array | undefined;

  constructor(first?: Uint8Array) {
    if (first) this.#add(first);
  }

  get length(): number {
    return this.#length;
  }

  /** Keeps `chunk` itself unless it is small. What was appended before stays where it is. */
  append(chunk: Uint8Array): void {
    if (chunk.length >= SMALL_CHUNK_BYTES) {
      this.#room = undefined;
      this.#add(chunk);
    } else if (chunk.length > 0) {
      this.#addSmall(chunk);
    }
  }

  /** Views of the bytes from `start` on, in order. */
  pieces(start: number, length: number): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    const end = Math.min(start + length, this.#length);
    for (let i = this.#chunkAt(start), at = start; at < end; ++i) {
      const chunk = this.#chunks[i];
      const chunkStart = this.#starts[i];
      if (!chunk || chunkStart === undefined) break;
      const piece = chunk.subarray(at - chunkStart, end - chunkStart);
      pieces.push(piece);
      at += piece.length;
    }
    return pieces;
  }

  #add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#starts.push(this.#length);
    this.#length += chunk.length;
  }

  #addSmall(chunk: Uint8Array): void {
    if (!this.#room || this.#room.length < chunk.length) {
      const block = allocate(CHUNK_BLOCK_BYTES);
      this.#add(block.subarray(0, 0));
      this.#room = block;
    }
    const room = this.#room;
    room.set(chunk);
    const last = this.#chunks.length - 1;
    const used = (this.#chunks[last]?.length ?? 0) + chunk.length;
    this.#chunks[last] = new Uint8Array(room.buffer, 0, used);
    this.#room = room.subarray(chunk.length);
    this.#length += chunk.length;
  }

  /** The chunk that holds the byte at `position`. */
  #chunkAt(position: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low;
  }
}
