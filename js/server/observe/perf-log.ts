// How long the parts of a request take: a record for the log each, and all of them in one header.

/** One line of the log. Durations are milliseconds with two decimals. */
export interface PerfRecord {
  /** `perf.` and what was done. */
  readonly event: string;
  readonly elapsed_ms: number;
  /** Class of the error that ended it. */
  readonly error?: string;
  readonly [field: string]: string | number | boolean | undefined;
}

/** Called for every timed part of a request. Must not throw. */
export type PerfLogger = (record: PerfRecord) => void;

/** The parts of one request. */
export class Stopwatch {
  readonly #log: PerfLogger;
  readonly #fields: Readonly<Record<string, string | number>>;
  readonly #parts = new Map<string, number>();

  constructor(log: PerfLogger, fields: Readonly<Record<string, string | number>> = {}) {
    this.#log = log;
    this.#fields = fields;
  }

  /** Errors are logged and pass through. */
  async time<Value>(operation: string, part: string, work: () => Promise<Value> | Value): Promise<Value> {
    const start = performance.now();
    let failure: string | undefined;
    try {
      return await work();
    } catch (error) {
      failure = error instanceof Error ? error.constructor.name : typeof error;
      throw error;
    } finally {
      const elapsed = performance.now() - start;
      this.#parts.set(part, (this.#parts.get(part) ?? 0) + elapsed);
      this.#log({
        event: `perf.${operation}.${part}`,
        elapsed_ms: Math.round(elapsed * 100) / 100,
        ...this.#fields,
        ...(failure ? { error: failure } : {}),
      });
    }
  }

  /** The value of `Server-Timing`; empty if nothing was timed. */
  get header(): string {
    return [...this.#parts].map(([part, elapsed]) => `${part};dur=${elapsed.toFixed(2)}`).join(', ');
  }
}
