/// <reference lib="esnext.disposable" preserve="true" />
// The public face of the core: what it takes and gives.

import type { WasmSource } from './compile-core.ts';
import type { CHANGE_ORIGINS, DETAILS, DIAGNOSTIC_CODES, FILE_STATUSES, ROW_KINDS, SIDES } from './format.ts';
import type { RowColumns } from './row-columns.ts';

export type { WasmSource };

/** What happened to a file between the old and the new side. `type-changed`: a file became a link, for instance. */
export type FileStatus = (typeof FILE_STATUSES)[number];

/** On which sides a file is. A service may call a file of the old side "added"; the side says where it really is. */
export type Side = (typeof SIDES)[number];

/** Who changed a file since its copies were last the same: here, where it came from, or both, which is a conflict. */
export type ChangeOrigin = Exclude<(typeof CHANGE_ORIGINS)[number], 'unknown'>;

/**
 * What is known of a file's diff. `text`: there is one. `absent`: it was not sent. `empty`: it was sent and has nothing
 * that a line diff can show (CRLF against LF). `binary`: there is none. `error`: the service sent a sentence instead; it
 * is the file's one raw row.
 */
export type DetailState = (typeof DETAILS)[number];

/**
 * What a row is. `raw` is text that could not be classified: it is shown as it is, and a {@link Diagnostic} may say why.
 */
export type RowKind = (typeof ROW_KINDS)[number];

/** Why rows are raw. */
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** Bits of {@link DiffTable.flagsAt}. */
export const RowFlag = {
  /** The line has no line end in its file ("\ No newline at end of file"). */
  noNewline: 1,
  /** The line holds bidi controls, zero-width or other characters that nobody sees. */
  hiddenCharacters: 2,
} as const;

/** Options of every engine. All of them have defaults. */
export interface EngineOptions {
  /**
   * Where the core comes from: the address of `core.wasm` or `core-full.wasm`, its bytes, a response, or a compiled
   * module. Default: the `core.wasm` beside the package's JavaScript. One source is compiled once, however many engines
   * use it. `core-full.wasm` has the method `difflib` ({@link DiffTextsOptions.method}).
   */
  readonly wasm?: WasmSource | undefined;
  /** Bytes of the largest input; more is refused (`too-large`) before anything is allocated. Default 1 GiB. */
  readonly maxSourceBytes?: number | undefined;
  /** Rows above which {@link DiffIndex.guard} says `collapsed`. Default 1,000. */
  readonly guardRows?: number | undefined;
  /** UTF-8 bytes of diff text above which {@link DiffIndex.guard} says `collapsed`. Default 51,200. */
  readonly guardDiffBytes?: number | undefined;
}

/**
 * How two texts are compared. `shortest`: as few added and deleted lines as possible, blocks of them where a reader
 * expects them. `difflib`: line for line what Python's `difflib.unified_diff` writes, its preference for long blocks and
 * its blindness for frequent lines (`autojunk`) included.
 */
export type DiffMethod = 'shortest' | 'difflib';

/** Options of {@link DiffEngine.diffTexts}. */
export interface DiffTextsOptions {
  /** Unchanged rows shown around a change. Default 3. */
  readonly context?: number | undefined;
  /**
   * Default `shortest`. `difflib` is in `core-full.wasm` only, which is 6 KB (brotli) larger than the `core.wasm` of a
   * page: an engine has it when its option `wasm` names that file.
   */
  readonly method?: DiffMethod | undefined;
}

/**
 * The diff core in this thread. What it returns are plain values that belong to the caller and outlive the engine;
 * there is nothing to free but the engine itself. Calls run to their end, one after the other; none runs any code of
 * the caller's, so they cannot overlap.
 *
 * Every method throws {@link DiffError} `disposed` after {@link dispose}, `out-of-memory`, and, if the core stops in
 * the middle of the call, `engine-crashed`; the engine can be used after both.
 */
export interface DiffEngine extends Disposable {
  /**
   * Reads a diff endpoint's JSON answer: every file's path, status, counts, and where its diff text is. Texts are
   * neither copied nor decoded. Takes about 6 ms per 10 MB of diff text; WebAssembly memory stays below 16 MB.
   *
   * @param bytes The body. An array is kept, not copied: do not write to it or transfer it while the index is in use.
   *   A string is encoded first.
   * @throws {DiffError} malformed, wrong-type, invalid-utf8, too-deep (all with `byteOffset`), too-large
   */
  indexPayload(bytes: Uint8Array | string): DiffIndex;

  /**
   * Reads a patch of any number of files: `git diff`, `git format-patch`, unified diffs with or without file headers,
   * with text around them. One entry per section of the patch; none, if no line of the text begins a file or a hunk.
   *
   * @param bytes As for {@link indexPayload}.
   * @throws {DiffError} wrong-type (no bytes at all), too-large. Never for what the patch says.
   */
  indexPatch(bytes: Uint8Array | string): DiffIndex;

  /**
   * {@link indexPayload} for an answer that is still arriving. Several indexers may be in use side by side; one that is
   * dropped needs no clean-up.
   */
  createPayloadIndexer(): PayloadIndexer;

  /**
   * The rows of one file of an index. Only that file's text is read; a file without one (`absent`, `empty`, `binary`)
   * has an empty table. Takes about 4 ms per 100,000 rows.
   *
   * @param index From any engine of this package.
   * @param file 0 to `fileCount - 1`; anything else is a RangeError.
   */
  parseFile(index: DiffIndex, file: number): DiffTable;

  /**
   * {@link parseFile} bit by bit, for a file so large that its first rows should be shown before the last are read.
   *
   * @throws {DiffError} wrong-type
   */
  createFileParser(index: DiffIndex, file: number, options?: FileParserOptions): FileParser;

  /**
   * The rows of one file's unified diff, in any dialect: git, GNU, Python's difflib with doubled newlines, empty lines
   * for empty context rows. Reads the text twice. What follows the first file of a patch is raw rows: of several files
   * {@link indexPatch} makes an index.
   *
   * @param text As for {@link indexPayload}.
   * @throws {DiffError} wrong-type (no text at all), too-large. Never for what the text says.
   */
  parseDiff(text: Uint8Array | string): DiffTable;

  /**
   * Compares two texts line by line. Only LF ends a line. Effort is bounded: beyond it the result is right but may not be
   * the shortest ({@link DiffTable.isExact}). Takes memory for both texts and about 20 bytes a line.
   *
   * The method `difflib` has one right result and no bound: its time grows with the pairs of equal lines, of which two
   * texts of 20,000 much repeated lines have 4 million (half a second). The texts' line ends must be what Python's text
   * mode makes of them: LF.
   *
   * @throws {DiffError} wrong-type, too-large (both texts together), not-in-core
   */
  diffTexts(
    oldText: Uint8Array | string,
    newText: Uint8Array | string,
    options?: DiffTextsOptions,
  ): DiffTable;

  /**
   * What changed inside lines, for the rows on screen: for each row that faces another one
   * ({@link DiffTable.pairedRowAt}), the ranges that differ. One call for all rows; ask for what is visible only.
   */
  intraline(table: DiffTable, rows: readonly number[]): IntralineSpans;

  /** Bytes of WebAssembly memory in use. It is given back when it grows beyond 32 MB. */
  readonly heapBytes: number;

  /** Gives the memory back. What the engine returned stays valid; its methods throw `disposed`. */
  dispose(): void;
}

/** An answer that is indexed while it arrives. Chunks may end anywhere, inside a character or an escape, too. */
export interface PayloadIndexer {
  /**
   * Takes the next bytes. An array of 4 KB and more is kept, not copied: do not write to it afterwards. Bytes wait until
   * a window of 256 KB is full, so a fault may show later than its chunk.
   *
   * @throws {DiffError} as {@link DiffEngine.indexPayload}. After `engine-crashed` and `out-of-memory` the same bytes
   *   are read again with the next call.
   */
  push(chunk: Uint8Array): void;

  /**
   * The files that are complete so far, in the order of the answer; the summary as far as it is known. Costs a call of
   * the core, whatever the number of files.
   *
   * @throws {DiffError} as {@link push}
   */
  snapshot(): DiffIndex;

  /**
   * The index of the whole answer: the same as {@link DiffEngine.indexPayload} gives for all bytes at once.
   *
   * @throws {DiffError} as {@link push}, and malformed if the answer is not complete
   */
  finish(): DiffIndex;
}

/** Options of {@link DiffEngine.createFileParser}. */
export interface FileParserOptions {
  /**
   * Copy the file's text while it is read, so that its rows do not keep the bytes of the whole answer. Default false: the
   * rows point into the source, unless the text arrived in several chunks.
   */
  readonly ownsText?: boolean | undefined;
}

/** A file that is parsed bit by bit. One that is dropped needs no clean-up. */
export interface FileParser {
  /** Whether all rows are there. */
  readonly isComplete: boolean;
  /**
   * Reads so many bytes more of the file's text, or what is left of it; about 1 ms a megabyte.
   *
   * @throws {DiffError} too-large. After `engine-crashed` and `out-of-memory` the same bytes are read again.
   * @throws {RangeError} `bytes` is no number above 0
   */
  read(bytes: number): void;
  /** The rows so far, a value of its own: of the last line that was read only when the next one was seen. */
  table(): DiffTable;
}

/** How many files have which status. A patch's renamed and type-changed files count as modified, copied ones as added. */
export interface DiffSummary {
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
  readonly unchanged: number;
  /** Files that both sides changed; undefined: the answer says of none who changed it. */
  readonly conflicts?: number;
}

/** The answer's own fields, as far as they were sent. */
export interface DiffMeta {
  readonly artifactId?: string;
  readonly artifactName?: string;
  readonly artifactType?: string;
  readonly collectionName?: string;
  readonly projectPath?: string;
  readonly upstreamSource?: string;
  readonly upstreamVersion?: string;
}

/**
 * All files of an answer or a patch. About 45 bytes a file plus its strings, which are decoded when asked for; keeps the
 * source's bytes. `i` is 0 to `fileCount - 1`; anything else is a RangeError.
 */
export interface DiffIndex {
  readonly fileCount: number;
  /** As the answer says, else counted. */
  readonly summary: DiffSummary;
  /** As the answer says, else whether any file is added, modified or deleted. */
  readonly hasChanges: boolean;
  readonly meta: DiffMeta;
  /** The path to display: that of the new side, of the old one if it was deleted. Empty for hunks without file header. */
  path(i: number): string;
  /** Where a renamed or copied file came from. */
  oldPath(i: number): string | undefined;
  status(i: number): FileStatus;
  side(i: number): Side;
  /** Who changed it since the copies were last the same, as the service says; undefined: it does not. */
  changeOrigin(i: number): ChangeOrigin | undefined;
  oldHash(i: number): string | undefined;
  newHash(i: number): string | undefined;
  /** -1: not known yet, because neither a text nor a number was sent. */
  additions(i: number): number;
  /** -1: not known yet. */
  deletions(i: number): number;
  /** Rows that {@link DiffEngine.parseFile} will give, hunk headers and raw rows included. -1: not known yet. */
  rowCountAt(i: number): number;
  detail(i: number): DetailState;
  /** UTF-8 bytes of the diff text, less the newlines that doubling added. */
  diffBytes(i: number): number;
  /** Whether a viewer should wait for a click before it makes rows: the file is over one of the guard thresholds. */
  guard(i: number): 'open' | 'collapsed';
}

/** A hunk. Numbers are those of its header: 1-based lines, and the line before where the count is 0. */
export interface Hunk {
  /** The row of its header. */
  readonly row: number;
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** A place where the diff text does not add up. At most 256 a table. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** The row at or before which it was noticed; may be `rowCount`. */
  readonly row: number;
  /** Bytes from the beginning of the text that was parsed; of a file of a JSON answer, still escaped. */
  readonly byteOffset: number;
}

/**
 * The rows of one file, as packed columns: 5 bytes a row. Everything else is worked out when asked for, at a cost that
 * does not depend on the number of rows. Keeps the bytes of the text it was made from, and so the whole answer around
 * them; {@link toParts} gives an independent copy. `row` is 0 to `rowCount - 1`; anything else is a RangeError.
 */
export interface DiffTable {
  readonly rowCount: number;
  readonly additions: number;
  readonly deletions: number;
  /** False: a budget ran out; the rows are right, but a shorter diff may exist. The method `difflib` has no budget. */
  readonly isExact: boolean;
  readonly hunks: readonly Hunk[];
  readonly diagnostics: readonly Diagnostic[];
  kindAt(row: number): RowKind;
  /** Bits of {@link RowFlag}. */
  flagsAt(row: number): number;
  /** 1-based; 0: the row is no line of the old side. */
  oldLineAt(row: number): number;
  /** 1-based; 0: the row is no line of the new side. */
  newLineAt(row: number): number;
  /**
   * The row's text, decoded now, without sign and line end; of a hunk header the whole line. What cannot be decoded is
   * U+FFFD. Costs time in proportion to its length.
   */
  textAt(row: number): string;
  /**
   * The row that stands beside this one in a split view: the n-th deletion of a block of changes faces the n-th addition
   * right behind it. -1: none.
   */
  pairedRowAt(row: number): number;
  /**
   * All blocks of changes, ascending: three numbers each, the first row, how many deletions, how many additions right
   * behind them (one of the two may be 0). Made when first asked for, in one pass over all rows (about 2 ms a million),
   * and kept: 12 bytes a block. Not to be written to.
   */
  readonly changeBlocks: Uint32Array;
  /** Bytes that the columns and the text take. */
  readonly byteLength: number;
  /**
   * A copy that can be posted to or from a Worker, or stored; {@link tableFromParts} makes a table of it again. All its
   * buffers may be transferred.
   */
  toParts(): DiffTableParts;
}

/** A table as plain values. What the columns mean may change with any release. */
export interface DiffTableParts {
  readonly columns: RowColumns;
  readonly texts: readonly Uint8Array[];
  readonly isEscaped: boolean;
}

/** A range inside a row's text, in UTF-16 units, as strings count. Never cuts a surrogate pair. */
export interface IntralineSpan {
  readonly start: number;
  readonly end: number;
}

/** What differs inside the rows that were asked for. */
export interface IntralineSpans {
  /** Ascending and apart. Empty: the row faces no other, or was not asked for. */
  spansAt(row: number): readonly IntralineSpan[];
  /** False: at least one pair was too long or too different to be compared to the end. */
  readonly isExact: boolean;
}
