// Reads one table of the core: its header, then its columns one behind the other.

import { DiffError, type DiffErrorCode } from './errors.ts';
import { HEADER_BYTES, Header, STATUSES } from './format.ts';

export class TableReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #header: Uint32Array;
  #at = HEADER_BYTES;

  /** @throws {DiffError} the status of the table, unless it is ok */
  constructor(table: Uint8Array<ArrayBuffer>, kind: number) {
    this.#bytes = table;
    this.#header = new Uint32Array(table.buffer, 0, HEADER_BYTES / 4);
    const status = STATUSES[this.header('status')] ?? 'internal';
    if (status !== 'ok') throw statusError(status, this.header('errorOffset'));
    if (this.header('kind') !== kind) throw statusError('internal', 0);
  }

  header(name: keyof typeof Header): number {
    return this.#header[Header[name]] ?? 0;
  }

  /** The next column as a view, four bytes an item. */
  numbers(count: number): Uint32Array<ArrayBuffer> {
    const column = new Uint32Array(this.#bytes.buffer, this.#at, count);
    this.#at += count * 4;
    return column;
  }

  /** The next column as a view, one byte an item. */
  bytes(count: number): Uint8Array<ArrayBuffer> {
    const column = new Uint8Array(this.#bytes.buffer, this.#at, count);
    this.#at += (count + 3) & ~3;
    return column;
  }
}

function statusError(status: DiffErrorCode, byteOffset: number): DiffError {
  switch (status) {
    case 'malformed':
      return new DiffError(
        status,
        `The answer is not JSON, or not all of it: byte ${byteOffset} cannot be there. Check that the address is that of a diff ` +
          'endpoint, and that the whole body arrived.',
        { byteOffset },
      );
    case 'wrong-type':
      return new DiffError(
        status,
        `The answer is JSON, but not what a diff endpoint sends: see the value at byte ${byteOffset}. Check the address and ` +
          "the service's version.",
        { byteOffset },
      );
    case 'invalid-utf8':
      return new DiffError(
        status,
        `The answer is not UTF-8 at byte ${byteOffset}, outside a diff text. The service must send application/json in UTF-8.`,
        { byteOffset },
      );
    case 'too-deep':
      return new DiffError(
        status,
        `The answer is nested too deep at byte ${byteOffset}. No diff endpoint sends this; check the address.`,
        { byteOffset },
      );
    case 'too-large':
      return new DiffError(
        status,
        `The answer passes a ceiling of the diff core at byte ${byteOffset}. Ask for fewer files (file_paths, summary_only).`,
        { byteOffset },
      );
    case 'out-of-memory':
      return new DiffError(
        status,
        'The diff core got no more memory. Close what else the page holds, or ask for fewer files.',
      );
    default:
      return new DiffError(
        'internal',
        'The diff core refused a call of its own JavaScript. Please report the input that does this.',
      );
  }
}
