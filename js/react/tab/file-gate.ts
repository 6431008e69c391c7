// Whether opened files may ask the service now. A file that is opened while they may not waits, instead of failing: its tab
// comes back, or the answer with all texts comes.

/** `closed`: waits. An error: what is waited for will not come. */
export type GateState = 'open' | 'closed' | { readonly error: Error };

export class FileGate {
  #state: GateState = 'closed';
  readonly #listeners = new Set<() => void>();

  set(state: GateState): void {
    if (state === this.#state) return;
    if (typeof state === 'object' && typeof this.#state === 'object' && state.error === this.#state.error)
      return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  /**
   * Asks as soon as the gate is open. If it closes before the answer is here, the request ends and is made again later.
   *
   * @param signal Ends all of it.
   */
  async pass<Result>(ask: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (;;) {
      await this.#opened(signal);
      signal.throwIfAborted(); // an abort during the turn in between calls no listener any more
      const asking = new AbortController();
      const end = () => asking.abort(signal.reason);
      const unlisten = this.#listen(() => this.#state !== 'open' && asking.abort());
      signal.addEventListener('abort', end, { once: true });
      try {
        return await ask(asking.signal);
      } catch (error) {
        if (signal.aborted || !asking.signal.aborted) throw error;
      } finally {
        unlisten();
        signal.removeEventListener('abort', end);
      }
    }
  }

  async #opened(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (typeof this.#state === 'object') throw this.#state.error;
      if (this.#state === 'open') return;
      await new Promise<void>((resolve) => {
        const go = () => {
          unlisten();
          signal.removeEventListener('abort', go);
          resolve();
        };
        const unlisten = this.#listen(go);
        signal.addEventListener('abort', go);
      });
    }
  }

  #listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
