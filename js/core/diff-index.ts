// Typed read access to the packed columns of an index.

import type { DiffIndex, DiffMeta, DiffSummary, FileDetail, FileStatus, Side } from './api.ts';
import { DiffError } from './errors.ts';
import {
  ANSWER_HAS_CHANGES,
  ANSWER_STRINGS,
  ANSWER_SUMMARY,
  DETAILS,
  FILE_STATUSES,
  SIDES,
  TextFlag,
  UNKNOWN,
} from './format.ts';
import type { IndexColumns } from './index-columns.ts';
import { decodeUtf8 } from './row-text.ts';
import type { ByteSource } from './source.ts';

/** Above either, a file starts collapsed. */
export interface GuardLimits {
  readonly guardRows: number;
  readonly guardDiffBytes: number;
}

const SUMMARY_KEYS = ['added', 'modified', 'deleted', 'unchanged'] as const;

// Under which key of a summary a file counts, by status.
const SUMMARY_OF: Record<FileStatus, keyof DiffSummary> = {
  added: 'added',
  modified: 'modified',
  deleted: 'deleted',
  unchanged: 'unchanged',
  renamed: 'modified',
  copied: 'added',
  'type-changed': 'modified',
};

export class PackedIndex implements DiffIndex {
  /** @internal */
  readonly columns: IndexColumns;
  /** @internal */
  readonly source: ByteSource;
  readonly #limits: GuardLimits;
  #summary: DiffSummary | undefined;

  constructor(columns: IndexColumns, source: ByteSource, limits: GuardLimits) {
    this.columns = columns;
    this.source = source;
    this.#limits = limits;
  }

  get fileCount(): number {
    return this.columns.files;
  }

  get summary(): DiffSummary {
    this.#summary ??= this.#summarise();
    return this.#summary;
  }

  get hasChanges(): boolean {
    const sent = this.columns.answer[ANSWER_HAS_CHANGES];
    if (sent !== undefined && sent !== UNKNOWN) return sent !== 0;
    const { added, modified, deleted } = this.summary;
    return added + modified + deleted > 0;
  }

  get meta(): DiffMeta {
    const { answer, pool } = this.columns;
    const meta: Partial<Record<keyof DiffMeta, string>> = {};
    ANSWER_STRINGS.forEach((name, i) => {
      const start = answer[2 * i] ?? UNKNOWN;
      const length = answer[2 * i + 1] ?? UNKNOWN;
      if (length !== UNKNOWN) meta[name] = decodeUtf8(pool.subarray(start, start + length));
    });
    return meta;
  }

  path(i: number): string {
    // A file's strings stand behind those of the file before it.
    return this.#string(this.#check(i) === 0 ? 0 : this.columns.newHashEnds[i - 1], this.columns.pathEnds[i]);
  }

  oldPath(i: number): string | undefined {
    return this.#flag(i, TextFlag.hasOldPath)
      ? this.#string(this.columns.pathEnds[i], this.columns.oldPathEnds[i])
      : undefined;
  }

  oldHash(i: number): string | undefined {
    return this.#flag(i, TextFlag.hasOldHash)
      ? this.#string(this.columns.oldPathEnds[i], this.columns.oldHashEnds[i])
      : undefined;
  }

  newHash(i: number): string | undefined {
    return this.#flag(i, TextFlag.hasNewHash)
      ? this.#string(this.columns.oldHashEnds[i], this.columns.newHashEnds[i])
      : undefined;
  }

  status(i: number): FileStatus {
    return FILE_STATUSES[this.columns.statuses[this.#check(i)] ?? 0] ?? 'modified';
  }

  side(i: number): Side {
    return SIDES[this.columns.sides[this.#check(i)] ?? 0] ?? 'both';
  }

  detail(i: number): FileDetail {
    return DETAILS[this.columns.details[this.#check(i)] ?? 0] ?? 'absent';
  }

  additions(i: number): number {
    return known(this.columns.additions[this.#check(i)]);
  }

  deletions(i: number): number {
    return known(this.columns.deletions[this.#check(i)]);
  }

  rowCountAt(i: number): number {
    const detail = this.detail(i);
    if (detail === 'binary' || detail === 'empty' || this.status(i) === 'unchanged') return 0;
    return known(this.columns.rows[i]);
  }

  diffBytes(i: number): number {
    return this.columns.diffBytes[this.#check(i)] ?? 0;
  }

  guard(i: number): 'open' | 'collapsed' {
    const { guardRows, guardDiffBytes } = this.#limits;
    const rows = this.rowCountAt(i);
    const atLeast = rows >= 0 ? rows : this.additions(i) + this.deletions(i);
    return atLeast > guardRows || this.diffBytes(i) > guardDiffBytes ? 'collapsed' : 'open';
  }

  #check(i: number): number {
    if (Number.isInteger(i) && i >= 0 && i < this.columns.files) return i;
    throw new RangeError(`File ${i} is not one of 0 to ${this.columns.files - 1}.`);
  }

  #flag(i: number, flag: number): boolean {
    return ((this.columns.textFlags[this.#check(i)] ?? 0) & flag) !== 0;
  }

  #string(start = 0, end = 0): string {
    return decodeUtf8(this.columns.pool.subarray(start, end));
  }

  #summarise(): DiffSummary {
    const { answer, statuses } = this.columns;
    const counted = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
    for (const status of statuses) ++counted[SUMMARY_OF[FILE_STATUSES[status] ?? 'modified']];
    SUMMARY_KEYS.forEach((key, i) => {
      const sent = answer[ANSWER_SUMMARY + i] ?? UNKNOWN;
      if (sent !== UNKNOWN) counted[key] = sent;
    });
    return counted;
  }
}

/** The columns behind an index. By its shape, not its class: a page may have this package twice. */
export function packedIndex(index: DiffIndex): PackedIndex {
  if (typeof (index as PackedIndex | undefined)?.columns?.files === 'number') return index as PackedIndex;
  throw new DiffError('wrong-type', 'This is no index of indexPayload(), indexPatch() or a payload indexer.');
}

function known(count = UNKNOWN): number {
  return count === UNKNOWN ? -1 : count;
}
