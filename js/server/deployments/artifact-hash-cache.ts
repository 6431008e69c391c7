// Hashes of artifacts that did not change since they were read: every file still has its size, times and
// number on disk.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurn } from '../writing/in-turn.ts';
import type { ArtifactFile } from './artifact-files.ts';
import { artifactHash } from './artifact-hash.ts';

/** Artifacts whose hash is kept: about 200 bytes per file of each. */
const CAPACITY = 256;

/**
 * A file that changed less than this before it was read, in milliseconds, may change again without any trace
 * in its times. Git calls that racy; two seconds is the coarsest clock of any file system in use.
 */
const RACY_MS = 2000;

interface Stamp {
  /** The same for the same files in the same state. */
  readonly text: string;
  /** The latest change of any file, in milliseconds since 1970. */
  readonly newest: number;
}

export class ArtifactHashes {
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly stamp: string; readonly hash: string }>();

  /** @param now The time of day in milliseconds, as the file system has it. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * @param place Real path of the artifact.
   * @param files What was listed there.
   * @param onRead Called if the files have to be read.
   */
  async hash(
    place: string,
    files: readonly ArtifactFile[],
    isFolder: boolean,
    onRead: () => void = () => {},
  ): Promise<string> {
    const before = await stampOf(place, files, isFolder);
    const known = this.#known.get(place);
    this.#known.delete(place); // last used is last in the map
    if (known?.stamp === before.text) {
      this.#known.set(place, known);
      return known.hash;
    }
    onRead();
    const since = this.#now();
    const hash = await artifactHash(files, isFolder);
    if (before.newest < since - RACY_MS && (await stampOf(place, files, isFolder)).text === before.text)
      this.#keep(place, { stamp: before.text, hash });
    return hash;
  }

  #keep(place: string, entry: { stamp: string; hash: string }): void {
    this.#known.set(place, entry);
    const oldest = this.#known.keys().next();
    if (this.#known.size > CAPACITY && !oldest.done) this.#known.delete(oldest.value);
  }
}

async function stampOf(place: string, files: readonly ArtifactFile[], isFolder: boolean): Promise<Stamp> {
  let newest = 0;
  const lines = await inTurn(files, async ({ path }) => {
    const found = await stat(isFolder ? join(place, path) : place, { bigint: true });
    newest = Math.max(newest, Number(found.mtimeMs), Number(found.ctimeMs));
    return [path, found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join('\0');
  });
  return { text: `${isFolder}\n${lines.join('\n')}`, newest };
}
