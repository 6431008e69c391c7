// Values that hold for a time: bounded, asked for once however many want them, and never stored over an invalidation.

/** Milliseconds from any fixed moment; must not go back. */
export type Clock = () => number;

export interface CacheStatistics {
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
  /** Left out because there was no room. */
  readonly evictions: number;
  readonly invalidations: number;
}

export class TimedCache<Value> {
  readonly #ttlMs: number;
  readonly #capacity: number;
  readonly #now: Clock;
  readonly #onLookup: (outcome: 'hit' | 'miss') => void;
  readonly #entries = new Map<string, { readonly value: Value; readonly since: number }>();
  readonly #pending = new Map<string, Promise<Value>>();
  #hits = 0;
  #misses = 0;
  #evictions = 0;
  #invalidations = 0;

  /** @param ttlMs A value holds while its age is less than this. @param capacity Values that are kept at most. */
  constructor(
    ttlMs: number,
    capacity: number,
    now: Clock,
    onLookup: (outcome: 'hit' | 'miss') => void = () => {},
  ) {
    this.#ttlMs = ttlMs;
    this.#capacity = capacity;
    this.#now = now;
    this.#onLookup = onLookup;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry && this.#now() - entry.since < this.#ttlMs) {
      this.#hits++;
      this.#onLookup('hit');
      this.#entries.delete(key); // last used is last in the map
      this.#entries.set(key, entry);
      return entry.value;
    }
    this.#entries.delete(key);
    this.#misses++;
    this.#onLookup('miss');
    return undefined;
  }

  set(key: string, value: Value, since = this.#now()): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, since });
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= this.#capacity) break;
      this.#entries.delete(oldest);
      this.#evictions++;
    }
  }

  /**
   * The value, made if there is none. Those who ask while it is made get the same one; what is made of a
   * state before an invalidation is given to those who asked before it, and not kept. Failures are not kept.
   */
  async through(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.get(key);
    if (known !== undefined) return known;
    const underWay = this.#pending.get(key);
    if (underWay) return underWay;
    const since = this.#now();
    const making = make();
    this.#pending.set(key, making);
    try {
      const value = await making;
      if (this.#pending.get(key) === making) this.set(key, value, since);
      return value;
    } finally {
      if (this.#pending.get(key) === making) this.#pending.delete(key);
    }
  }

  invalidate(key: string): void {
    this.#invalidations++;
    this.#entries.delete(key);
    this.#pending.delete(key);
  }

  clear(): void {
    this.#invalidations++;
    this.#entries.clear();
    this.#pending.clear();
  }

  statistics(): CacheStatistics {
    return {
      size: this.#entries.size,
      hits: this.#hits,
      misses: this.#misses,
      evictions: this.#evictions,
      invalidations: this.#invalidations,
    };
  }
}
