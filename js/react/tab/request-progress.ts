// How far requests are, and what of them is here already, by query. Outside of React: bytes arrive far more often than anybody wants to see a new number.

import { useCallback, useSyncExternalStore } from 'react';
import type { DiffIndex } from '../../core/api.ts';
import type { OnProgress } from '../../sync.ts';
import { type BytesSoFar, SHOWN_EVERY } from '../parts/BytesSoFar.tsx';

export class RequestProgress {
  readonly #soFar = new Map<string, BytesSoFar>();
  readonly #shownAt = new Map<string, number>();
  readonly #snapshots = new Map<string, DiffIndex>();
  readonly #listeners = new Set<() => void>();

  /** What a request is to call. */
  reporter(key: string): OnProgress {
    return (received, total) => {
      const now = performance.now();
      if (now - (this.#shownAt.get(key) ?? Number.NEGATIVE_INFINITY) < SHOWN_EVERY) return;
      this.#shownAt.set(key, now);
      this.#soFar.set(key, { received, total });
      this.#tell();
    };
  }

  /** What a request is to call with the files that have come so far. */
  snapshotReporter(key: string): (index: DiffIndex) => void {
    return (index) => {
      this.#snapshots.set(key, index);
      this.#tell();
    };
  }

  /** The same object until there is news. */
  get(key: string): BytesSoFar | undefined {
    return this.#soFar.get(key);
  }

  snapshot(key: string): DiffIndex | undefined {
    return this.#snapshots.get(key);
  }

  /** It is over: answered, failed or ended. */
  forget(key: string): void {
    this.#shownAt.delete(key);
    const isNews = [this.#soFar.delete(key), this.#snapshots.delete(key)].includes(true);
    if (isNews) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Renders again when there is news of that request. */
export function useBytesSoFar(progress: RequestProgress, key: string): BytesSoFar | undefined {
  const read = useCallback(() => progress.get(key), [progress, key]);
  return useSyncExternalStore(progress.subscribe, read, nothing);
}

/** The files of a large answer that have come so far. */
export function useSnapshot(progress: RequestProgress, key: string): DiffIndex | undefined {
  const read = useCallback(() => progress.snapshot(key), [progress, key]);
  return useSyncExternalStore(progress.subscribe, read, nothing);
}

const nothing = () => undefined;
