// Bytes → packed bytes, in the coding that the client prefers among those we have. Work and size are bounded: quick levels,
// and nothing that is small or very large.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'br' | 'gzip';

/** Bytes from which packing is worth it. */
const LEAST_BYTES = 1024;

/** Beyond it, packing would take longer than most networks need for the bytes as they are. */
const MOST_BYTES = 32 * 2 ** 20;

/** What `Accept-Encoding` allows; brotli wins where both are equally welcome. */
export function chosenCoding(accepted: string | null, bytes: number): Coding | undefined {
  if (!accepted || bytes < LEAST_BYTES || bytes > MOST_BYTES) return undefined;
  const weights = new Map<string, number>();
  for (const part of accepted.slice(0, 1000).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get('*') ?? 0;
  const [br, gz] = [weightOf('br'), weightOf('gzip')];
  if (br === 0 && gz === 0) return undefined;
  return br >= gz ? 'br' : 'gzip';
}

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);

export function packed(bytes: Uint8Array, coding: Coding): Promise<Uint8Array> {
  if (coding === 'gzip') return packGzip(bytes, { level: 4 });
  return packBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
