// A client and a query cache on the faulty service, and what they gave.

import { QueryClient } from '@tanstack/react-query';
import {
  createSyncClient,
  FileDetails,
  fileDetailQuery,
  type ScopeSummary,
  type SyncQuery,
  summaryQuery,
} from '../../../js/sync.ts';
import { FaultServer } from './fault-server.ts';
import { fileEntry, payload } from './payload.ts';
import { changedLines, engine, failureOf, target } from './sync-session.ts';

/** Characters of one to four bytes, and every kind of escape, so that any cut is in the middle of something. */
const TEXT = '@@ -1,2 +1,2 @@\n-é€𝄞 "\\\t\u0001\n+ä\u2028😀 \u007f/\n same\n';
export const expectedLines = ['-é€𝄞 "\\\t\u0001', '+ä\u2028😀 \u007f/'];
export const expectedPath = 'docs/größe 😀.md';

/** As a service answers: the summary without texts, a file with its own. Partly escaped, partly not. */
export function healthyBody(address: URL): string {
  const isSummary = address.searchParams.get('summary_only') === 'true';
  const body = payload([fileEntry({ file_path: expectedPath, unified_diff: isSummary ? null : TEXT })]);
  return body.replaceAll('€', '\\u20ac').replace('😀 \u007f', '\\ud83d\\ude00 \\u007F');
}

export class FaultSession {
  readonly server = new FaultServer(healthyBody);
  readonly cache = new QueryClient();
  #details: FileDetails | undefined;
  #summary: ScopeSummary | undefined;

  client() {
    return createSyncClient({ engine, baseUrl: `${this.server.origin}/api/v1`, maxSilence: 300 });
  }

  async start(): Promise<void> {
    await this.server.listen();
    this.#summary = await this.cache.fetchQuery(summaryQuery(this.client(), 'collection-vs-project', target));
    this.cache.clear();
  }

  async stop(): Promise<void> {
    this.cache.clear();
    await this.server.close();
  }

  /** The two queries of a page, each as if nothing was there yet. */
  query(what: 'summary' | 'detail'): SyncQuery<unknown, readonly unknown[]> {
    this.cache.clear();
    if (what === 'summary') return summaryQuery(this.client(), 'collection-vs-project', target);
    this.#details = new FileDetails({ client: this.client() });
    return fileDetailQuery(this.#details, this.#summary as ScopeSummary, 0);
  }

  /** Asks as a page does; pauses are written down instead of waited for. */
  async ask(query: SyncQuery<unknown, readonly unknown[]>) {
    const waits: number[] = [];
    // The delay is asked for before the decision; only that of a further attempt counts.
    const retry = (failures: number, error: Error) => {
      const isRetried = query.retry(failures, error);
      if (isRetried) waits.push(query.retryDelay(failures, error));
      return isRetried;
    };
    const before = this.server.requests.length;
    const asking = this.cache.fetchQuery({ ...query, retry, retryDelay: 1 } as never);
    const state = () => this.cache.getQueryState(query.queryKey);
    const error = await failureOf(asking.then(() => Promise.reject(undefined)));
    return { error, waits, state: state(), requests: this.server.requests.length - before };
  }
}

/** What a person would see of an answer. */
export function shownOf(what: 'summary' | 'detail', answer: unknown): unknown {
  if (what === 'summary') return (answer as ScopeSummary).index.path(0);
  return changedLines((answer as { table?: never }).table);
}

export const expectedOf = { summary: expectedPath, detail: expectedLines } as const;
