// Finds and decodes the text of one row, where it stands in its source: plain UTF-8, or the body of a JSON string that
// is still escaped.

const LF = 0x0a;
const BACKSLASH = 0x5c;

// A byte order mark at the beginning of a row is text; the default would swallow it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Where the line that begins at `start` ends: before its LF, or with the text. */
export function plainLineEnd(text: Uint8Array, start: number): number {
  const end = text.indexOf(LF, start);
  return end < 0 ? text.length : end;
}

/** The same in the body of a JSON string: a newline is spelt `\n` or `\u000a`. */
export function escapedLineEnd(text: Uint8Array, start: number): number {
  for (let at = start; ; at += 2) {
    at = text.indexOf(BACKSLASH, at);
    if (at < 0) return text.length;
    const letter = text[at + 1];
    if (letter === 0x6e /* n */) return at;
    if (letter === 0x75 /* u */ && isLineFeedCode(text, at + 2)) return at;
  }
}

/** Whether a line in the body of a JSON string is spelt with escapes. */
export function hasEscape(text: Uint8Array, start: number, end: number): boolean {
  const at = text.indexOf(BACKSLASH, start); // what ends a line is one, too
  return at >= 0 && at < end;
}

function isLineFeedCode(text: Uint8Array, at: number): boolean {
  return (
    text[at] === 0x30 &&
    text[at + 1] === 0x30 &&
    text[at + 2] === 0x30 &&
    ((text[at + 3] ?? 0) | 0x20) === 0x61 /* a, A */
  );
}

/** `body`: a part of a JSON string's body that the index has validated. Invalid UTF-8 and lone surrogates are U+FFFD. */
export function decodeEscaped(body: Uint8Array): string {
  const escaped = decoder.decode(body);
  if (!escaped.includes('\\')) return escaped;
  let text: string;
  try {
    text = JSON.parse(`"${escaped}"`);
  } catch {
    return escaped; // Whoever wrote to the bytes since they were indexed sees them as they are.
  }
  // Only an escape can bring a lone surrogate; encoding replaces it.
  return escaped.includes('\\u') ? decoder.decode(encoder.encode(text)) : text;
}
