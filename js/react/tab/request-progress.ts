// How far requests are, by query. Outside of React: bytes arrive far more often than anybody wants to see a new number.

import { useCallback, useSyncExternalStore } from 'react';
import type { OnProgress } from '../../sync.ts';

/** Bytes of bytes; `total` is undefined if the service does not say. */
export interface BytesSoFar {
  readonly received: number;
  readonly total: number | undefined;
}

/** Milliseconds between two numbers on the screen. */
const SHOWN_EVERY = 100;

export class RequestProgress {
  readonly #soFar = new Map<string, BytesSoFar>();
  readonly #shownAt = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  /** What a request is to call. */
  reporter(key: string): OnProgress {
    return (received, total) => {
      const now = performance.now();
      if (now - (this.#shownAt.get(key) ?? Number.NEGATIVE_INFINITY) < SHOWN_EVERY) return;
      this.#shownAt.set(key, now);
      this.#soFar.set(key, { received, total });
      for (const listener of this.#listeners) listener();
    };
  }

  /** The same object until there is news. */
  get(key: string): BytesSoFar | undefined {
    return this.#soFar.get(key);
  }

  /** Nobody waits for it any more. */
  forget(key: string): void {
    this.#shownAt.delete(key);
    if (!this.#soFar.delete(key)) return;
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

const nothing = () => undefined;
