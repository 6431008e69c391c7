// One request per question, however many wait for it; it is ended when nobody does any more.

import { endedBy, type OnProgress } from './fetch-bytes.ts';

export interface Waiting<Result> {
  /** As it stands behind "Cannot" in the error of a waiter that left. */
  readonly task: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** A result that is not yet all there. */
  readonly onFirst?: ((first: Result) => void) | undefined;
}

/** What a request is given: the signal is that of all waiters together, and what is told is told to all of them. */
export interface Running<Result> {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly onFirst: (first: Result) => void;
}

export type StartRequest<Result> = (running: Running<Result>) => Promise<Result>;

interface Shared<Result> {
  readonly result: Promise<Result>;
  readonly ending: AbortController;
  readonly waiters: Set<Waiting<Result>>;
}

export class SharedRequests<Result> {
  readonly #running = new Map<string, Shared<Result>>();

  get size(): number {
    return this.#running.size;
  }

  /** Starts the request, unless it is under way already. Rejects as the request, or with `aborted` as soon as the signal says. */
  join(key: string, waiting: Waiting<Result>, start: StartRequest<Result>): Promise<Result> {
    const { signal, task } = waiting;
    if (signal?.aborted) return Promise.reject(endedBy(signal, task));
    const running = this.#running.get(key) ?? this.#start(key, start);
    // A waiter of its own, though the caller may pass the same object twice.
    const waiter = { ...waiting };
    running.waiters.add(waiter);
    return new Promise((resolve, reject) => {
      const leave = () => {
        if (signal) reject(endedBy(signal, task));
        running.waiters.delete(waiter);
        // Not at once: a page that is drawn anew leaves and comes back within the same turn.
        queueMicrotask(() => this.#endIfUnwanted(key, running));
      };
      signal?.addEventListener('abort', leave, { once: true });
      running.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  }

  #start(key: string, start: StartRequest<Result>): Shared<Result> {
    const ending = new AbortController();
    const waiters = new Set<Waiting<Result>>();
    const result = start({
      signal: ending.signal,
      onProgress: (received, total) => {
        for (const { onProgress } of waiters) onProgress?.(received, total);
      },
      onFirst: (first) => {
        for (const { onFirst } of waiters) onFirst?.(first);
      },
    }).finally(() => this.#forget(key, running));
    const running = { result, ending, waiters };
    result.catch(() => {}); // Nobody may be left to hear of it.
    this.#running.set(key, running);
    return running;
  }

  #endIfUnwanted(key: string, running: Shared<Result>): void {
    if (running.waiters.size > 0 || this.#running.get(key) !== running) return;
    this.#forget(key, running);
    running.ending.abort();
  }

  #forget(key: string, running: Shared<Result>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}
