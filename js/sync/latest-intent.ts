// The latest intent wins: of several questions only the last one's answer may be shown.

/** One question. */
export interface Intent {
  /** Ends with the next question. */
  readonly signal: AbortSignal;
  /** Whether no newer question was asked. Look before showing an answer: ending a request may come too late. */
  isLatest(): boolean;
}

/** Marks an answer that came too late. */
export const superseded: unique symbol = Symbol('superseded');

/** The question that counts: a new one ends the one before, and an answer can ask whether it still is wanted. */
export class LatestIntent {
  #ending = new AbortController();

  /** Begins a question and ends the one before. */
  begin(): Intent {
    this.cancel();
    const ending = new AbortController();
    this.#ending = ending;
    return { signal: ending.signal, isLatest: () => this.#ending === ending && !ending.signal.aborted };
  }

  /** Ends the question without a new one. */
  cancel(): void {
    this.#ending.abort();
  }

  /** Asks, and gives {@link superseded} instead of an answer, or a failure, that nobody wants any more. */
  async run<Result>(ask: (signal: AbortSignal) => Promise<Result>): Promise<Result | typeof superseded> {
    const intent = this.begin();
    try {
      const result = await ask(intent.signal);
      return intent.isLatest() ? result : superseded;
    } catch (error) {
      if (!intent.isLatest()) return superseded;
      throw error;
    }
  }
}
