// The files that were opened: asked for once, parsed once, kept by their contents.

import type { DiffIndex, DiffTable } from '../core/api.ts';
import type { OnProgress } from './fetch-bytes.ts';
import {
  detailInAnswer,
  detailInSummary,
  detailWithoutRows,
  type FileDetail,
  goneFile,
} from './file-detail.ts';
import { contentKey, isSamePair } from './file-identity.ts';
import { answerBytes, ENTRY_BYTES } from './kept-bytes.ts';
import { lazyLoadedEvent, type PerfLogger } from './perf-log.ts';
import { carriesTexts, fileWithPath, hasTextBeside, type ScopeSummary } from './scope-summary.ts';
import { type Running, SharedRequests, type Waiting } from './shared-requests.ts';
import type { SyncClient } from './sync-client.ts';
import { DEFAULT_MAX_ROW_BYTES } from './sync-limits.ts';
import { requestText } from './text-request.ts';
import { WeightedCache } from './weighted-cache.ts';

/** Options of {@link FileDetails}. */
export interface FileDetailsOptions {
  readonly client: SyncClient;
  /** Bytes of rows and texts that are kept; what was shown longest ago goes first. Default 64 MB. */
  readonly maxBytes?: number;
  readonly logger?: PerfLogger | undefined;
  /** Milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/** Options of {@link FileDetails.open}. */
export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Make the rows of a file that is over a guard threshold, too. */
  readonly isExpanded?: boolean | undefined;
  /** Of a file that takes more than a moment to read: what there is to show of it, with its first rows. */
  readonly onFirstRows?: ((detail: FileDetail) => void) | undefined;
}

/** A file that was opened, and where its text is as long as its rows are not made. */
interface OpenedFile {
  readonly detail: FileDetail;
  readonly source?: TextPlace | undefined;
}

/** A text in an answer, and under which key what comes of it is kept. */
interface TextPlace {
  readonly index: DiffIndex;
  readonly file: number;
  readonly key: string;
}

/** One per service, for as long as the page lives; free of scopes and artifacts. */
export class FileDetails {
  readonly #client: SyncClient;
  readonly #logger: PerfLogger | undefined;
  readonly #now: () => number;
  readonly #opened: WeightedCache<OpenedFile>;
  readonly #requests = new SharedRequests<OpenedFile>();
  /** Of an answer that brought more texts than were asked for, the newest. */
  #richAnswer: DiffIndex | undefined;

  constructor({ client, maxBytes = DEFAULT_MAX_ROW_BYTES, logger, now }: FileDetailsOptions) {
    this.#client = client;
    this.#logger = logger;
    this.#now = now ?? (() => performance.now());
    this.#opened = new WeightedCache(maxBytes);
  }

  /** What can be shown in this very frame; undefined: {@link open} it. */
  peek(summary: ScopeSummary, file: number, isExpanded = false): FileDetail | undefined {
    const detail = this.#opened.get(contentKey(summary, file))?.detail ?? detailInSummary(summary, file);
    return detail?.kind === 'collapsed' && isExpanded ? undefined : detail;
  }

  /** Whether opening the file would ask the service. */
  needsRequest(summary: ScopeSummary, file: number): boolean {
    if (this.#opened.get(contentKey(summary, file))) return false;
    const answer = detailInAnswer(summary.index, file, carriesTexts(summary));
    return answer === 'must-ask' && !this.#textElsewhere(summary, file);
  }

  /**
   * What there is to show of a file. At most one request, shared by all who wait for the same contents, and ended when
   * nobody does; none if its text or its rows are here. Failures are not kept: the next call asks again.
   *
   * @throws {ServiceError | DiffError} as {@link SyncClient.diff}
   * @throws {RangeError} the summary has no such file
   */
  async open(summary: ScopeSummary, file: number, options: OpenOptions = {}): Promise<FileDetail> {
    const { isExpanded = false, signal, onProgress, onFirstRows } = options;
    const ready = this.peek(summary, file, isExpanded);
    if (ready) return ready;
    const waiting: Waiting<OpenedFile> = {
      task: `load ${summary.index.path(file)}`,
      signal,
      onProgress,
      onFirst: ({ detail }) => onFirstRows?.(detail),
    };
    const key = contentKey(summary, file);
    const opened = await this.#requests.join(key, waiting, (running) =>
      this.#load(summary, file, key, running),
    );
    const { source } = opened;
    if (!isExpanded || !source) return opened.detail;
    // A step of its own: whoever waits for the text alone and whoever wants its rows share the request.
    const expanded = await this.#requests.join(`rows\0${source.key}`, waiting, (running) =>
      this.#read(source, true, running),
    );
    return { ...expanded.detail, isCurrent: opened.detail.isCurrent };
  }

  /** Forgets everything that was opened. Requests under way go on. */
  clear(): void {
    this.#opened.clear();
    this.#richAnswer = undefined;
  }

  async #load(
    summary: ScopeSummary,
    file: number,
    key: string,
    running: Running<OpenedFile>,
  ): Promise<OpenedFile> {
    const begin = this.#now();
    const known = this.#opened.get(key);
    if (known) return known;
    const here = this.#textHere(summary, file) ?? this.#textElsewhere(summary, file);
    if (here) return this.#read({ ...here, key }, false, running);
    const path = summary.index.path(file);
    const answer = await requestText(this.#client, summary, file, running);
    if (answer.file < 0) return { detail: goneFile(path) };
    if (hasTextBeside(answer.index, answer.file)) this.#richAnswer = answer.index;
    const isCurrent = isSamePair(summary.index, file, answer.index, answer.file);
    const place = {
      ...answer,
      key: isCurrent ? key : contentKey({ ...summary, index: answer.index }, answer.file),
    };
    const opened = await this.#read(place, false, running);
    this.#logger?.(lazyLoadedEvent(path, opened.detail.rowCount, this.#now() - begin));
    return isCurrent ? opened : { ...opened, detail: { ...opened.detail, isCurrent } };
  }

  /** The rows of a text that is here, unless the guard says to wait. */
  async #read(source: TextPlace, isExpanded: boolean, running: Running<OpenedFile>): Promise<OpenedFile> {
    const { index, file, key } = source;
    const answer = detailInAnswer(index, file, true);
    if (typeof answer === 'object') return this.#keep(key, { detail: answer }, 0);
    if (index.guard(file) === 'collapsed' && !isExpanded) {
      const detail = detailWithoutRows(index, file, 'collapsed');
      return this.#keep(key, { detail, source }, answerBytes(index));
    }
    const isError = index.detail(file) === 'error';
    const rest = detailWithoutRows(index, file, isError ? 'error' : 'rows');
    const { signal } = running;
    const onFirstRows = (first: DiffTable) => running.onFirst({ detail: { ...rest, table: first } });
    const table = await this.#client.parseFile(index, file, { signal, onFirstRows });
    const detail = { ...rest, table };
    // The service may do better next time.
    return isError ? { detail } : this.#keep(key, { detail }, table.byteLength);
  }

  #keep(key: string, opened: OpenedFile, bytes: number): OpenedFile {
    this.#opened.set(key, opened, bytes + ENTRY_BYTES);
    return opened;
  }

  #textHere(summary: ScopeSummary, file: number) {
    const isHere = detailInAnswer(summary.index, file, carriesTexts(summary)) === 'has-text';
    return isHere ? { index: summary.index, file } : undefined;
  }

  #textElsewhere({ index }: ScopeSummary, file: number) {
    const rich = this.#richAnswer;
    if (!rich || index.oldHash(file) === undefined || index.newHash(file) === undefined) return undefined;
    const place = fileWithPath(rich, index.path(file), file);
    const isSame = place >= 0 && isSamePair(index, file, rich, place);
    return isSame && detailInAnswer(rich, place, true) === 'has-text'
      ? { index: rich, file: place }
      : undefined;
  }
}
