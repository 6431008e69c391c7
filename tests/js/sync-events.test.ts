// Listening to the service: what is heard, when it is listened to again, and when no more.

import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { EventText } from '../../js/sync/event-text.ts';
import {
  ChangedScopes,
  type ComparisonScope,
  createSyncClient,
  scopesOf,
  type TreeEvent,
} from '../../js/sync.ts';
import { serve } from './support/http.ts';
import { allScopes, engine, settled } from './support/sync-session.ts';
import { makeComparison, writeTree } from './support/trees.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('events are the same wherever their bytes are cut, and whatever ends their lines', () => {
  const text =
    'retry: 1500\nevent: ready\ndata: {}\n\n: still here\n\nevent:change\ndata: {"trees":\ndata: ["é"]}\n\nevent: nothing\n\n';
  const expected = [
    { name: 'ready', data: '{}' },
    { name: 'change', data: '{"trees":\n["é"]}' },
  ];
  for (const whole of [text, text.replaceAll('\n', '\r\n')]) {
    const all = bytes(whole);
    for (let step = 1; step <= all.length; ++step) {
      const reader = new EventText();
      const events = [];
      for (let at = 0; at < all.length; at += step) events.push(...reader.push(all.subarray(at, at + step)));
      expect(events, `steps of ${step}`).toEqual(expected);
      expect(reader.retry).toBe(1500);
    }
  }
  expect(() => new EventText().push(bytes('x'.repeat(70_000)))).toThrow(RangeError);
});

test('a tree concerns the comparisons that show it', () => {
  expect(scopesOf(['project'])).toEqual(['collection-vs-project', 'source-vs-project']);
  expect(scopesOf(['source'])).toEqual(['source-vs-collection', 'source-vs-project']);
  expect(new Set(scopesOf(['collection']))).toEqual(new Set(allScopes));
  expect(scopesOf([])).toEqual([]);
});

test('over HTTP: a saved file of the reference service is heard, until the signal ends it', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  const { origin } = await serve(comparison);
  const client = createSyncClient({ engine, baseUrl: `${origin}/api/v1` });
  const heard: TreeEvent[] = [];
  const leaving = new AbortController();
  const watching = client.watchEvents((event) => heard.push(event), { signal: leaving.signal });
  const patient = { timeout: 15_000, interval: 20 };
  await expect.poll(() => heard.map(({ kind }) => kind), patient).toEqual(['ready']);
  writeTree(comparison.project?.location ?? '', { f: '3' });
  await expect.poll(() => heard.length, patient).toBeGreaterThan(1);
  expect(heard[1]).toEqual({ kind: 'change', trees: ['project'] });
  leaving.abort();
  await watching;
});

describe('with a clock of ours', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  interface Connection {
    readonly address: string;
    readonly headers: Headers;
    readonly signal: AbortSignal | null | undefined;
    send: (text: string) => void;
    end: () => void;
  }

  function listening(answer?: (connection: number) => Response | undefined) {
    const connections: Connection[] = [];
    const heard: string[] = [];
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    let token = 0;
    const client = createSyncClient({
      engine,
      baseUrl: 'http://service/tools/api/v1/',
      headers: () => ({ authorization: `token ${++token}` }),
      fetch: async (address, init) => {
        const connection: Connection = {
          address: String(address),
          headers: new Headers(init?.headers),
          signal: init?.signal,
          send: () => {},
          end: () => {},
        };
        connections.push(connection);
        const other = answer?.(connections.length);
        if (other) return other;
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            connection.send = (text) => controller.enqueue(bytes(text));
            connection.end = () => controller.close();
          },
        });
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      },
    });
    const state = { isOver: false };
    const watching = client
      .watchEvents(({ kind, trees }) => heard.push(`${kind} ${trees}`), { signal: leaving.signal })
      .then(() => {
        state.isOver = true;
      });
    return { connections, heard, leaving, state, watching };
  }

  const passed = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await settled();
  };

  test('it is asked beside the API, with the headers of all requests, anew for each connection', async () => {
    const { connections, heard } = listening();
    await settled();
    connections[0]?.send('event: ready\ndata: {}\n\nevent: change\ndata: {"trees":["project","moon"]}\n\n');
    await settled();
    expect(heard).toEqual(['ready source,collection,project', 'change project']);
    connections[0]?.end();
    await settled();
    expect(connections.length).toBe(1);
    await passed(2000);
    expect(connections.map(({ address }) => address)).toEqual(Array(2).fill('http://service/tools/events'));
    expect(connections.map(({ headers }) => headers.get('authorization'))).toEqual(['token 1', 'token 2']);
    expect(connections[0]?.headers.get('accept')).toBe('text/event-stream');
  });

  test('a service that is gone is asked ever more seldom, at last once a minute', async () => {
    const { connections } = listening(() => new Response('', { status: 503 }));
    await settled();
    const counts: number[] = [];
    for (let minute = 0; minute < 10; ++minute) {
      const before = connections.length;
      await passed(60_000);
      counts.push(connections.length - before);
    }
    expect(counts[0]).toBeGreaterThanOrEqual(3);
    for (const count of counts.slice(3)) expect(count).toBeLessThanOrEqual(2);
    expect(counts.slice(3).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(6);
  });

  test.each([
    ['404', () => new Response('', { status: 404 })],
    ['401', () => new Response('', { status: 401 })],
    ['204', () => new Response(null, { status: 204 })],
    ['a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ])('%s: the service has no events, and is not asked again', async (_, answer) => {
    const { connections, state, watching } = listening(answer);
    await watching;
    await passed(600_000);
    expect(connections.length).toBe(1);
    expect(state.isOver).toBe(true);
  });

  test('a connection that is silent for long is given up, one with signs of life is not', async () => {
    const { connections } = listening();
    await settled();
    for (let i = 0; i < 10; ++i) {
      await passed(15_000);
      connections[0]?.send(': still here\n\n');
      await settled();
    }
    expect(connections.length).toBe(1);
    await passed(60_000);
    expect(connections[0]?.signal?.aborted).toBe(true);
    expect(connections.length).toBe(2);
  });

  test('the signal ends a connection, and a pause', async () => {
    const first = listening();
    await settled();
    first.leaving.abort();
    await first.watching;
    expect(first.connections[0]?.signal?.aborted).toBe(true);

    const second = listening(() => new Response('', { status: 500 }));
    await settled();
    second.leaving.abort();
    await second.watching;
    await passed(600_000);
    expect(second.connections.length).toBe(1);
  });

  test('a burst is one refresh; what comes meanwhile is one more, and no two at a time', async () => {
    const begun: ComparisonScope[] = [];
    const ends: (() => void)[] = [];
    const changed = new ChangedScopes((scope) => {
      begun.push(scope);
      return new Promise<void>((_, reject) =>
        ends.push(() => reject(new Error('failed, which is no matter'))),
      );
    });
    for (let i = 0; i < 5; ++i) changed.add(['collection-vs-project']);
    expect(begun).toEqual([]);
    await passed(100);
    expect(begun).toEqual(['collection-vs-project']);
    for (let i = 0; i < 5; ++i) {
      changed.add(['collection-vs-project', 'source-vs-project']);
      await passed(100);
    }
    expect(begun).toEqual(['collection-vs-project', 'source-vs-project']);
    for (const end of ends) end();
    await passed(100);
    expect(begun).toEqual([
      'collection-vs-project',
      'source-vs-project',
      'collection-vs-project',
      'source-vs-project',
    ]);
    changed.add(allScopes);
    changed.stop();
    for (const end of ends) end();
    await passed(1000);
    expect(begun.length).toBe(4);
  });
});
