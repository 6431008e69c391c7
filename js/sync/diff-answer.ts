// The bytes of a comparison → its index. Small answers are read in one go when they are here, large ones while they
// arrive, so that a list can be shown meanwhile and nothing has to be joined.

import type { DiffIndex } from '../core/api.ts';
import { DiffError } from '../core/errors.ts';
import { serviceError } from './failure-sentence.ts';
import { type ArrivingBytes, endedBy, joined } from './fetch-bytes.ts';
import { isAborted } from './service-error.ts';
import { callOptions, type SyncEngine, type SyncPayloadIndexer } from './sync-engine.ts';
import { SNAPSHOT_INTERVAL, STREAMED_ANSWER_BYTES } from './sync-limits.ts';

export interface IndexAnswerOptions {
  readonly task: string;
  readonly signal?: AbortSignal | undefined;
  /** Called at most four times a second with the files so far, in order; never after the result. */
  readonly onSnapshot?: ((index: DiffIndex) => void) | undefined;
}

/**
 * @throws {DiffError} as `DiffEngine.indexPayload`
 * @throws {ServiceError} as reading the chunks; `wrong-content` for a web page that does not call itself one
 */
export async function indexAnswer(
  engine: SyncEngine,
  { total, chunks }: Pick<ArrivingBytes, 'total' | 'chunks'>,
  options: IndexAnswerOptions,
): Promise<DiffIndex> {
  const { task, signal } = options;
  const waiting: Uint8Array[] = [];
  let received = 0;
  let streamed: StreamedAnswer | undefined;
  try {
    for await (const chunk of chunks) {
      if (received === 0 && isMarkup(chunk))
        throw serviceError('wrong-content', task, { reason: 'a web page came instead of an answer' });
      received += chunk.length;
      if (streamed) streamed.push(chunk);
      else waiting.push(chunk);
      if (!streamed && Math.max(received, total ?? 0) > STREAMED_ANSWER_BYTES) {
        streamed = new StreamedAnswer(engine.createPayloadIndexer(), options);
        for (const part of waiting.splice(0)) streamed.push(part);
      }
    }
    return await (streamed ? streamed.finish() : engine.indexPayload(joined(waiting), callOptions(signal)));
  } catch (error) {
    if (signal?.aborted && isAborted(error)) throw endedBy(signal, task);
    throw unreadable(error, task);
  } finally {
    streamed?.stop();
  }
}

/** The engine's error says where; which comparison it was only the client knows. */
function unreadable(error: unknown, task: string): unknown {
  if (!(error instanceof Error) || error.name !== 'DiffError') return error;
  const { code, byteOffset, message } = error as DiffError;
  const sentence = `Cannot ${task}: the answer cannot be read. ${message}`;
  return new DiffError(code, sentence, { cause: error, ...(byteOffset === undefined ? {} : { byteOffset }) });
}

/** JSON never begins with `<`; blanks in front of a page are skipped. */
function isMarkup(chunk: Uint8Array): boolean {
  const first = chunk.find((byte) => byte > 0x20);
  return first === 0x3c;
}

class StreamedAnswer {
  readonly #indexer: SyncPayloadIndexer;
  readonly #options: IndexAnswerOptions;
  #lastPush: Promise<void> | undefined;
  #fault: { readonly error: unknown } | undefined;
  #lastSnapshot = performance.now();
  #isSnapshotUnderWay = false;
  #isStopped = false;

  constructor(indexer: SyncPayloadIndexer, options: IndexAnswerOptions) {
    this.#indexer = indexer;
    this.#options = options;
  }

  /** Does not wait for a Worker, which would hold up the download; a fault that it has told ends the download. */
  push(chunk: Uint8Array): void {
    if (this.#fault) throw this.#fault.error;
    const push = this.#indexer.push(chunk, callOptions(this.#options.signal));
    if (push instanceof Promise) {
      this.#lastPush = push;
      push.catch((error: unknown) => {
        this.#fault ??= { error };
      });
    }
    if (performance.now() - this.#lastSnapshot >= SNAPSHOT_INTERVAL) void this.#snapshot();
  }

  async finish(): Promise<DiffIndex> {
    await this.#lastPush;
    const index = await this.#indexer.finish(callOptions(this.#options.signal));
    this.#isStopped = true;
    return index;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #snapshot(): Promise<void> {
    const { onSnapshot, signal } = this.#options;
    if (!onSnapshot || this.#isSnapshotUnderWay) return;
    this.#isSnapshotUnderWay = true;
    try {
      const index = await this.#indexer.snapshot(callOptions(signal));
      if (!this.#isStopped) onSnapshot(index);
    } catch {
      // Whatever is wrong with the bytes, finish() meets it, too.
    } finally {
      this.#isSnapshotUnderWay = false;
      this.#lastSnapshot = performance.now();
    }
  }
}
