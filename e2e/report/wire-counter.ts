// What goes over the wire between the page and the service, as the browser's network layer counts it.

import type { CDPSession, Page } from '@playwright/test';

/** Nothing on the way for so long counts as settled: longer than the page's own delay between asking and sending. */
const QUIET_MS = 400;

export interface WireCounts {
  readonly requests: number;
  /** Headers and bodies of the answers; the service compresses none. */
  readonly bytes: number;
}

export class WireCounter {
  #requests = 0;
  #bytes = 0;
  readonly #page: Page;
  readonly #open = new Map<string, number>();
  #lastChange = performance.now();

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Counts from now on. */
  static async watching(page: Page): Promise<WireCounter> {
    const counter = new WireCounter(page);
    const session = await page.context().newCDPSession(page);
    counter.#listen(session);
    await session.send('Network.enable');
    return counter;
  }

  get counts(): WireCounts {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  /** Nothing is on the way, and the page has nothing to do that could ask. */
  async settled(): Promise<void> {
    let seen: number;
    do {
      while (this.#open.size > 0 || performance.now() - this.#lastChange < QUIET_MS)
        await new Promise((resolve) => setTimeout(resolve, 25));
      seen = this.#lastChange;
      await this.#page.evaluate(
        () => new Promise((resolve) => requestIdleCallback(() => resolve(undefined))),
      );
    } while (seen !== this.#lastChange);
  }

  #listen(session: CDPSession): void {
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (!new URL(request.url).pathname.startsWith('/api/')) return;
      this.#requests++;
      this.#open.set(requestId, 0);
      this.#lastChange = performance.now();
    });
    // Its headers, then its pieces: the sum that comes at the end now and then leaves the last pieces out.
    session.on('Network.responseReceived', ({ requestId, response }) =>
      this.#receive(requestId, response.encodedDataLength),
    );
    session.on('Network.dataReceived', ({ requestId, dataLength }) => this.#receive(requestId, dataLength));
    session.on('Network.loadingFinished', ({ requestId }) => this.#close(requestId));
    session.on('Network.loadingFailed', ({ requestId }) => this.#close(requestId));
  }

  #receive(requestId: string, bytes: number): void {
    const known = this.#open.get(requestId);
    if (known !== undefined) this.#open.set(requestId, known + bytes);
  }

  /** What came of an answer that was ended counts, too. */
  #close(requestId: string): void {
    const received = this.#open.get(requestId);
    if (received === undefined) return;
    this.#open.delete(requestId);
    this.#bytes += received;
    this.#lastChange = performance.now();
  }
}
