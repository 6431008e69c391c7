// A map of at most so many bytes: what was asked for last is dropped last.

export class BoundedMap<Value> {
  readonly #maxBytes: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #values = new Map<string, { value: Value; bytes: number }>();
  #bytes = 0;

  /** @param sizeOf Bytes of a value; those of its key are added. */
  constructor(maxBytes: number, sizeOf: (value: Value) => number) {
    this.#maxBytes = maxBytes;
    this.#sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    const found = this.#values.get(key);
    if (!found) return undefined;
    this.#values.delete(key);
    this.#values.set(key, found);
    return found.value;
  }

  /** A value that is larger than a quarter of the map is not kept: it would push out all others. */
  set(key: string, value: Value): void {
    this.delete(key);
    const bytes = this.#sizeOf(value) + 2 * key.length + 100;
    if (bytes > this.#maxBytes / 4) return;
    this.#values.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.delete(oldest);
    }
  }

  delete(key: string): boolean {
    const found = this.#values.get(key);
    if (!found) return false;
    this.#bytes -= found.bytes;
    return this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }
}
