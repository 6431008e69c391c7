// An address → the bytes of its answer, as they arrive. Counts them, ends at the ceiling, and turns whatever goes wrong
// into one kind of error.

import { DiffError } from '../core/errors.ts';
import { Connection } from './connection.ts';
import { failureOf } from './failure-answer.ts';
import { serviceError } from './failure-sentence.ts';
import type { ServiceError } from './service-error.ts';
import { DEFAULT_MAX_ANSWER_BYTES, DEFAULT_MAX_SILENCE } from './sync-limits.ts';

/**
 * Bytes that have arrived, unpacked, and how many there will be; undefined if the service does not say, or says how many
 * there are packed.
 */
export type OnProgress = (received: number, total: number | undefined) => void;

/** Options of {@link fetchBytes}. */
export interface FetchBytesOptions {
  /** What is being done, as it stands behind "Cannot" in an error's sentence. */
  readonly task: string;
  readonly method?: string;
  readonly headers?: HeadersInit | undefined;
  readonly body?: string | undefined;
  readonly credentials?: RequestCredentials | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the unpacked answer; a larger one is ended as soon as it is known to be. Default 1 GiB. */
  readonly maxBytes?: number | undefined;
  /**
   * Milliseconds without a byte after which an answer that has begun is given up (`timeout`). Default one minute. How long
   * the service takes to begin is not limited: a large comparison takes its time; the signal is for that. To Firefox an answer
   * begins with its first byte, to others with its head.
   */
  readonly maxSilence?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** An answer that is arriving. Read its chunks to the end, or leave the loop: the connection is closed then. */
export interface ArrivingBytes {
  readonly headers: Headers;
  /** 304 to a request that said what it has: there are no bytes. */
  readonly isUnchanged: boolean;
  /** As the service announces it; undefined if it does not. */
  readonly total: number | undefined;
  readonly chunks: AsyncGenerator<Uint8Array, void, void>;
  /** For an answer whose chunks are not wanted after all. */
  cancel(): Promise<void>;
}

/**
 * Asks, and waits for the answer's head.
 *
 * @throws {ServiceError} of any kind but `rejected`; reading the chunks throws `network`, `aborted`, `timeout` and
 *   `empty`, too.
 * @throws {DiffError} too-large, here or while reading
 */
export async function openBytes(address: string, options: FetchBytesOptions): Promise<ArrivingBytes> {
  const connection = new Connection(options.signal);
  try {
    const response = await responseOf(address, connection.signal, options);
    const arriving = await arrivingOf(response, connection, options);
    if (arriving.isUnchanged) connection.release();
    return arriving;
  } catch (error) {
    connection.release();
    throw error;
  }
}

async function arrivingOf(
  response: Response,
  connection: Connection,
  options: FetchBytesOptions,
): Promise<ArrivingBytes> {
  const { task, signal, maxBytes = DEFAULT_MAX_ANSWER_BYTES } = options;
  const { headers, status, body } = response;
  if (status === 304 && new Headers(options.headers).has('if-none-match'))
    return { headers, isUnchanged: true, total: 0, chunks: noChunks(), cancel: async () => {} };
  if (!response.ok) {
    const failure = await failureOf(response, task, connection);
    throw signal?.aborted ? endedBy(signal, task) : failure;
  }
  if (status === 204 || body === null) throw serviceError('empty', task, { status });
  if (headers.get('content-type')?.includes('html')) {
    await dropped(body, connection);
    throw serviceError('wrong-content', task, { status, reason: 'a web page came instead of an answer' });
  }
  const total = announcedBytes(headers);
  if (total !== undefined && total > maxBytes) {
    await dropped(body, connection);
    throw tooLarge(task, maxBytes);
  }
  const chunks = chunksOf(body, status, total, connection, { ...options, maxBytes });
  // A generator that was never begun has no way to close the connection.
  return { headers, isUnchanged: false, total, chunks, cancel: () => dropped(body, connection) };
}

/**
 * The whole answer in one array, for answers that are small.
 *
 * @throws {ServiceError | DiffError} as {@link openBytes}
 */
export async function fetchBytes(address: string, options: FetchBytesOptions): Promise<Uint8Array> {
  const { chunks } = await openBytes(address, options);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return joined(parts);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

async function responseOf(
  address: string,
  connection: AbortSignal,
  options: FetchBytesOptions,
): Promise<Response> {
  const { task, signal, method = 'GET', headers, body, credentials } = options;
  if (signal?.aborted) throw endedBy(signal, task);
  const ask = options.fetch ?? fetch; // looked up now: applications replace it
  try {
    return await ask(address, {
      method,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      ...(credentials === undefined ? {} : { credentials }),
      signal: connection,
    });
  } catch (cause) {
    throw signal?.aborted ? endedBy(signal, task) : serviceError('network', task, { cause });
  }
}

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  status: number,
  total: number | undefined,
  connection: Connection,
  {
    task,
    signal,
    maxBytes,
    maxSilence = DEFAULT_MAX_SILENCE,
    onProgress,
  }: FetchBytesOptions & { readonly maxBytes: number },
): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  let received = 0;
  let isOver = false;
  let isSilent = false;
  // Cancelling ends a read that waits, as if the answer were over.
  const giveUp = () => {
    isSilent = true;
    void reader.cancel().catch(() => {});
    connection.close();
  };
  try {
    for (;;) {
      const timer = setTimeout(giveUp, maxSilence);
      const reading = reader.read().finally(() => clearTimeout(timer));
      const step = await reading.catch((cause: unknown) => {
        isOver = true;
        if (signal?.aborted) throw endedBy(signal, task);
        throw serviceError('network', task, {
          status,
          cause,
          reason: 'the connection ended before the answer',
        });
      });
      isOver = step.done;
      // A stream of the caller's own may not know the signal.
      if (signal?.aborted) throw endedBy(signal, task);
      if (isSilent)
        throw serviceError('timeout', task, { status, reason: 'the answer stopped in the middle' });
      if (step.done) break;
      received += step.value.length;
      if (received > maxBytes) throw tooLarge(task, maxBytes);
      onProgress?.(received, total !== undefined && received <= total ? total : undefined);
      if (step.value.length > 0) yield step.value;
    }
    if (received === 0) throw serviceError('empty', task, { status });
  } finally {
    connection.release();
    if (!isOver) {
      await reader.cancel().catch(() => {});
      connection.close();
    }
  }
}

async function* noChunks(): AsyncGenerator<Uint8Array, void, void> {}

/** That the stream was closed already is no failure. */
async function dropped(body: ReadableStream<Uint8Array>, connection: Connection): Promise<void> {
  await body.cancel().catch(() => {});
  connection.close();
}

/** Of a packed answer the length says nothing about the bytes that we count. */
function announcedBytes(headers: Headers): number | undefined {
  const coding = headers.get('content-encoding');
  if (coding !== null && coding !== 'identity') return undefined;
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) && length > 0 ? length : undefined;
}

/** The error for a signal that has ended a task: cancelled, or out of time. */
export function endedBy({ reason }: AbortSignal, task: string): ServiceError {
  const isTimeout = reason instanceof Error && reason.name === 'TimeoutError';
  return serviceError(isTimeout ? 'timeout' : 'aborted', task, { cause: reason });
}

function tooLarge(task: string, maxBytes: number): DiffError {
  return new DiffError(
    'too-large',
    `Cannot ${task}: the answer has more than ${maxBytes} bytes. Raise the option maxAnswerBytes, or ask for fewer files.`,
    { byteOffset: maxBytes },
  );
}
