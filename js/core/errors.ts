// The one error of the package. The codes that the core knows are spelt as in src/diff_types.h.

/**
 * Why a call could not go on.
 *
 * From the input: `malformed` (not JSON), `wrong-type` (JSON, but not the service's answer; or an argument of a type that
 * no call takes), `invalid-utf8` (outside a diff text), `too-deep` (nested deeper than 1,024 levels), `too-large` (over
 * a ceiling). From the machine: `out-of-memory`, `engine-crashed` (only this call is lost, the next one gets a fresh
 * instance), `internal`. From loading: `wasm-load-failed`, `version-mismatch`, `not-in-core` (only core-full.wasm can do that). From the caller: `aborted`,
 * `disposed`.
 */
export type DiffErrorCode =
  | 'malformed'
  | 'wrong-type'
  | 'invalid-utf8'
  | 'too-deep'
  | 'too-large'
  | 'out-of-memory'
  | 'internal'
  | 'version-mismatch'
  | 'engine-crashed'
  | 'wasm-load-failed'
  | 'not-in-core'
  | 'aborted'
  | 'disposed';

/**
 * What every failing call throws or rejects with. The message says what failed and what to do about it.
 * Malformed diff text is no error: it becomes raw rows and {@link Diagnostic}s.
 */
export class DiffError extends Error {
  override readonly name = 'DiffError';
  readonly code: DiffErrorCode;
  /** Where in the input, in bytes of its UTF-8 form from its beginning; undefined if the fault has no place. */
  readonly byteOffset: number | undefined;

  constructor(code: DiffErrorCode, message: string, options: { byteOffset?: number; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.byteOffset = options.byteOffset;
  }
}
