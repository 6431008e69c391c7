// Typed read access to the packed columns of an index.

import type { ChangeOrigin, DetailState, DiffIndex, DiffMeta, DiffSummary, FileStatus, Side } from './api.ts';
import { conflictsAmong } from './conflicts.ts';
import { DiffError } from './errors.ts';
import {
  ANSWER_CONFLICTS,
  ANSWER_HAS_CHANGES,
  ANSWER_STRINGS,
  ANSWER_SUMMARY,
  CHANGE_ORIGINS,
  DETAILS,
  FILE_STATUSES,
  SIDE_BITS,
  SIDES,
  TextFlag,
  UNKNOWN,
} from './format.ts';
import { type IndexPart, partOf } from './index-parts.ts';
import type { ByteSource } from './source.ts';

/** Above either, a file starts collapsed. */
export interface GuardLimits {
  readonly guardRows: number;
  readonly guardDiffBytes: number;
}

const SUMMARY_KEYS = ['added', 'modified', 'deleted', 'unchanged'] as const;

// Under which key of a summary a file counts, by status.
const SUMMARY_OF: Record<FileStatus, (typeof SUMMARY_KEYS)[number]> = {
  added: 'added',
  modified: 'modified',
  deleted: 'deleted',
  unchanged: 'unchanged',
  renamed: 'modified',
  copied: 'added',
  'type-changed': 'modified',
};

/** A text inside a source. */
export interface TextPlace {
  readonly source: ByteSource;
  /** Bytes. */
  readonly start: number;
  /** Bytes. */
  readonly length: number;
  readonly textFlags: number;
}

/** A file's part and its place there. */
interface Place {
  readonly part: IndexPart;
  readonly at: number;
}

export class PackedIndex implements DiffIndex {
  readonly #parts: readonly IndexPart[];
  readonly #source: ByteSource;
  readonly #limits: GuardLimits;
  #summary: DiffSummary | undefined;

  constructor(parts: readonly IndexPart[], source: ByteSource, limits: GuardLimits) {
    this.#parts = parts;
    this.#source = source;
    this.#limits = limits;
  }

  get fileCount(): number {
    const last = this.#parts.at(-1);
    return last ? last.firstFile + last.files : 0;
  }

  get summary(): DiffSummary {
    this.#summary ??= this.#summarise();
    return this.#summary;
  }

  get hasChanges(): boolean {
    const sent = this.#answer(ANSWER_HAS_CHANGES);
    if (sent !== UNKNOWN) return sent !== 0;
    const { added, modified, deleted } = this.summary;
    return added + modified + deleted > 0;
  }

  get meta(): DiffMeta {
    const meta: Partial<Record<keyof DiffMeta, string>> = {};
    const part = this.#parts.at(-1);
    ANSWER_STRINGS.forEach((name, i) => {
      const start = this.#answer(2 * i);
      const length = this.#answer(2 * i + 1);
      if (part && length !== UNKNOWN) meta[name] = stringAt(part, start, start + length);
    });
    return meta;
  }

  path(i: number): string {
    const { part, at } = this.#place(i);
    // A file's strings stand behind those of the file before it.
    return stringAt(part, at === 0 ? part.poolStart : part.newHashEnds[at - 1], part.pathEnds[at]);
  }

  oldPath(i: number): string | undefined {
    const { part, at } = this.#place(i);
    return has(part, at, TextFlag.hasOldPath)
      ? stringAt(part, part.pathEnds[at], part.oldPathEnds[at])
      : undefined;
  }

  oldHash(i: number): string | undefined {
    const { part, at } = this.#place(i);
    return has(part, at, TextFlag.hasOldHash)
      ? stringAt(part, part.oldPathEnds[at], part.oldHashEnds[at])
      : undefined;
  }

  newHash(i: number): string | undefined {
    const { part, at } = this.#place(i);
    return has(part, at, TextFlag.hasNewHash)
      ? stringAt(part, part.oldHashEnds[at], part.newHashEnds[at])
      : undefined;
  }

  status(i: number): FileStatus {
    const { part, at } = this.#place(i);
    return FILE_STATUSES[part.statuses[at] ?? 0] ?? 'modified';
  }

  side(i: number): Side {
    const { part, at } = this.#place(i);
    return SIDES[(part.sides[at] ?? 0) & SIDE_MASK] ?? 'both';
  }

  changeOrigin(i: number): ChangeOrigin | undefined {
    const { part, at } = this.#place(i);
    return originOf(part.sides[at] ?? 0);
  }

  detail(i: number): DetailState {
    const { part, at } = this.#place(i);
    return DETAILS[part.details[at] ?? 0] ?? 'absent';
  }

  additions(i: number): number {
    const { part, at } = this.#place(i);
    return known(part.additions[at]);
  }

  deletions(i: number): number {
    const { part, at } = this.#place(i);
    return known(part.deletions[at]);
  }

  rowCountAt(i: number): number {
    const detail = this.detail(i);
    if (detail === 'binary' || detail === 'empty' || this.status(i) === 'unchanged') return 0;
    const { part, at } = this.#place(i);
    return known(part.rows[at]);
  }

  diffBytes(i: number): number {
    const { part, at } = this.#place(i);
    return part.diffBytes[at] ?? 0;
  }

  guard(i: number): 'open' | 'collapsed' {
    const { guardRows, guardDiffBytes } = this.#limits;
    const rows = this.rowCountAt(i);
    const atLeast = rows >= 0 ? rows : this.additions(i) + this.deletions(i);
    return atLeast > guardRows || this.diffBytes(i) > guardDiffBytes ? 'collapsed' : 'open';
  }

  /**
   * Where a file's diff text stands in the source, and how it is to be read (TextFlag).
   * @internal
   */
  text(i: number): TextPlace {
    const { part, at } = this.#place(i);
    return {
      source: this.#source,
      start: part.textStarts[at] ?? 0,
      length: part.textLengths[at] ?? 0,
      textFlags: part.textFlags[at] ?? 0,
    };
  }

  #place(i: number): Place {
    const part = partOf(this.#parts, i);
    if (!part || !Number.isInteger(i) || i < 0 || i >= part.firstFile + part.files) {
      throw new RangeError(`File ${i} is not one of 0 to ${this.fileCount - 1}.`);
    }
    return { part, at: i - part.firstFile };
  }

  #answer(position: number): number {
    return this.#parts.at(-1)?.answer[position] ?? UNKNOWN;
  }

  *#origins(): Generator<ChangeOrigin | undefined> {
    for (const { sides } of this.#parts) for (const side of sides) yield originOf(side);
  }

  #conflicts(): number | undefined {
    const sent = this.#answer(ANSWER_CONFLICTS);
    if (sent !== UNKNOWN) return sent;
    return conflictsAmong(this.#origins());
  }

  #summarise(): DiffSummary {
    const counted = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
    for (const { statuses } of this.#parts) {
      for (const status of statuses) ++counted[SUMMARY_OF[FILE_STATUSES[status] ?? 'modified']];
    }
    SUMMARY_KEYS.forEach((key, i) => {
      const sent = this.#answer(ANSWER_SUMMARY + i);
      if (sent !== UNKNOWN) counted[key] = sent;
    });
    const conflicts = this.#conflicts();
    return conflicts === undefined ? counted : { ...counted, conflicts };
  }
}

const SIDE_MASK = (1 << SIDE_BITS) - 1;

function originOf(sideByte: number): ChangeOrigin | undefined {
  const origin = CHANGE_ORIGINS[sideByte >> SIDE_BITS] ?? 'unknown';
  return origin === 'unknown' ? undefined : origin;
}

/** The inside of an index. By its shape, not its class: a page may have this package twice. */
export function packedIndex(index: DiffIndex): PackedIndex {
  if (typeof (index as PackedIndex | undefined)?.text === 'function') return index as PackedIndex;
  throw new DiffError(
    'wrong-type',
    'This is no index of indexPayload(), indexPatch() or a payload indexer. If it is a promise of one, wait for it with await.',
  );
}

function has(part: IndexPart, at: number, flag: number): boolean {
  return ((part.textFlags[at] ?? 0) & flag) !== 0;
}

function stringAt(part: IndexPart, start = 0, end = 0): string {
  return part.strings.at(start, end);
}

function known(count = UNKNOWN): number {
  return count === UNKNOWN ? -1 : count;
}
