// The strings of a part's pool, by position.

import { decodeUtf8 } from './row-text.ts';

export class PoolStrings {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  /** The whole pool as text, if every byte is a character: then positions in it are those in the bytes. */
  #text: string | undefined;
  #isAscii: boolean | undefined;

  /** `start`: the position of the first byte. */
  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#start = start;
  }

  get end(): number {
    return this.#start + this.#bytes.length;
  }

  /**
   * The string between two positions. The first one decodes the whole pool, a window's worth: one call of the decoder
   * takes a tenth of the time of thousands.
   */
  at(start: number, end: number): string {
    if (this.#isAscii === undefined) {
      const text = decodeUtf8(this.#bytes);
      this.#isAscii = text.length === this.#bytes.length;
      if (this.#isAscii) this.#text = text;
    }
    const from = start - this.#start;
    const to = end - this.#start;
    return this.#text?.slice(from, to) ?? decodeUtf8(this.#bytes.subarray(from, to));
  }
}
