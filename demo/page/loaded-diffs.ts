// What was fetched already: a summary per scope, a file's rows per pair of contents. Nothing is asked for twice.

import { type FileDetail as DetailKind, type DiffIndex, type DiffTable, tableFromParts } from 'hunkwise';
import { type OnProgress, requestDiff } from './diff-request.ts';
import type { PageEngine } from './page-engine.ts';
import type { Comparison, Scope, ScopeId } from './scopes.ts';

/** What one file's answer said. */
export interface FileDetail {
  readonly kind: DetailKind;
  readonly additions: number;
  readonly deletions: number;
  readonly rowCount: number;
  readonly diffBytes: number;
  readonly isLarge: boolean;
  /** False: the file has changed since the list was made. */
  readonly isCurrent: boolean;
  /** The rows, parsed when they are wanted for the first time. */
  table(): Promise<DiffTable>;
}

/** Bytes of diff text that are kept; the files opened longest ago go first. */
const LARGEST_KEPT_BYTES = 64 * 1024 * 1024;

export class LoadedDiffs {
  readonly #engine: PageEngine;
  readonly #comparison: Comparison;
  readonly #summaries = new Map<ScopeId, DiffIndex>();
  readonly #details = new Map<string, FileDetail>();

  constructor(engine: PageEngine, comparison: Comparison) {
    this.#engine = engine;
    this.#comparison = comparison;
  }

  summary(scope: Scope): DiffIndex | undefined {
    return this.#summaries.get(scope.id);
  }

  /** @throws {RequestFailure}, or the signal's reason */
  async loadSummary(scope: Scope, signal: AbortSignal, onProgress: OnProgress): Promise<DiffIndex> {
    const query = { summaryOnly: true } as const;
    const index = await requestDiff(this.#engine, this.#comparison, scope, query, signal, onProgress);
    this.#summaries.set(scope.id, index);
    return index;
  }

  /** The scope is asked for again, its files included. */
  forget(scope: Scope): void {
    this.#summaries.delete(scope.id);
    for (const key of this.#details.keys()) if (key.startsWith(`${scope.id}\0`)) this.#details.delete(key);
  }

  detail(scope: Scope, index: DiffIndex, file: number): FileDetail | undefined {
    return this.#details.get(detailKey(scope, index, file));
  }

  /** @throws {RequestFailure}, or the signal's reason */
  async loadDetail(
    scope: Scope,
    index: DiffIndex,
    file: number,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<FileDetail> {
    // An old service ignores summary_only and has sent the text already.
    if (index.detail(file) !== 'absent') return this.#keep(scope, index, file, true);
    const path = index.path(file);
    const answer = await requestDiff(
      this.#engine,
      this.#comparison,
      scope,
      { file: path },
      signal,
      onProgress,
    );
    const place = findPath(answer, path);
    if (place < 0) return goneFile;
    const isCurrent = detailKey(scope, answer, place) === detailKey(scope, index, file);
    return this.#keep(scope, answer, place, isCurrent);
  }

  #keep(scope: Scope, index: DiffIndex, file: number, isCurrent: boolean): FileDetail {
    let table: Promise<DiffTable> | undefined;
    const detail: FileDetail = {
      kind: index.detail(file),
      additions: index.additions(file),
      deletions: index.deletions(file),
      rowCount: index.rowCountAt(file),
      diffBytes: index.diffBytes(file),
      isLarge: index.guard(file) === 'collapsed',
      isCurrent,
      table: () => {
        table ??= this.#parse(index, file);
        // A failure is not for ever: the next call tries again.
        table.catch(() => {
          table = undefined;
        });
        return table;
      },
    };
    this.#details.set(detailKey(scope, index, file), detail);
    let kept = 0;
    for (const { diffBytes } of this.#details.values()) kept += diffBytes;
    for (const [key, { diffBytes }] of this.#details) {
      if (kept <= LARGEST_KEPT_BYTES || this.#details.size === 1) break;
      this.#details.delete(key);
      kept -= diffBytes;
    }
    return detail;
  }

  async #parse(index: DiffIndex, file: number): Promise<DiffTable> {
    const table = await this.#engine.parseFile(index, file);
    // A copy of its own: the table would keep all other files' bytes alive.
    return tableFromParts(table.toParts());
  }
}

/** By contents, never by path alone: the same path has other rows in another scope, and after an edit. */
function detailKey(scope: Scope, index: DiffIndex, file: number): string {
  return [scope.id, index.path(file), index.oldHash(file) ?? '', index.newHash(file) ?? ''].join('\0');
}

export function findPath(index: DiffIndex, path: string): number {
  for (let file = 0; file < index.fileCount; ++file) if (index.path(file) === path) return file;
  return -1;
}

const goneFile: FileDetail = {
  kind: 'absent',
  additions: -1,
  deletions: -1,
  rowCount: 0,
  diffBytes: 0,
  isLarge: false,
  isCurrent: false,
  table: () => Promise.reject(new Error('The file is gone.')),
};
