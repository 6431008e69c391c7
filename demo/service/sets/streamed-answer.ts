// Text in pieces → an answer that is sent while it is made, with its length announced before.

import { setImmediate } from 'node:timers/promises';
import { bodyOf } from '../body.ts';

/** By address: making an answer once to count its bytes takes a fraction of a second, which nobody should wait for twice. */
const lengths = new Map<string, number>();

/** Addresses that are remembered; a page asks for a handful. */
const MOST_LENGTHS = 1000;

/** `pieces` is called twice, once to count. */
export async function streamedAnswer(address: string, pieces: () => Iterable<string>): Promise<Response> {
  const length = lengths.get(address) ?? (await lengthOf(pieces()));
  if (lengths.size >= MOST_LENGTHS) lengths.clear();
  lengths.set(address, length);
  return new Response(bodyOf(chunks(pieces())), {
    headers: { 'content-type': 'application/json', 'content-length': String(length) },
  });
}

async function lengthOf(pieces: Iterable<string>): Promise<number> {
  let length = 0;
  let counted = 0;
  for (const piece of pieces) {
    length += Buffer.byteLength(piece);
    // Other requests are answered in between.
    if (++counted % 100 === 0) await setImmediate();
  }
  return length;
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
