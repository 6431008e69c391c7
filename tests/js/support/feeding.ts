// Feeds a document in chunks.

import type { DiffEngine, DiffIndex } from '../../../js/core/api.ts';

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Pieces whose sizes `nextSize` gives. */
export function* chunksOf(bytes: Uint8Array, nextSize: () => number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = nextSize();
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export function indexInChunks(engine: DiffEngine, bytes: Uint8Array, nextSize: () => number): DiffIndex {
  const indexer = engine.createPayloadIndexer();
  for (const chunk of chunksOf(bytes, nextSize)) indexer.push(chunk);
  return indexer.finish();
}

/** Numbers from 1 to `largest`, the same for the same seed. */
export function randomSizes(seed: number, largest: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 1 + ((state >>> 8) % largest);
  };
}
