// Pairings of the last answers: the same listings are not paired again, and `since` is told what has changed.

import type { FilePair, Pairing } from './pairing.ts';

/** Pairs that are remembered, in all pairings together: about 100 bytes each. */
const MOST_PAIRS = 400_000;

const MOST_PAIRINGS = 64;

export class RecentPairings {
  readonly #pairings = new Map<string, Pairing>();
  #pairs = 0;

  get(digest: string): Pairing | undefined {
    const found = this.#pairings.get(digest);
    if (!found) return undefined;
    this.#pairings.delete(digest);
    this.#pairings.set(digest, found);
    return found;
  }

  add(pairing: Pairing): void {
    if (this.#pairings.has(pairing.digest)) return;
    this.#pairings.set(pairing.digest, pairing);
    this.#pairs += pairing.pairs.length;
    for (const [digest, { pairs }] of this.#pairings) {
      if (this.#pairings.size === 1) return;
      if (this.#pairs <= MOST_PAIRS && this.#pairings.size <= MOST_PAIRINGS) return;
      this.#pairings.delete(digest);
      this.#pairs -= pairs.length;
    }
  }
}

export interface Changes {
  readonly changed: readonly FilePair[];
  /** Paths that are on neither side any more. */
  readonly removed: readonly string[];
}

export function changesSince(before: Pairing, now: Pairing): Changes {
  const known = new Map(before.pairs.map((pair): [string, FilePair] => [pair.path, pair]));
  const changed: FilePair[] = [];
  for (const pair of now.pairs) {
    const earlier = known.get(pair.path);
    known.delete(pair.path);
    if (!earlier || !isSame(earlier, pair)) changed.push(pair);
  }
  return { changed, removed: [...known.keys()] };
}

const isSame = (a: FilePair, b: FilePair): boolean =>
  a.status === b.status &&
  a.oldFile?.sha256 === b.oldFile?.sha256 &&
  a.newFile?.sha256 === b.newFile?.sha256 &&
  a.origin === b.origin;
