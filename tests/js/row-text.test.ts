import { expect, test } from 'vitest';
import { decodeEscaped, decodeUtf8, escapedLineEnd, plainLineEnd } from '../../js/core/row-text.ts';
import { bytesOf, randomSizes } from './support/feeding.ts';

test('a plain line ends before its LF or with the text; no other character ends it', () => {
  const text = bytesOf('a\r\u2028\u000b\u000cb\nc');
  const end = plainLineEnd(text, 0);
  expect(decodeUtf8(text.subarray(0, end))).toBe('a\r\u2028\u000b\u000cb');
  expect(plainLineEnd(text, end + 1)).toBe(text.length);
});

test.each([
  ['a\\nb', 1],
  ['a\\u000ab', 1],
  ['a\\u000Ab', 1],
  ['a\\\\nb', 5],
  ['a\\\\\\nb', 3],
  ['a\\\\\\\\nb', 7],
  ['\\u005cnb', 8],
  ['\\u000d\\u00aa\\u0a00', 18],
  ['\\"\\n', 2],
  ['a\\', 2],
  ['a\\u00', 5],
  ['', 0],
])('an escaped line %j ends at byte %i', (body, end) => {
  expect(escapedLineEnd(bytesOf(body), 0)).toBe(end);
});

test('escaped text is decoded as JSON.parse does, lone surrogates replaced', () => {
  expect(decodeEscaped(bytesOf('a\\t\\"\\\\\\/\\u00e9\\ud83c\\udf89ü🎉'))).toBe('a\t"\\/é🎉ü🎉');
  expect(decodeEscaped(bytesOf('\\ud800x\\udc00'))).toBe('\ufffdx\ufffd');
  expect(decodeEscaped(Uint8Array.of(0x61, 0xff, 0x5c, 0x74))).toBe('a\ufffd\t');
});

test('a byte order mark at the beginning of a row is text', () => {
  expect(decodeUtf8(bytesOf('\ufeffa'))).toBe('\ufeffa');
  expect(decodeEscaped(bytesOf('\ufeff\\t'))).toBe('\ufeff\t');
});

test('escaped bytes that were overwritten since are shown as they are', () => {
  expect(decodeEscaped(bytesOf('a\\x"'))).toBe('a\\x"');
});

test('any lines, escaped by JSON.stringify or to the last unit, are found and decoded again', () => {
  const next = randomSizes(99, 8);
  const pieces = ['\\', 'n', '\\n', '"', 'u000a', 'ü', '🎉', '\t'];
  const everyUnit = (text: string) =>
    Array.from(
      { length: text.length },
      (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join('');
  for (let round = 0; round < 500; ++round) {
    const lines = Array.from({ length: next() }, () =>
      Array.from({ length: next() }, () => pieces[next() - 1]).join(''),
    );
    const text = lines.join('\n');
    for (const body of [JSON.stringify(text).slice(1, -1), everyUnit(text)]) {
      const bytes = bytesOf(body);
      const found: string[] = [];
      for (let at = 0; at <= bytes.length; ) {
        const end = escapedLineEnd(bytes, at);
        found.push(decodeEscaped(bytes.subarray(at, end)));
        at = end === bytes.length ? end + 1 : end + (bytes[end + 1] === 0x6e ? 2 : 6);
      }
      expect(found).toEqual(lines);
    }
  }
});
