// Hashes of files, remembered by what changes when a file does. Git's rule for racy times: a file that was written shortly
// before it was read may be written once more without any change of its times, so its hash is not trusted yet.

import type { Stats } from 'node:fs';

/** Two seconds: the coarsest clock of a file system in use. */
const RACY_MS = 2000;

interface Remembered {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
  readonly dev: number;
  readonly sha256: string;
}

export type FileTimes = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino' | 'dev'>;

export const isSameFile = (a: FileTimes, b: FileTimes): boolean =>
  a.mtimeMs === b.mtimeMs &&
  a.ctimeMs === b.ctimeMs &&
  a.size === b.size &&
  a.ino === b.ino &&
  a.dev === b.dev;

export class ContentHashes {
  readonly #files = new Map<string, Remembered>();
  readonly #now: () => number;

  /** @param now Wall clock in milliseconds, that of the file system's times. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  find(file: string, times: FileTimes): string | undefined {
    const found = this.#files.get(file);
    return found && isSameFile(found, times) ? found.sha256 : undefined;
  }

  /** @param readAt The moment before the first byte was read. */
  remember(file: string, times: FileTimes, sha256: string, readAt: number): void {
    if (readAt - Math.max(times.mtimeMs, times.ctimeMs) < RACY_MS) {
      this.#files.delete(file);
      return;
    }
    const { size, mtimeMs, ctimeMs, ino, dev } = times;
    this.#files.set(file, { size, mtimeMs, ctimeMs, ino, dev, sha256 });
  }

  now(): number {
    return this.#now();
  }

  /** Forgets files that the tree does not have any more. */
  keepOnly(files: { readonly size: number; has(file: string): boolean }): void {
    if (this.#files.size <= files.size) return;
    for (const file of this.#files.keys()) if (!files.has(file)) this.#files.delete(file);
  }
}
