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

  /** Nothing more arrives, and the caller's signal is not listened to any more. An answer that is here stays. */
  close(): void {
    this.#caller?.removeEventListener('abort', this.#follow);
    this.#ending.abort();
  }
}
