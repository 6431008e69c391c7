// What Python's text mode makes of a file's bytes, since that is what the service's diffs are made from.

/** A NUL in the first bytes makes a file binary; a later one is text. */
const BINARY_PROBE_BYTES = 8192;

export const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, BINARY_PROBE_BYTES).includes(0);

/** The bytes were no UTF-8; the message is Python's. */
export class NotUtf8 extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes strictly and reads every CRLF and CR as LF. A BOM stays. @throws {NotUtf8} */
export function pythonText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new NotUtf8(describeFault(bytes));
  }
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}

/** Bytes that Python decodes at a time; it counts positions inside such a chunk. */
const CHUNK_BYTES = 8192;

function describeFault(bytes: Uint8Array): string {
  const { start, length, reason } = firstFault(bytes);
  // An incomplete end is decoded once more, by itself.
  const at = reason === 'unexpected end of data' ? 0 : start % CHUNK_BYTES;
  return length === 1
    ? `'utf-8' codec can't decode byte 0x${hex(bytes[start] ?? 0)} in position ${at}: ${reason}`
    : `'utf-8' codec can't decode bytes in position ${at}-${at + length - 1}: ${reason}`;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** The first sequence that is no character: Unicode's table 3-7. */
function firstFault(bytes: Uint8Array): { start: number; length: number; reason: string } {
  for (let start = 0; start < bytes.length; ) {
    const lead = bytes[start] ?? 0;
    const size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size === 0) return { start, length: 1, reason: 'invalid start byte' };
    for (let i = 1; i < size; ++i) {
      const byte = bytes[start + i];
      if (byte === undefined) return { start, length: i, reason: 'unexpected end of data' };
      const low = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const high = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (byte < low || byte > high) return { start, length: i, reason: 'invalid continuation byte' };
    }
    start += size;
  }
  return { start: 0, length: 1, reason: 'invalid start byte' };
}
