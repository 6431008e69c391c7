// A prepared answer → its bytes, in pieces of some size, or line by line.

import { type AnsweredEntry, answeredFiles } from './answered-files.ts';
import { wantsText } from './diff-query.ts';
import type { PreparedAnswer } from './diff-service.ts';
import type { PairDiffs } from './pair-diffs.ts';
import { WireError } from './wire.ts';

export interface WriteOptions {
  readonly diffs: PairDiffs;
  readonly isAdditive: boolean;
  readonly signal: AbortSignal;
}

export interface WrittenAnswer {
  readonly bytes: Uint8Array;
  /** Whether the same trees would give the same bytes again. */
  readonly isLasting: boolean;
}

/** Characters that are turned into bytes at a time. */
const PIECE_CHARACTERS = 262_144;

function entriesOf(answer: PreparedAnswer, options: WriteOptions, isStreamed: boolean) {
  const { query, endpoint, pairing, changes } = answer;
  const all = changes?.changed ?? pairing.pairs;
  const pairs = query.hasMetadata
    ? all
    : all.filter(({ status, path }) => status === 'modified' && wantsText(query, path));
  return answeredFiles({ ...options, pairs, query, endpoint, isStreamed });
}

/** What this service says at the end, behind all that the application knows. */
function extrasOf({ pairing, query, changes }: PreparedAnswer, isAdditive: boolean): object {
  if (!isAdditive) return {};
  return { digest: pairing.digest, ...(changes ? { since: query.since, removed: changes.removed } : {}) };
}

/** @throws {TreesChanged} @throws {WireError} the answer is too large */
export async function wholeAnswer(
  answer: PreparedAnswer,
  options: WriteOptions,
  maxBytes: number,
): Promise<WrittenAnswer> {
  const { head, pairing, endpoint } = answer;
  const pieces: Buffer[] = [];
  let bytes = 0;
  let pending = `${JSON.stringify(head).slice(0, -1)},"files":[`;
  const flush = () => {
    const piece = Buffer.from(pending);
    pending = '';
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > maxBytes)
      throw new WireError(
        500,
        `Failed to get ${endpoint.name}: the answer has more than ${maxBytes} bytes. Ask with summary_only=true and for ` +
          'single files, or with Accept: application/x-ndjson.',
      );
  };
  let isLasting = true;
  let isFirst = true;
  for await (const { file, isPassing } of entriesOf(answer, options, false)) {
    if (isPassing) isLasting = false;
    pending += `${isFirst ? '' : ','}${JSON.stringify(file)}`;
    isFirst = false;
    if (pending.length > PIECE_CHARACTERS) flush();
  }
  const extras = JSON.stringify(extrasOf(answer, options.isAdditive));
  const end = extras === '{}' ? '}' : `,${extras.slice(1)}`;
  pending += `],"summary":${JSON.stringify(pairing.summary)}${end}`;
  flush();
  return { bytes: pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces), isLasting };
}

/** One line with all but the files, then one line for each file, as soon as it is known. */
export async function* answerLines(
  answer: PreparedAnswer,
  options: WriteOptions,
): AsyncGenerator<Uint8Array, void, void> {
  const first = {
    ...answer.head,
    summary: answer.pairing.summary,
    ...extrasOf(answer, options.isAdditive),
  };
  let pending = `${JSON.stringify(first)}\n`;
  const entries: AsyncGenerator<AnsweredEntry> = entriesOf(answer, options, true);
  for await (const { file } of entries) {
    pending += `${JSON.stringify(file)}\n`;
    if (pending.length < PIECE_CHARACTERS / 4) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  yield Buffer.from(pending);
}
