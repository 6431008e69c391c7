// Why something could not be written, in one vocabulary. Paths in messages are relative to the root that was
// written to.

/**
 * `no-space`: the disk, a quota or a size limit is full. `unreadable`: a file to be copied cannot be read.
 * `not-writable`: no permission, or a read-only disk. `locked`: another writer did not finish in time.
 * `outside`: a path that leaves its root. `in-the-way`: something else stands where a file should go.
 * `changed`: a file changed while it was copied. `failed`: anything else.
 */
export type WriteFailureCode =
  | 'no-space'
  | 'unreadable'
  | 'not-writable'
  | 'locked'
  | 'outside'
  | 'in-the-way'
  | 'changed'
  | 'failed';

/** Nothing was changed, or everything is as before again, unless `isHalfDone`. */
export class WriteFailure extends Error {
  readonly code: WriteFailureCode;
  /** The old state could not be brought back either; the next `recover` tries again. */
  readonly isHalfDone: boolean;

  constructor(
    code: WriteFailureCode,
    message: string,
    { isHalfDone = false, cause = undefined as unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'WriteFailure';
    this.code = code;
    this.isHalfDone = isHalfDone;
  }
}

const CODES: Readonly<Record<string, WriteFailureCode>> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENOTEMPTY: 'in-the-way',
  EEXIST: 'in-the-way',
  EISDIR: 'in-the-way',
  ENOTDIR: 'in-the-way',
};

const REASONS: Readonly<Record<WriteFailureCode, string>> = {
  'no-space': 'no space is left',
  unreadable: 'it cannot be read',
  'not-writable': 'it may not be written',
  locked: 'another writer is at work',
  outside: 'it leaves its folder',
  'in-the-way': 'something else stands in its place',
  changed: 'it changed while it was copied; try again',
  failed: 'the file system refused',
};

/** @param path Relative to the root; stands in the message. */
export function writeFailure(code: WriteFailureCode, path: string, cause?: unknown): WriteFailure {
  return new WriteFailure(code, `Cannot write ${path}: ${REASONS[code]}.`, { cause });
}

/** What a failed call of the file system means; failures that are typed already stay as they are. */
export function asWriteFailure(error: unknown, path: string): WriteFailure {
  if (error instanceof WriteFailure) return error;
  return writeFailure(CODES[errorCode(error) ?? ''] ?? 'failed', path, error);
}

/** `ENOENT` and its like. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Nothing of that name, or what should be a folder on the way is none. */
export const isAbsence = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
