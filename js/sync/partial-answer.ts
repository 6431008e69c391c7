// An answer that has only what changed since another one → an index of everything.

import type { DiffIndex } from '../core/api.ts';
import { indexAnswer } from './diff-answer.ts';
import { fieldsIn } from './failure-answer.ts';
import { type ArrivingBytes, joined } from './fetch-bytes.ts';
import { mergedIndex } from './merged-index.ts';
import type { SyncEngine } from './sync-engine.ts';

export interface PartialAnswerOptions {
  readonly task: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The very index that was there if nothing of it has changed; undefined if the two do not fit, and everything has to be
 * asked for.
 *
 * @throws as {@link indexAnswer}
 */
export async function indexPartialAnswer(
  engine: SyncEngine,
  previous: DiffIndex,
  arriving: ArrivingBytes,
  options: PartialAnswerOptions,
): Promise<DiffIndex | undefined> {
  const kept: Uint8Array[] = [];
  const newer = await indexAnswer(
    engine,
    { total: arriving.total, chunks: keeping(arriving.chunks, kept) },
    options,
  );
  // The engine skips keys that it does not know. This answer has no texts and few files, so it is read twice.
  const fields = fieldsIn(new TextDecoder().decode(joined(kept)));
  const removed = fields?.removed;
  if (!Array.isArray(removed) || !removed.every((path) => typeof path === 'string')) return undefined;
  // Of files that it does not list it says nothing, so neither who changed them.
  const conflicts = newer.summary.conflicts ?? previous.summary.conflicts;
  const isSame =
    newer.fileCount === 0 && removed.length === 0 && wordsOf(newer, conflicts) === wordsOf(previous);
  const index = isSame ? previous : mergedIndex(previous, newer, removed);
  const { added, modified, deleted, unchanged } = newer.summary;
  return added + modified + deleted + unchanged === index.fileCount ? index : undefined;
}

async function* keeping(chunks: AsyncIterable<Uint8Array>, kept: Uint8Array[]) {
  for await (const chunk of chunks) {
    kept.push(chunk);
    yield chunk;
  }
}

const wordsOf = ({ meta, summary, hasChanges }: DiffIndex, conflicts = summary.conflicts): string =>
  JSON.stringify([meta, { ...summary, conflicts }, hasChanges]);
