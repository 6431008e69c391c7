import { expect, test } from 'vitest';
import { DiffError } from '../../js/core/errors.ts';
import { SMALL_CHUNK_BYTES } from '../../js/core/limits.ts';
import { ByteSource, bytesOf } from '../../js/core/source.ts';
import { randomSizes } from './support/feeding.ts';

const numbered = (size: number) => Uint8Array.from({ length: size }, (_, i) => i % 251);

test('chunks of all sizes give back every slice', () => {
  const bytes = numbered(300_000);
  const source = new ByteSource();
  const next = randomSizes(5, 2 * SMALL_CHUNK_BYTES);
  for (let at = 0; at < bytes.length; ) {
    const size = next();
    source.append(bytes.subarray(at, at + size));
    at += size;
  }
  expect(source.length).toBe(bytes.length);
  const where = randomSizes(6, bytes.length);
  for (let round = 0; round < 300; ++round) {
    const start = where() - 1;
    const length = Math.min(where() >> (round % 12), bytes.length - start);
    const isEqual =
      Buffer.compare(Buffer.concat(source.pieces(start, length)), bytes.subarray(start, start + length)) ===
      0;
    expect(isEqual, `${length} bytes from ${start}`).toBe(true);
  }
});

test('what lies inside one chunk is a view of it', () => {
  const chunk = numbered(SMALL_CHUNK_BYTES);
  const source = new ByteSource();
  source.append(numbered(10));
  source.append(chunk);
  expect(source.pieces(10, 20)[0]?.buffer).toBe(chunk.buffer);
});

test('small chunks share blocks', () => {
  const source = new ByteSource();
  for (let i = 0; i < 100_000; ++i) source.append(Uint8Array.of(i));
  expect(source.pieces(0, 100_000).length).toBeLessThan(4);
});

test('nothing of length 0 is anything', () => {
  const source = new ByteSource(new Uint8Array(0));
  source.append(new Uint8Array(0));
  expect([source.length, source.pieces(0, 0)]).toEqual([0, []]);
});

test.each([[new ArrayBuffer(4)], [new Uint16Array(4)], [undefined], [{ length: 3 }], [5]])(
  'refused as input: %o',
  (input) => {
    expect(() => bytesOf(input as unknown as Uint8Array, 100)).toThrow(DiffError);
  },
);

test('a string counts in UTF-8 bytes', () => {
  expect(bytesOf('ü'.repeat(50), 100)).toHaveLength(100);
  expect(() => bytesOf('ü'.repeat(51), 100)).toThrow(/102 bytes/);
});
