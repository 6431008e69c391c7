// One request, which can be ended for good. Firefox goes on receiving a body whose stream was cancelled, and lets the next
// request for the same address wait behind it; only the signal that the request was made with ends it.

export class Connection {
  readonly #ending = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #follow = () => this.#ending.abort(this.#caller?.reason);

  /** @param caller Ends the request as well. */
  constructor(caller: AbortSignal | undefined) {
    this.#caller = caller;
    caller?.addEventListener('abort', this.#follow, { once: true });
    if (caller?.aborted) this.#follow();
  }

  /** For `fetch`. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** The answer is here, or will never be: the caller's signal is not listened to any more. */
  release(): void {
    this.#caller?.removeEventListener('abort', this.#follow);
  }

  /** For an answer of which no more is wanted. Never for a whole one: whoever wraps `fetch` would take it for an ended one. */
  close(): void {
    this.release();
    this.#ending.abort();
  }
}
