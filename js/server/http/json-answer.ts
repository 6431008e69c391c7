// Values → answers. The bytes are those of the application's own JSON: no blanks, nothing escaped that need not be.

import type { WireError } from '../diff/wire.ts';

export const jsonResponse = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

export const errorResponse = ({ status, detail, headers }: WireError): Response =>
  jsonResponse(status, { detail }, headers);
