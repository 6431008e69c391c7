import { expect, test } from 'vitest';
import { paced } from '../../demo/service/paced.ts';

test('a paced answer has the same bytes, in small pieces, and takes its time', async () => {
  const chunks = [new Uint8Array(7000).fill(1), new Uint8Array(3000).fill(2)];
  const start = performance.now();
  const pieces: Uint8Array[] = [];
  for await (const piece of paced(chunks, 50_000)) pieces.push(piece);
  expect(Buffer.concat(pieces)).toEqual(Buffer.concat(chunks));
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(2500);
  // All but the last piece are waited for: 0.2 s for 10 KB, less one piece.
  expect(performance.now() - start).toBeGreaterThan(120);
});

test('an empty answer ends at once', async () => {
  for await (const piece of paced([], 1)) expect(piece).toBe(undefined);
});
