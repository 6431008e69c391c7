// Requests of the page to the service: asked through a fetch of ours, which knows method and status; sizes and times come
// from the browser's own resource entries.

import { Log } from './log.ts';
import { queryOf } from './request-query.ts';

/** Known to the demo's service only. */
const PACE_HEADER = 'x-demo-bytes-per-second';

export interface LoggedRequest {
  /** In the order of asking. */
  readonly number: number;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Which query asked, in words. */
  readonly query: string;
  /** Milliseconds since the page began; a delay that was asked for lies before it. */
  readonly start: number;
  /** Undefined: no answer yet, or none at all. */
  readonly status: number | undefined;
  /** `ended`: by the page, which did not need it any more. */
  readonly outcome: 'waiting' | 'answered' | 'ended' | 'failed';
  /** Of the unpacked body. Undefined: not told yet. */
  readonly bytes: number | undefined;
  /** To the last byte. Undefined: it is not here yet. */
  readonly ms: number | undefined;
}

export class RequestLog {
  readonly log = new Log<LoggedRequest>();
  /** Milliseconds that each request waits before it is sent. */
  delay = 0;
  /** At which the service is asked to answer; 0: as fast as it can. */
  bytesPerSecond = 0;
  #asked = 0;

  constructor() {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) this.#measure(entry as PerformanceResourceTiming);
    }).observe({ type: 'resource' });
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { signal, method = 'GET' } = init;
    await waited(this.delay, signal);
    const address = new URL(input instanceof Request ? input.url : input, location.href);
    const number = ++this.#asked;
    this.log.add({
      number,
      method,
      url: address.pathname + address.search,
      query: queryOf(method, address),
      start: performance.now(),
      status: undefined,
      outcome: 'waiting',
      bytes: undefined,
      ms: undefined,
    });
    signal?.addEventListener('abort', () => this.#stop(number, 'ended'));
    const headers = new Headers(init.headers);
    if (this.bytesPerSecond > 0) headers.set(PACE_HEADER, String(this.bytesPerSecond));
    try {
      const response = await fetch(input, { ...init, headers });
      this.#change(number, { outcome: 'answered', status: response.status });
      return response;
    } catch (error) {
      this.#stop(number, 'failed');
      throw error;
    }
  };

  /** Without all of its bytes; too late for one that has them. */
  #stop(number: number, outcome: 'ended' | 'failed'): void {
    const known = this.#open(({ number: other }) => other === number);
    if (known) this.log.replace(known, { ...known, outcome, ms: performance.now() - known.start });
  }

  #change(number: number, facts: Partial<LoggedRequest>): void {
    const known = this.log.entries.find((request) => request.number === number);
    if (known && known.outcome !== 'ended') this.log.replace(known, { ...known, ...facts });
  }

  /** Entries come when the last byte is here; the oldest open request of that address is the one. */
  #measure({ name, responseEnd, decodedBodySize }: PerformanceResourceTiming): void {
    const { pathname, search } = new URL(name);
    const known = this.#open(({ url }) => url === pathname + search);
    if (!known) return;
    this.log.replace(known, { ...known, bytes: decodedBodySize, ms: Math.max(0, responseEnd - known.start) });
  }

  #open(isIt: (request: LoggedRequest) => boolean): LoggedRequest | undefined {
    return this.log.entries.find((request) => request.ms === undefined && isIt(request));
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
