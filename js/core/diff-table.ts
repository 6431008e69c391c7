// Typed read access to the packed rows of one file. Everything is computed on demand; nothing is kept but the columns.

import type { Diagnostic, DiffTable, DiffTableParts, Hunk, RowKind } from './api.ts';
import { changeBlocks, pairedRow, type RowRange } from './change-blocks.ts';
import {
  ADDITION,
  CHECKPOINT_ROWS,
  CONTEXT,
  DELETION,
  DIAGNOSTIC_CODES,
  DIAGNOSTIC_NUMBERS,
  HUNK_HEADER,
  HUNK_NUMBERS,
  ROW_KIND_BITS,
  ROW_KIND_MASK,
  ROW_KINDS,
  UNKNOWN,
} from './format.ts';
import { appendBytes, type GrowingBytes } from './growing-bytes.ts';
import type { RowColumns } from './row-columns.ts';
import {
  decodeEscaped,
  decodeUtf8,
  encodeUtf8,
  escapedLineEnd,
  hasEscape,
  plainLineEnd,
} from './row-text.ts';

/** Where the rows' texts are: one text, or the old and the new one, whose positions go on where the old one's end. */
export interface RowTexts {
  readonly texts: readonly Uint8Array[];
  readonly isEscaped: boolean;
}

/** Where the text of a row begins. */
interface TextPlace {
  readonly text: Uint8Array;
  readonly start: number;
}

const NO_BYTES = new Uint8Array(0);

export class PackedTable implements DiffTable {
  readonly #columns: RowColumns;
  readonly #texts: RowTexts;
  #hunks: readonly Hunk[] | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;
  #changeBlocks: Uint32Array | undefined;

  constructor(columns: RowColumns, texts: RowTexts) {
    this.#columns = columns;
    this.#texts = texts;
  }

  get rowCount(): number {
    return this.#columns.rowBytes.length;
  }

  get additions(): number {
    return this.#columns.additions;
  }

  get deletions(): number {
    return this.#columns.deletions;
  }

  get isExact(): boolean {
    return this.#columns.isExact;
  }

  get hunks(): readonly Hunk[] {
    this.#hunks ??= Array.from({ length: this.#hunkCount }, (_, i) => this.#hunk(i));
    return this.#hunks;
  }

  get diagnostics(): readonly Diagnostic[] {
    const { diagnostics } = this.#columns;
    this.#diagnostics ??= Array.from({ length: diagnostics.length / DIAGNOSTIC_NUMBERS }, (_, i) => {
      const [code = 0, row = 0, byteOffset = 0] = diagnostics.subarray(i * DIAGNOSTIC_NUMBERS);
      return { code: DIAGNOSTIC_CODES[code] ?? 'unexpected-line', row, byteOffset };
    });
    return this.#diagnostics;
  }

  kindAt(row: number): RowKind {
    return ROW_KINDS[this.#byte(row) & ROW_KIND_MASK] ?? 'raw';
  }

  flagsAt(row: number): number {
    return this.#byte(row) >> ROW_KIND_BITS;
  }

  oldLineAt(row: number): number {
    const kind = this.#byte(row) & ROW_KIND_MASK;
    return kind === CONTEXT || kind === DELETION ? this.#lineAt(row, 0) : 0;
  }

  newLineAt(row: number): number {
    const kind = this.#byte(row) & ROW_KIND_MASK;
    return kind === CONTEXT || kind === ADDITION ? this.#lineAt(row, 1) : 0;
  }

  pairedRowAt(row: number): number {
    const kind = this.#byte(row) & ROW_KIND_MASK;
    return kind === ADDITION || kind === DELETION ? pairedRow(this.#columns, row, this.#hunkRows(row)) : -1;
  }

  get changeBlocks(): Uint32Array {
    this.#changeBlocks ??= changeBlocks(this.#columns);
    return this.#changeBlocks;
  }

  get byteLength(): number {
    let bytes = 0;
    for (const column of Object.values(this.#columns))
      if (ArrayBuffer.isView(column)) bytes += column.byteLength;
    for (const text of this.#texts.texts) bytes += text.byteLength;
    return bytes;
  }

  textAt(row: number): string {
    const bytes = this.textBytesAt(row);
    if (!bytes) return this.#headerText(row);
    return this.#texts.isEscaped ? decodeEscaped(bytes) : decodeUtf8(bytes);
  }

  /**
   * The bytes of a row's text as they stand in the source (a view); undefined where there are none.
   * @internal
   */
  textBytesAt(row: number): Uint8Array | undefined {
    const place = this.#placeOf(row);
    return place?.text.subarray(place.start, this.#lineEnd(place));
  }

  /**
   * Appends a row's text in UTF-8. Makes no string where the source has it unescaped.
   * @internal
   */
  appendTextTo(row: number, out: GrowingBytes): void {
    const place = this.#placeOf(row);
    const end = place && this.#lineEnd(place);
    if (place && end !== undefined && !(this.#texts.isEscaped && hasEscape(place.text, place.start, end)))
      appendBytes(out, place.text, place.start, end);
    else appendBytes(out, encodeUtf8(this.textAt(row)));
  }

  toParts(): DiffTableParts {
    const { texts, isEscaped } = this.#texts;
    return {
      columns: copyColumns(this.#columns),
      texts: texts.map((text) => text.slice()),
      isEscaped,
    };
  }

  get #hunkCount(): number {
    return this.#columns.hunks.length / HUNK_NUMBERS;
  }

  #byte(row: number): number {
    const byte = this.#columns.rowBytes[row];
    if (byte === undefined) throw new RangeError(`Row ${row} is not one of 0 to ${this.rowCount - 1}.`);
    return byte;
  }

  #placeOf(row: number): TextPlace | undefined {
    this.#byte(row);
    const start = this.#columns.textStarts[row] ?? UNKNOWN;
    if (start === UNKNOWN) return undefined;
    const [first = NO_BYTES, second] = this.#texts.texts;
    return second && start >= first.length
      ? { text: second, start: start - first.length }
      : { text: first, start };
  }

  #lineEnd({ text, start }: TextPlace): number {
    return this.#texts.isEscaped ? escapedLineEnd(text, start) : plainLineEnd(text, start);
  }

  #hunk(i: number): Hunk {
    const [row = 0, oldStart = 0, oldCount = 0, newStart = 0, newCount = 0] = this.#columns.hunks.subarray(
      i * HUNK_NUMBERS,
    );
    return { row, oldStart, oldCount, newStart, newCount };
  }

  #hunkRow(i: number): number {
    return this.#columns.hunks[i * HUNK_NUMBERS] ?? this.rowCount;
  }

  /** The last hunk whose header stands at or before `row`; -1: before all of them. */
  #hunkBefore(row: number): number {
    let low = -1;
    let high = this.#hunkCount;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#hunkRow(middle) <= row) low = middle;
      else high = middle;
    }
    return low;
  }

  #hunkRows(row: number): RowRange {
    const hunk = this.#hunkBefore(row);
    return { first: hunk < 0 ? 0 : this.#hunkRow(hunk) + 1, end: this.#hunkRow(hunk + 1) };
  }

  /** Counts from the hunk's header, or from the checkpoint before the row: at most 63 rows. `side`: 0 old, 1 new. */
  #lineAt(row: number, side: 0 | 1): number {
    const { hunks, checkpoints, rowBytes } = this.#columns;
    const checkpoint = Math.floor(row / CHECKPOINT_ROWS);
    let at = checkpoint * CHECKPOINT_ROWS;
    let line = checkpoints[2 * checkpoint + side] ?? 0;
    const hunk = this.#hunkBefore(row);
    if (hunk >= 0 && this.#hunkRow(hunk) >= at) {
      at = this.#hunkRow(hunk) + 1;
      line = hunks[hunk * HUNK_NUMBERS + 1 + 2 * side] ?? 0;
    }
    const only = side === 0 ? DELETION : ADDITION;
    for (; at < row; ++at) {
      const kind = (rowBytes[at] ?? 0) & ROW_KIND_MASK;
      if (kind === CONTEXT || kind === only) ++line;
    }
    return line;
  }

  /** A hunk header that no source has: its numbers, as git prints them. */
  #headerText(row: number): string {
    if ((this.#byte(row) & ROW_KIND_MASK) !== HUNK_HEADER) return '';
    const { oldStart, oldCount, newStart, newCount } = this.#hunk(this.#hunkBefore(row));
    const range = (start: number, count: number) => (count === 1 ? `${start}` : `${start},${count}`);
    return `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@`;
  }
}

/** The table that {@link DiffTable.toParts} took apart. Takes no time; the parts belong to the table from now on. */
export function tableFromParts(parts: DiffTableParts): DiffTable {
  return new PackedTable(parts.columns, parts);
}

function copyColumns(columns: RowColumns): RowColumns {
  return {
    ...columns,
    textStarts: columns.textStarts.slice(),
    hunks: columns.hunks.slice(),
    diagnostics: columns.diagnostics.slice(),
    checkpoints: columns.checkpoints.slice(),
    rowBytes: columns.rowBytes.slice(),
  };
}
