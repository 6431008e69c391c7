// What client and Worker say to each other. The Worker keeps no document: a call brings all it needs.

import type { CoreAnswer, CoreCall } from '../core/core-call.ts';
import { DiffError, type DiffErrorCode } from '../core/errors.ts';

export type ClientMessage =
  | { readonly type: 'load'; readonly module: WebAssembly.Module }
  | { readonly type: 'call'; readonly call: CoreCall };

/** One for each message of the client, in their order. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly answer: CoreAnswer; readonly heapBytes: number }
  | { readonly type: 'error'; readonly error: ErrorParts };

/** Own properties of an error do not survive posting. */
export interface ErrorParts {
  readonly code: DiffErrorCode;
  readonly message: string;
  readonly byteOffset: number | undefined;
  readonly cause: unknown;
}

export function errorParts(error: unknown): ErrorParts {
  if (!(error instanceof DiffError))
    return { code: 'internal', message: String(error), byteOffset: undefined, cause: undefined };
  const { code, message, byteOffset, cause } = error;
  return { code, message, byteOffset, cause: cause === undefined ? undefined : String(cause) };
}

export function errorOf({ code, message, byteOffset, cause }: ErrorParts): DiffError {
  return new DiffError(code, message, { ...(byteOffset === undefined ? {} : { byteOffset }), cause });
}
