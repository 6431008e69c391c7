// The shapes on the wire; the order of keys is part of them.

export type WireStatus = 'added' | 'modified' | 'deleted' | 'unchanged';

export interface WireFile {
  file_path: string;
  status: WireStatus;
  /** Of the from side, whatever its name says. */
  collection_hash: string | null;
  /** Of the to side. */
  project_hash: string | null;
  unified_diff: string | null;
}

/** What this service adds for modified files, so that a list of files has counts before any text is fetched. */
export interface WireCounts {
  additions: number;
  deletions: number;
  /** UTF-8 bytes of the diff, without the newlines that doubling adds. */
  diff_bytes: number;
  is_binary: boolean;
}

export type CountedWireFile = WireFile & Partial<WireCounts>;

export type WireSummary = Record<WireStatus, number>;

/** An answer that is no success: a status and what stands under `detail`. */
export class WireError extends Error {
  readonly status: number;
  readonly detail: unknown;

  constructor(status: number, detail: unknown) {
    super(typeof detail === 'string' ? detail : `status ${status}`);
    this.status = status;
    this.detail = detail;
  }
}
