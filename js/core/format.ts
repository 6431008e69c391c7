// The numbers of the boundary, mirrored from src/diff_types.h, src/result_table.h, src/index_columns.h and
// src/diff_limits.h. A test reads those headers and compares.

export const TABLE_MAGIC = 0x31545748;
export const TABLE_VERSION = 3;
export const HEADER_BYTES = 64;

/** Positions of the header's numbers. */
export const Header = {
  magic: 0,
  version: 1,
  kind: 2,
  status: 3,
  errorOffset: 4,
  flags: 5,
  items: 6,
  hunks: 7,
  diagnostics: 8,
  checkpoints: 9,
  poolBytes: 10,
  stateBytes: 11,
  consumed: 12,
  additions: 13,
  deletions: 14,
  detail: 15,
} as const;

export const TableKind = { index: 1, rows: 2, spans: 3, counts: 4 } as const;

export const TableFlag = { restart: 1, hasAnswer: 2, inexact: 4 } as const;

export const TextFlag = {
  escaped: 1,
  blankIsContext: 2,
  doubledNewlines: 4,
  hasOldHash: 8,
  hasNewHash: 16,
  hasOldPath: 32,
  combined: 64,
} as const;

export const PayloadStep = { window: 0, last: 1, snapshot: 2 } as const;

/** A count, or a position, that there is none of. */
export const UNKNOWN = 0xffff_ffff;

export const ROW_KIND_BITS = 3;
export const ROW_KIND_MASK = (1 << ROW_KIND_BITS) - 1;
export const CHECKPOINT_ROWS = 64;

/** Kinds of rows by number; the names stand at their positions in ROW_KINDS. */
export const HUNK_HEADER = 0;
export const CONTEXT = 1;
export const ADDITION = 2;
export const DELETION = 3;

// Words by number.
export const STATUSES = [
  'ok',
  'malformed',
  'wrong-type',
  'invalid-utf8',
  'too-deep',
  'too-large',
  'out-of-memory',
  'internal',
] as const;
export const ROW_KINDS = ['hunkHeader', 'context', 'addition', 'deletion', 'raw'] as const;
export const FILE_STATUSES = [
  'added',
  'modified',
  'deleted',
  'unchanged',
  'renamed',
  'copied',
  'type-changed',
] as const;
export const SIDES = ['both', 'old', 'new'] as const;
export const CHANGE_ORIGINS = ['unknown', 'local', 'upstream', 'both'] as const;
/** A side's byte in the index: side | origin << SIDE_BITS. */
export const SIDE_BITS = 2;
export const DETAILS = ['text', 'absent', 'empty', 'binary', 'error'] as const;
export const DIAGNOSTIC_CODES = [
  'truncated-hunk',
  'unexpected-line',
  'surplus-text',
  'bad-hunk-header',
  'no-hunk',
  'combined-diff',
] as const;

/** Columns of an index, in their order: first those of four bytes a file, later those of one. */
export const INDEX_NUMBERS = [
  'pathEnds',
  'oldPathEnds',
  'oldHashEnds',
  'newHashEnds',
  'textStarts',
  'textLengths',
  'additions',
  'deletions',
  'rows',
  'diffBytes',
] as const;
export const INDEX_BYTES = ['statuses', 'sides', 'details', 'textFlags'] as const;

/** The answer's own fields: a start and a length in the pool for each string, the summary, hasChanges. */
export const ANSWER_STRINGS = [
  'artifactId',
  'artifactName',
  'artifactType',
  'collectionName',
  'projectPath',
  'upstreamSource',
  'upstreamVersion',
] as const;
export const ANSWER_SUMMARY = 2 * ANSWER_STRINGS.length;
export const ANSWER_HAS_CHANGES = ANSWER_SUMMARY + 4;
export const ANSWER_CONFLICTS = ANSWER_SUMMARY + 5;
export const ANSWER_NUMBERS = 20;

/** Numbers of one hunk (row, oldStart, oldCount, newStart, newCount) and of one diagnostic (code, row, byteOffset). */
export const HUNK_NUMBERS = 5;
export const DIAGNOSTIC_NUMBERS = 3;
