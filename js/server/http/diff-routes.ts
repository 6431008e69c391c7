// The diff endpoints over HTTP: conditional answers, the cache of whole answers, lines, packing.

import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { BoundedMap } from '../cache/bounded-map.ts';
import { answerLines, type WriteOptions, type WrittenAnswer, wholeAnswer } from '../diff/answer-bytes.ts';
import { DIFF_REVISION } from '../diff/content-diff.ts';
import type { DiffService, PreparedAnswer } from '../diff/diff-service.ts';
import type { DiffEndpoint } from '../diff/endpoints.ts';
import { type PairDiffs, TreesChanged } from '../diff/pair-diffs.ts';
import { WireError } from '../diff/wire.ts';
import { type PerfLogger, Stopwatch } from '../observe/perf-log.ts';
import type { ServiceMetrics } from '../observe/service-metrics.ts';
import type { Admission } from './admission.ts';
import { type Coding, chosenCoding, packed } from './compression.ts';
import { lineStream } from './line-stream.ts';

export interface DiffRoutesOptions {
  readonly service: DiffService;
  readonly diffs: PairDiffs;
  readonly admission: Admission;
  readonly metrics: ServiceMetrics;
  readonly logger: PerfLogger;
  readonly isAdditive: boolean;
  readonly isCompressed: boolean;
  /** 0: no whole answers are kept. */
  readonly answerCacheBytes: number;
  readonly maxAnswerBytes: number;
}

interface KeptAnswer {
  readonly bytes: Uint8Array;
  readonly packed: Map<Coding, Uint8Array>;
}

/** Times that an answer is begun anew because a file changed in the middle. */
const MOST_ATTEMPTS = 3;

export class DiffRoutes {
  readonly #options: DiffRoutesOptions;
  readonly #answers: BoundedMap<KeptAnswer>;

  constructor(options: DiffRoutesOptions) {
    this.#options = options;
    // Room for the packed forms, too.
    this.#answers = new BoundedMap(options.answerCacheBytes, ({ bytes }) => 1.5 * bytes.length);
  }

  get cachedBytes(): number {
    return this.#answers.bytes;
  }

  /** @throws {WireError} */
  async answer(
    endpoint: DiffEndpoint,
    artifactId: string,
    request: Request,
    parameters: URLSearchParams,
  ): Promise<Response> {
    const { service, diffs, admission, metrics, logger, isAdditive } = this.#options;
    const leave = admission.enter();
    let isStreaming = false;
    try {
      const watch = new Stopwatch(logger, { artifact_id: artifactId, endpoint: endpoint.path });
      const accept = request.headers.get('accept') ?? '';
      for (let attempt = 1; ; ++attempt) {
        const prepared = await service.prepare(endpoint, artifactId, parameters, watch);
        const isLines = isAdditive && accept.includes('application/x-ndjson');
        const form = [DIFF_REVISION, diffs.dialect, isAdditive, isLines].join(' ');
        const etag = etagOf(`${form} ${prepared.key}`);
        const headers: Record<string, string> = {
          etag,
          vary: 'accept, accept-encoding',
          ...(isAdditive ? namesOf(prepared) : {}),
        };
        if (matches(request.headers.get('if-none-match'), etag)) {
          metrics.lookup('answer', 'known');
          return new Response(null, { status: 304, headers: { ...headers, 'server-timing': watch.header } });
        }
        if (isLines) {
          isStreaming = true;
          return this.#lines(prepared, request, headers, leave);
        }
        try {
          return await this.#whole(prepared, request, headers, watch);
        } catch (error) {
          if (!(error instanceof TreesChanged)) throw error;
          if (attempt === MOST_ATTEMPTS)
            throw new WireError(
              503,
              `Failed to get ${endpoint.name}: the files change faster than they are read`,
              { 'retry-after': '1' },
            );
        }
      }
    } finally {
      if (!isStreaming) leave();
    }
  }

  #lines(
    prepared: PreparedAnswer,
    request: Request,
    headers: Record<string, string>,
    leave: () => void,
  ): Response {
    const ended = new AbortController();
    const signal = AbortSignal.any([request.signal, ended.signal]);
    const lines = answerLines(prepared, this.#writing(signal));
    const body = lineStream(lines, () => {
      ended.abort();
      leave();
    });
    // Its bytes may differ from those of another run: a file may change while it is sent.
    const { etag: _, ...others } = headers;
    return new Response(body, {
      headers: { ...others, 'content-type': 'application/x-ndjson' },
    });
  }

  async #whole(
    prepared: PreparedAnswer,
    request: Request,
    headers: Record<string, string>,
    watch: Stopwatch,
  ): Promise<Response> {
    const { metrics, isCompressed } = this.#options;
    const kept = this.#answers.get(prepared.key);
    metrics.lookup('answer', kept ? 'hit' : 'miss');
    const answer = kept ?? (await this.#made(prepared, request.signal, watch));
    const isLasting = kept !== undefined || this.#isLasting(answer);
    const coding = isCompressed
      ? chosenCoding(request.headers.get('accept-encoding'), answer.bytes.length)
      : undefined;
    let body = answer.bytes;
    if (coding) {
      body = answer.packed.get(coding) ?? (await packed(answer.bytes, coding));
      answer.packed.set(coding, body);
    }
    const { etag, ...others } = headers;
    return new Response(body as Uint8Array<ArrayBuffer>, {
      headers: {
        ...others,
        ...(isLasting && etag ? { etag } : {}),
        'content-type': 'application/json',
        'content-length': String(body.length),
        'server-timing': watch.header,
        ...(coding ? { 'content-encoding': coding } : {}),
      },
    });
  }

  async #made(prepared: PreparedAnswer, signal: AbortSignal, watch: Stopwatch): Promise<KeptAnswer> {
    const { maxAnswerBytes } = this.#options;
    const written: WrittenAnswer = await watch.time(prepared.endpoint.operation, 'compute', () =>
      wholeAnswer(prepared, this.#writing(signal), maxAnswerBytes),
    );
    const answer = { bytes: written.bytes, packed: new Map<Coding, Uint8Array>() };
    if (written.isLasting) this.#answers.set(prepared.key, answer);
    else this.#passing.add(answer);
    return answer;
  }

  readonly #passing = new WeakSet<KeptAnswer>();

  #isLasting(answer: KeptAnswer): boolean {
    return !this.#passing.has(answer);
  }

  #writing(signal: AbortSignal): WriteOptions {
    const { diffs, isAdditive } = this.#options;
    // One for each diff that is waited for; Node would take them for a leak.
    setMaxListeners(0, signal);
    return { diffs, isAdditive, signal };
  }
}

/** What a reader must know before it reads the list: its name, and whether it has only the changes since another one. */
const namesOf = ({ pairing, changes, query }: PreparedAnswer): Record<string, string> => ({
  'hunkwise-digest': pairing.digest,
  ...(changes && query.since ? { 'hunkwise-since': query.since } : {}),
});

/** Weak: the same answer may come packed or not. */
const etagOf = (key: string): string =>
  `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 27)}"`;

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((candidate) => candidate.trim() === etag);
}
