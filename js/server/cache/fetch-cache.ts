// What is costly to get and good for a while: one fetch for all who ask at the same time, the old value while a new one is
// fetched, and no fetch for a while after one has failed. Keeps values, never handles to something that may be deleted.

export interface FetchCacheOptions {
  /** Milliseconds for which a value is fresh. For as long again it is served while a new one is fetched. */
  readonly ttlMs: number;
  /** Milliseconds without a new attempt after a failure. */
  readonly coolDownMs: number;
  readonly maxEntries: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

export type FetchOutcome = 'hit' | 'stale' | 'miss' | 'cooling';

interface Entry<Value> {
  held?: { value: Value; fetchedAt: number };
  failed?: { error: unknown; at: number };
  running?: Promise<Value>;
}

export class FetchCache<Value> {
  readonly #options: FetchCacheOptions;
  readonly #onOutcome: (outcome: FetchOutcome) => void;
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(options: FetchCacheOptions, onOutcome: (outcome: FetchOutcome) => void = () => {}) {
    this.#options = options;
    this.#onOutcome = onOutcome;
  }

  /** @throws what `fetch` throws, unless there is a value that is not too old */
  get(key: string, fetch: () => Promise<Value>): Promise<Value> {
    const { ttlMs, coolDownMs, now } = this.#options;
    const entry = this.#entryOf(key);
    const age = entry.held ? now() - entry.held.fetchedAt : Number.POSITIVE_INFINITY;
    if (entry.held && age <= ttlMs) {
      this.#onOutcome('hit');
      return Promise.resolve(entry.held.value);
    }
    const isCooling = entry.failed !== undefined && now() - entry.failed.at < coolDownMs;
    if (entry.held && age <= 2 * ttlMs) {
      this.#onOutcome('stale');
      if (!isCooling) this.#fetch(entry, fetch).catch(() => {});
      return Promise.resolve(entry.held.value);
    }
    if (isCooling) {
      this.#onOutcome('cooling');
      return Promise.reject(entry.failed?.error);
    }
    this.#onOutcome('miss');
    return this.#fetch(entry, fetch);
  }

  /** Forgets all keys that begin so. What is being fetched for them is still given to those who wait, and not kept. */
  invalidate(prefix = ''): void {
    for (const key of this.#entries.keys()) if (key.startsWith(prefix)) this.#entries.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  #entryOf(key: string): Entry<Value> {
    const entry = this.#entries.get(key) ?? {};
    // The one that was asked for last is dropped last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#options.maxEntries && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  #fetch(entry: Entry<Value>, fetch: () => Promise<Value>): Promise<Value> {
    if (entry.running) return entry.running;
    const { now } = this.#options;
    const running = Promise.resolve()
      .then(fetch)
      .then(
        (value) => {
          entry.held = { value, fetchedAt: now() };
          delete entry.failed;
          return value;
        },
        (error: unknown) => {
          entry.failed = { error, at: now() };
          throw error;
        },
      )
      .finally(() => {
        delete entry.running;
      });
    entry.running = running;
    return running;
  }
}
