// Pairs of files → the entries of an answer, with text for those that were asked for.

import { headerOf } from './content-diff.ts';
import { type DiffQuery, wantsText } from './diff-query.ts';
import type { DiffEndpoint } from './endpoints.ts';
import { type PairDiff, type PairDiffs, TreesChanged } from './pair-diffs.ts';
import type { FilePair } from './pairing.ts';
import type { AnsweredFile } from './wire.ts';

export interface FilesToAnswer {
  readonly pairs: readonly FilePair[];
  readonly query: DiffQuery;
  readonly endpoint: DiffEndpoint;
  readonly diffs: PairDiffs;
  /** Whether counts and origins are added. */
  readonly isAdditive: boolean;
  /** An answer that is being sent cannot begin anew: a file that changes meanwhile has a sentence instead of a text. */
  readonly isStreamed: boolean;
  readonly signal: AbortSignal;
}

export interface AnsweredEntry {
  readonly file: AnsweredFile;
  /** Whether the same file may be answered otherwise the next time. */
  readonly isPassing: boolean;
}

/** Files that are read and compared at the same time, for one request. */
const AT_ONCE = 32;

/** In the order of the pairs. @throws {TreesChanged} */
export async function* answeredFiles(asked: FilesToAnswer): AsyncGenerator<AnsweredEntry> {
  const lane = {};
  const ahead: Promise<AnsweredEntry>[] = [];
  try {
    for (const pair of asked.pairs) {
      if (!needsDiff(pair, asked) && ahead.length === 0) {
        yield { file: plainEntry(pair, asked.isAdditive), isPassing: false };
        continue;
      }
      const entry = answeredFile(pair, asked, lane);
      entry.catch(() => {}); // told when its turn comes
      ahead.push(entry);
      const first = ahead.length >= AT_ONCE ? ahead.shift() : undefined;
      if (first) yield await first;
    }
    for (let next = ahead.shift(); next; next = ahead.shift()) yield await next;
  } finally {
    await Promise.allSettled(ahead);
  }
}

const needsDiff = ({ status, path }: FilePair, { query, isAdditive }: FilesToAnswer): boolean =>
  status === 'modified' && (isAdditive || wantsText(query, path));

function plainEntry(pair: FilePair, isAdditive: boolean): AnsweredFile {
  return {
    file_path: pair.path,
    status: pair.status,
    collection_hash: pair.oldFile?.sha256 ?? null,
    project_hash: pair.newFile?.sha256 ?? null,
    unified_diff: null,
    ...(isAdditive && pair.origin ? { change_origin: pair.origin } : {}),
  };
}

async function answeredFile(pair: FilePair, asked: FilesToAnswer, lane: object): Promise<AnsweredEntry> {
  const { query, endpoint, diffs, isAdditive, isStreamed, signal } = asked;
  const { path, oldFile, newFile, origin } = pair;
  const file = plainEntry(pair, false);
  if (!needsDiff(pair, asked) || !oldFile || !newFile)
    return { file: plainEntry(pair, isAdditive), isPassing: false };
  let diff: PairDiff;
  try {
    diff = await diffs.of(oldFile, newFile, lane, signal);
  } catch (error) {
    if (!(error instanceof TreesChanged) || !isStreamed) throw error;
    const nothing = { body: null, additions: 0, deletions: 0, bodyBytes: 0, isBinary: false };
    diff = { ...nothing, fault: error.message, isPassing: true };
  }
  const header = headerOf(diffs.dialect, `${endpoint.fromPrefix}/${path}`, `${endpoint.toPrefix}/${path}`);
  if (wantsText(query, path)) file.unified_diff = textOf(diff, header);
  const isCounted = isAdditive && diff.fault === undefined;
  const counts = {
    additions: diff.additions,
    deletions: diff.deletions,
    diff_bytes: diff.body ? Buffer.byteLength(header) + diff.bodyBytes : 0,
    is_binary: diff.isBinary,
  };
  return {
    file: {
      ...file,
      ...(isCounted ? counts : {}),
      ...(isAdditive && origin ? { change_origin: origin } : {}),
    },
    isPassing: diff.isPassing ?? false,
  };
}

function textOf({ body, fault }: PairDiff, header: string): string | null {
  if (fault !== undefined) return `[Error generating diff: ${fault}]`;
  // Without a hunk there are no header lines, either.
  return body ? header + body : body;
}
