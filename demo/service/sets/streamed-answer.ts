// Text in pieces → an answer that is sent while it is made, with its length announced before.

import type { Answer } from '../service-routes.ts';

/** By address: making an answer once to count its bytes takes a fraction of a second, which nobody should wait for twice. */
const lengths = new Map<string, number>();

/** `pieces` is called twice, once to count. */
export function streamedAnswer(address: string, pieces: () => Iterable<string>): Answer {
  let length = lengths.get(address);
  if (length === undefined) {
    length = 0;
    for (const piece of pieces()) length += Buffer.byteLength(piece);
    lengths.set(address, length);
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'content-length': String(length) },
    body: chunks(pieces()),
  };
}

const CHUNK_CHARACTERS = 262_144;

function* chunks(pieces: Iterable<string>): Generator<Uint8Array> {
  let pending = '';
  for (const piece of pieces) {
    pending += piece;
    if (pending.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  yield Buffer.from(pending);
}
