// The rows of one text, read bit by bit: whoever shows the first ones need not wait for the last.

import type { DiffIndex } from './api.ts';
import { allocate } from './bridge.ts';
import type { Steps } from './core-call.ts';
import { packedIndex, type TextPlace } from './diff-index.ts';
import { PackedTable } from './diff-table.ts';
import { TableKind, TextFlag } from './format.ts';
import { joinRows, type RowColumns, readRows } from './row-columns.ts';
import { ByteSource } from './source.ts';
import { WindowFeed } from './window-feed.ts';

const NO_TEXT: TextPlace = { source: new ByteSource(), start: 0, length: 0, textFlags: 0 };

export class FileParsing {
  readonly #place: TextPlace;
  readonly #text: Uint8Array;
  readonly #feed: WindowFeed;
  /** Bytes of the source that are in the text already. */
  #copied: number;
  #parts: RowColumns[] = [];
  #isComplete = false;

  /** @param ownsText Copy the text, so that the rows keep nothing else of the source in memory. */
  constructor(place: TextPlace, windowBytes: number, ownsText = false) {
    const { source, start, length, textFlags } = place;
    const pieces = source.pieces(start, length);
    const [whole] = pieces;
    const isHere = pieces.length === 1 && whole !== undefined && !ownsText;
    this.#place = place;
    // Filled while it is read: copied in one go, 50 MB would cost a frame.
    this.#text = isHere ? whole : allocate(length);
    this.#copied = isHere ? length : 0;
    this.#feed = new WindowFeed(
      new ByteSource(this.#text),
      {
        name: 'parseRows',
        kind: TableKind.rows,
        options: (isLast) => [textFlags, Number(isLast)],
        take: (part) => {
          this.#parts.push(readRows(part));
        },
      },
      windowBytes,
    );
  }

  /** @throws {RangeError} the index has no such file */
  static ofFile(index: DiffIndex, file: number, windowBytes: number, ownsText?: boolean): FileParsing {
    const packed = packedIndex(index);
    const detail = packed.detail(file);
    const hasText = detail === 'text' || detail === 'error';
    const parsing = new FileParsing(hasText ? packed.text(file) : NO_TEXT, windowBytes, ownsText);
    // The core would be asked about nothing.
    parsing.#isComplete = !hasText;
    return parsing;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /**
   * At least so many bytes more, unless the text ends before.
   *
   * @throws {RangeError} no number above 0: whoever reads until all is there would never get there
   */
  *read(bytes: number): Steps<void> {
    if (!(bytes > 0)) throw new RangeError(`read() takes a number of bytes above 0, not ${bytes}.`);
    if (this.#isComplete) return;
    const { length } = this.#text;
    const end = Math.min(length, this.#feed.position + bytes);
    this.#copyUpTo(end);
    if (end < length) yield* this.#feed.feedUpTo(end);
    else yield* this.#feed.finish();
    this.#isComplete = end === length;
  }

  /** The rows so far. */
  table(): PackedTable {
    const columns = joinRows(this.#parts);
    if (this.#parts.length > 1) this.#parts = [columns];
    const isEscaped = (this.#place.textFlags & TextFlag.escaped) !== 0;
    return new PackedTable(columns, { texts: [this.#text], isEscaped });
  }

  #copyUpTo(end: number): void {
    if (end <= this.#copied) return;
    const { source, start } = this.#place;
    for (const piece of source.pieces(start + this.#copied, end - this.#copied)) {
      this.#text.set(piece, this.#copied);
      this.#copied += piece.length;
    }
  }
}
