// Listens to the service's events, and connects again when the connection ends. An EventSource could send no headers.

import { EventText, type ServerEvent } from './event-text.ts';
import { fieldsIn } from './failure-answer.ts';
import type { TreeRole } from './scopes.ts';
import { FIRST_RECONNECT, LONGEST_RECONNECT, SILENT_CONNECTION } from './sync-limits.ts';

/**
 * `ready`: from now on no change is missed; what happened before is not known. `change`: these trees are not what they were;
 * all of them, if the service does not say which.
 */
export interface TreeEvent {
  readonly kind: 'ready' | 'change';
  readonly trees: readonly TreeRole[];
}

/** Called for every event of the service that this version knows. */
export type OnTreeEvent = (event: TreeEvent) => void;

export interface WatchOptions {
  /** Asked for each connection, so that a token may change. */
  readonly headers: () => Promise<Headers>;
  readonly credentials?: RequestCredentials | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly signal: AbortSignal;
}

/**
 * Resolves when the signal says so, or when the service answers that it has no events: any 4xx but 408, 425 and 429, a 204,
 * or something else than a stream of events. Never rejects.
 */
export async function watchEvents(
  address: string,
  onEvent: OnTreeEvent,
  options: WatchOptions,
): Promise<void> {
  const { signal } = options;
  let wait = FIRST_RECONNECT;
  while (!signal.aborted) {
    const met = await listenOnce(address, onEvent, options).catch(() => undefined);
    if (met === 'no-events') return;
    wait = met?.hasSpoken ? (met.retry ?? FIRST_RECONNECT) : Math.min(2 * wait, LONGEST_RECONNECT);
    // Not all pages at the same moment, when a service comes back.
    await paused(wait * (0.5 + Math.random() / 2), signal);
  }
}

interface Met {
  /** Whether the service has sent any event. */
  readonly hasSpoken: boolean;
  readonly retry: number | undefined;
}

async function listenOnce(
  address: string,
  onEvent: OnTreeEvent,
  { headers, credentials, signal, ...own }: WatchOptions,
): Promise<Met | 'no-events'> {
  const silence = new AbortController();
  const end = () => silence.abort();
  signal.addEventListener('abort', end, { once: true });
  let timer = setTimeout(end, SILENT_CONNECTION);
  const text = new EventText();
  let hasSpoken = false;
  try {
    const ask = own.fetch ?? fetch;
    const response = await ask(address, {
      headers: await headers(),
      signal: silence.signal,
      cache: 'no-store',
      ...(credentials === undefined ? {} : { credentials }),
    });
    if (!isStream(response)) {
      await response.body?.cancel().catch(() => {});
      return isTemporary(response.status) ? { hasSpoken, retry: undefined } : 'no-events';
    }
    const reader = response.body?.getReader();
    // A stream of the caller's own may not know the signal.
    silence.signal.addEventListener('abort', () => void reader?.cancel().catch(() => {}));
    for (;;) {
      const step = await reader?.read();
      if (!step || step.done || signal.aborted) break;
      clearTimeout(timer);
      timer = setTimeout(end, SILENT_CONNECTION);
      for (const event of text.push(step.value)) {
        hasSpoken = true;
        const known = treeEventOf(event);
        if (known) onEvent(known);
      }
    }
  } catch {
    // It broke off, or was silent for too long.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
  return { hasSpoken, retry: text.retry };
}

const isStream = ({ ok, headers }: Response): boolean =>
  ok && (headers.get('content-type') ?? '').startsWith('text/event-stream');

const isTemporary = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

const roles: readonly TreeRole[] = ['source', 'collection', 'project'];

function treeEventOf({ name, data }: ServerEvent): TreeEvent | undefined {
  if (name === 'ready') return { kind: 'ready', trees: roles };
  if (name !== 'change') return undefined;
  const trees = fieldsIn(data)?.trees;
  const known = Array.isArray(trees) ? roles.filter((role) => trees.includes(role)) : roles;
  return { kind: 'change', trees: known };
}

function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
