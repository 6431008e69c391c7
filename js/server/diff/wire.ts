// The shapes on the wire; the order of keys is part of them.

/** What the application's service says of a file. Which side "added" means depends on the endpoint. */
export type WireStatus = 'added' | 'modified' | 'deleted' | 'unchanged';

/** A file as the application's service sends it. */
export interface WireFile {
  file_path: string;
  status: WireStatus;
  /** Of the from side, whatever its name says. */
  collection_hash: string | null;
  /** Of the to side. */
  project_hash: string | null;
  unified_diff: string | null;
}

/** Who changed a file, seen from the collection: the project, the upstream, or both. */
export type ChangeOrigin = 'local' | 'upstream' | 'both';

/** What this service adds, so that a list of files has counts before any text is fetched. */
export interface WireAdditions {
  additions: number;
  deletions: number;
  /** UTF-8 bytes of the diff, without the newlines that doubling adds. */
  diff_bytes: number;
  is_binary: boolean;
  change_origin: ChangeOrigin;
}

/** A file as this service answers it: with what it adds, unless it was told not to. */
export type AnsweredFile = WireFile & Partial<WireAdditions>;

/** How many files have each status. */
export type WireSummary = Record<WireStatus, number>;

/** An answer that is no success: a status and what stands under `detail`. */
export class WireError extends Error {
  readonly status: number;
  readonly detail: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: unknown, headers: Record<string, string> = {}) {
    super(typeof detail === 'string' ? detail : `status ${status}`);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}
