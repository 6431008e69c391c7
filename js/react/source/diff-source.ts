// Where a viewer gets its files and rows from, and the usual ways to make one.

import type { DiffEngine, DiffIndex, DiffTable, IntralineSpans } from '../../core/api.ts';
import { readInSlices } from '../../core/read-in-slices.ts';
import type { AsyncDiffEngine } from '../../worker/async-api.ts';
import { textsIndex } from './texts-index.ts';

/** Either engine: of this thread or of a Worker. */
export type AnyDiffEngine = DiffEngine | AsyncDiffEngine;

/** What {@link DiffSource.openFile} is given. */
export interface OpenFileOptions {
  readonly signal: AbortSignal;
  readonly onFirstRows?: ((table: DiffTable) => void) | undefined;
  readonly onProgress?: ((received: number, total: number | undefined) => void) | undefined;
}

/**
 * A comparison to show. An application that loads files one by one writes its own; the functions below make one from
 * bytes. Make it once per answer, not once per render: tables are kept for as long as the object lives.
 */
export interface DiffSource {
  /** All files of the comparison. */
  readonly index: DiffIndex;
  /**
   * The rows of one file. Called when somebody opens it and only then; never for a file whose guard is closed. A table
   * without rows for a file whose text was not sent (`absent`) is shown as "binary or unreadable".
   *
   * @param options.signal Aborted when another file is opened before this one has come.
   * @param options.onFirstRows May be called before the answer, with the first rows of it: they are shown at once, in a
   *   scroller for as many rows as the index says.
   * @param options.onProgress May be called with bytes that have come, of how many if that is known; as often as they do.
   */
  openFile(file: number, options: OpenFileOptions): DiffTable | Promise<DiffTable>;
  /** What changed inside lines, for the rows on screen. Left out: no marks. */
  intraline?(table: DiffTable, rows: readonly number[]): IntralineSpans | Promise<IntralineSpans>;
  /**
   * What is compared: scope, artifact, collection, project and so on. Which file is open, and which were unfolded, is
   * kept by this key and the file's path; two comparisons must never share one.
   */
  readonly key: string;
}

/** Options of the functions that make a source. */
export interface SourceOptions {
  /** {@link DiffSource.key}. Default: one of its own for every call. */
  readonly key?: string | undefined;
}

/** The source of a diff endpoint's JSON answer. @throws {DiffError} as `indexPayload` */
export async function sourceFromPayload(
  engine: AnyDiffEngine,
  bytes: Uint8Array | string,
  options?: SourceOptions,
): Promise<DiffSource> {
  return sourceFromIndex(engine, await engine.indexPayload(bytes), options);
}

/** The source of a patch. @throws {DiffError} as `indexPatch` */
export async function sourceFromPatch(
  engine: AnyDiffEngine,
  bytes: Uint8Array | string,
  options?: SourceOptions,
): Promise<DiffSource> {
  return sourceFromIndex(engine, await engine.indexPatch(bytes), options);
}

/** The source of an index that is already there. The engine must stay usable for as long as the source is shown. */
export function sourceFromIndex(
  engine: AnyDiffEngine,
  index: DiffIndex,
  options: SourceOptions = {},
): DiffSource {
  return {
    index,
    key: options.key ?? uniqueKey(),
    openFile: (file, options) => readInSlices(engine.createFileParser(index, file), options),
    intraline: (table, rows) => engine.intraline(table, rows),
  };
}

/** The path of two texts, or those of both sides if they differ. */
export interface TextNames {
  readonly path: string;
  readonly oldPath?: string | undefined;
}

/** The source of two texts of one file. @throws {DiffError} as `diffTexts` */
export async function sourceFromTexts(
  engine: AnyDiffEngine,
  oldText: Uint8Array | string,
  newText: Uint8Array | string,
  names: TextNames,
  options?: SourceOptions,
): Promise<DiffSource> {
  return textsSource(engine, await engine.diffTexts(oldText, newText), names, options);
}

/** The source of two texts that were compared. */
export function textsSource(
  engine: AnyDiffEngine,
  table: DiffTable,
  names: TextNames,
  options: SourceOptions = {},
): DiffSource {
  return {
    index: textsIndex(table, names.path, names.oldPath),
    key: options.key ?? uniqueKey(),
    openFile: () => table,
    intraline: (shown, rows) => engine.intraline(shown, rows),
  };
}

let made = 0;
const uniqueKey = (): string => `source-${++made}`;
