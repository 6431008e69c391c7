// Feeds a source through one of the core's windowed functions: (state, window) in, (state, part of a table) out.

import type { CoreFunction, Steps } from './core-call.ts';
import { DiffError } from './errors.ts';
import type { ByteSource } from './source.ts';
import { TableReader } from './table-reader.ts';

export interface WindowedFunction {
  readonly name: CoreFunction;
  /** The kind of its tables. */
  readonly kind: number;
  /** The arguments behind the sizes. */
  options(isLast: boolean): readonly number[];
  /** Takes the part of one window. */
  take(part: TableReader): void;
}

/** Plain values only: where a call failed, the same window can be fed again. */
export class WindowFeed {
  readonly #source: ByteSource;
  readonly #function: WindowedFunction;
  readonly #windowBytes: number;
  #state: Uint8Array = new Uint8Array(0);
  #position = 0;

  constructor(source: ByteSource, windowed: WindowedFunction, windowBytes: number) {
    this.#source = source;
    this.#function = windowed;
    this.#windowBytes = windowBytes;
  }

  /** What the core knows of the windows so far. */
  get state(): Uint8Array {
    return this.#state;
  }

  /** Bytes of the source that were read. */
  get position(): number {
    return this.#position;
  }

  /** Whole windows only; the rest waits for more. */
  *feedWhole(): Steps<void> {
    while (this.#source.length - this.#position >= this.#windowBytes)
      yield* this.#feed(this.#windowBytes, false);
  }

  /** Everything that is there, though more may come. */
  *feedAll(): Steps<void> {
    const total = this.#source.length - this.#position;
    if (total > 0) yield* this.#feed(total, false);
  }

  /** Up to `end`, which is not that of the source. */
  *feedUpTo(end: number): Steps<void> {
    if (end > this.#position) yield* this.#feed(end - this.#position, false);
  }

  /** Everything; nothing more will come. */
  *finish(): Steps<void> {
    yield* this.#feed(this.#source.length - this.#position, true);
  }

  *#feed(total: number, toEnd: boolean): Steps<void> {
    const { name, kind, options, take } = this.#function;
    const end = this.#position + total;
    let size = this.#windowBytes;
    do {
      const bytes = Math.min(size, end - this.#position);
      const isLast = toEnd && this.#position + bytes === end;
      const window = this.#source.pieces(this.#position, bytes);
      const answer = yield { name, input: [[this.#state], window], options: options(isLast) };
      const part = new TableReader(answer.table, kind);
      const consumed = part.header('consumed');
      if (consumed > bytes || (consumed === 0 && isLast && bytes !== 0)) {
        throw new DiffError(
          'internal',
          `${name} used ${consumed} of the last ${bytes} bytes. Please report the input that does this.`,
        );
      }
      take(part);
      this.#state = answer.state;
      this.#position += consumed;
      // It cannot begin with so little: what was not used comes again, with more behind it.
      size = consumed === 0 ? 2 * size : this.#windowBytes;
      if (consumed === 0 && this.#position + bytes === end) return;
    } while (this.#position < end);
  }
}
