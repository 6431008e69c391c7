// Requests of the page to the service: asked through a fetch of ours, which knows method and status; sizes and times come
// from the browser's own resource entries.

import { Log } from './log.ts';
import { queryOf } from './request-query.ts';

/** Known to the demo's service only. */
const PACE_HEADER = 'x-demo-bytes-per-second';

export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Which query asked, in words. */
  readonly query: string;
  /** Milliseconds since the page began; without the delay that was asked for. */
  readonly start: number;
  /** Undefined: no answer yet, or none at all. */
  readonly status: number | undefined;
  readonly outcome: 'waiting' | 'answered' | 'ended' | 'failed';
  /** Of the unpacked body. Undefined: not told yet. */
  readonly bytes: number | undefined;
  readonly ms: number | undefined;
}

export class RequestLog {
  readonly log = new Log<LoggedRequest>();
  /** Milliseconds that each request waits before it is sent. */
  delay = 0;
  /** At which the service is asked to answer; 0: as fast as it can. */
  bytesPerSecond = 0;

  constructor() {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) this.#measure(entry as PerformanceResourceTiming);
    }).observe({ type: 'resource' });
  }

  readonly fetch: typeof fetch = async (input, init) => {
    await waited(this.delay, init?.signal);
    const address = new URL(input instanceof Request ? input.url : input, location.href);
    let entry: LoggedRequest = {
      method: init?.method ?? 'GET',
      url: address.pathname + address.search,
      query: queryOf(init?.method ?? 'GET', address),
      start: performance.now(),
      status: undefined,
      outcome: 'waiting',
      bytes: undefined,
      ms: undefined,
    };
    const change = (facts: Partial<LoggedRequest>) => {
      const current = this.log.entries.find(({ start, url }) => start === entry.start && url === entry.url);
      if (!current || current.outcome === 'ended') return;
      entry = { ...current, ...facts };
      this.log.replace(current, entry);
    };
    this.log.add(entry);
    init?.signal?.addEventListener('abort', () => {
      if (entry.ms === undefined) change({ outcome: 'ended', ms: performance.now() - entry.start });
    });
    try {
      const headers = new Headers(init?.headers);
      if (this.bytesPerSecond > 0) headers.set(PACE_HEADER, String(this.bytesPerSecond));
      const response = await fetch(input, { ...init, headers });
      change({ outcome: 'answered', status: response.status });
      return response;
    } catch (error) {
      if (!init?.signal?.aborted) change({ outcome: 'failed', ms: performance.now() - entry.start });
      throw error;
    }
  };

  /** Entries come when the last byte is here; the oldest open request of that address is the one. */
  #measure({ name, responseEnd, decodedBodySize }: PerformanceResourceTiming): void {
    const { pathname, search } = new URL(name);
    const url = pathname + search;
    const current = this.log.entries.find(
      (entry) => entry.url === url && entry.ms === undefined && entry.outcome !== 'ended',
    );
    if (!current) return;
    const ms = Math.max(0, responseEnd - current.start);
    this.log.replace(current, { ...current, bytes: decodedBodySize, ms });
  }
}

async function waited(delay: number, signal: AbortSignal | null | undefined): Promise<void> {
  if (delay === 0) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, delay);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
