// The JSON body of a request, of bounded size.

import { WireError } from '../diff/wire.ts';

const MOST_BODY_BYTES = 1024 * 1024;

/** Undefined for an empty body. @throws {WireError} 413, 422 */
export async function jsonBody(request: Request): Promise<unknown> {
  if (request.body === null) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) throw new WireError(413, `The body has more than ${MOST_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text);
  } catch {
    throw new WireError(422, [
      { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} },
    ]);
  }
}
