// Every fault of a connection, over real sockets, on a scope's summary and on a file's text: what is told, how often the
// service is asked, and that all is well when the fault is over.

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isServiceError } from '../../js/sync.ts';
import { faultCases } from './support/fault-cases.ts';
import { cutAfter, endedAfter, healthy, inPieces, stalledAfter } from './support/fault-server.ts';
import { expectedOf, FaultSession, healthyBody, shownOf } from './support/fault-session.ts';
import { failureOf } from './support/sync-session.ts';

const session = new FaultSession();
const complaints: unknown[] = [];
const complain = (error: unknown) => complaints.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', complain);
  for (const method of ['error', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void complaints.push(words));
  await session.start();
});
afterEach(() => expect(complaints.splice(0)).toEqual([]));
afterAll(async () => {
  process.off('unhandledRejection', complain);
  vi.restoreAllMocks();
  await session.stop();
});

const begins = {
  summary: 'Cannot compare Collection and Project: ',
  detail: 'Cannot load docs/größe 😀.md (Collection and Project): ',
} as const;

/** Asks a healthy service, and expects all of the answer. */
async function expectRecovery(what: 'summary' | 'detail', query: ReturnType<FaultSession['query']>) {
  session.server.fault = healthy;
  const { state, waits, requests } = await session.ask(query);
  expect(state).toMatchObject({ status: 'success', fetchStatus: 'idle', error: null });
  expect(shownOf(what, state?.data)).toEqual(expectedOf[what]);
  expect([waits, requests]).toEqual([[], 1]);
}

describe.each(['summary', 'detail'] as const)('of a %s', (what) => {
  test.each(faultCases)('$name', async ({ fault, fails, says, waits = [] }) => {
    const query = session.query(what);
    session.server.fault = fault;
    const asked = await session.ask(query);
    if (fails === undefined) {
      expect(asked.error).toBeUndefined();
      expect(shownOf(what, asked.state?.data)).toEqual(expectedOf[what]);
    } else {
      const { error } = asked;
      expect(isServiceError(error) ? error.kind : error.code).toBe(fails);
      expect(error.message.startsWith(begins[what])).toBe(true);
      expect(error.message).toContain(says);
      expect(error.message).toMatch(/[.!?]$/);
      expect(asked.state).toMatchObject({ status: 'error', fetchStatus: 'idle', data: undefined });
    }
    expect(asked.waits).toEqual(waits);
    if (fails !== undefined) await expectRecovery(what, query);
  });
});

const bodyOf = (what: 'summary' | 'detail') =>
  Buffer.from(healthyBody(new URL(`http://service/?summary_only=${what === 'summary'}`)));

describe.each(['summary', 'detail'] as const)('at every byte, a %s', (what) => {
  const ask = () =>
    session
      .client()
      .diff(
        'collection-vs-project',
        { artifactId: 'skill:demo', projectPath: '/p' },
        what === 'summary' ? 'none' : { file: 'a' },
      );

  test('that breaks off is told as such', async () => {
    for (let bytes = 0; bytes < bodyOf(what).length; ++bytes) {
      session.server.fault = cutAfter(() => bytes);
      expect(await failureOf(ask()), `cut after ${bytes}`).toMatchObject({ kind: 'network' });
    }
  });

  test('that just ends is no answer', async () => {
    for (let bytes = 1; bytes < bodyOf(what).length; ++bytes) {
      session.server.fault = endedAfter(() => bytes);
      expect(await failureOf(ask()), `ended after ${bytes}`).toMatchObject({ code: 'malformed' });
    }
  });

  test('that comes in two parts is whole', async () => {
    const { length } = bodyOf(what);
    for (let bytes = 1; bytes < length; ++bytes) {
      session.server.fault = async ({ socket, body }) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
        socket.write(body.subarray(0, bytes));
        await new Promise(setImmediate);
        socket.end(body.subarray(bytes));
      };
      expect((await ask()).path(0), `split at ${bytes}`).toBe(expectedOf.summary);
    }
  });
});

describe.each(['summary', 'detail'] as const)('offline and back: a %s', (what) => {
  test('is told, asked for three times, and there when the service is', async () => {
    const query = session.query(what);
    await session.server.close();
    const { error, waits, state } = await session.ask(query);
    expect(error).toMatchObject({ kind: 'network', status: undefined });
    expect(error.message).toContain('the service does not answer. Check the connection');
    expect(waits).toEqual([1000, 2000]);
    expect(state).toMatchObject({ status: 'error', fetchStatus: 'idle' });
    await session.server.listen();
    await expectRecovery(what, query);
  });

  test('of which the last attempt succeeds is no failure', async () => {
    let attempts = 0;
    session.server.fault = (exchange) => {
      if (++attempts < 3) exchange.socket.destroy();
      else void healthy(exchange);
    };
    const { error, waits, state } = await session.ask(session.query(what));
    expect([error, waits]).toEqual([undefined, [1000, 2000]]);
    expect(shownOf(what, state?.data)).toEqual(expectedOf[what]);
  });
});

test('a byte now and then is slow, but no silence', async () => {
  session.server.fault = inPieces(16, 20);
  const begin = performance.now();
  const { error } = await session.ask(session.query('summary'));
  expect(error).toBeUndefined();
  expect(performance.now() - begin).toBeGreaterThan(300); // longer than the silence that is allowed
});

test('whoever leaves a stalled answer is told "aborted"', async () => {
  for (const fault of [stalledAfter(() => 20), () => {}]) {
    session.server.fault = fault;
    const abort = new AbortController();
    const before = session.server.requests.length;
    const asking = session.query('summary').queryFn({ signal: abort.signal });
    await vi.waitFor(() => expect(session.server.requests.length).toBe(before + 1));
    abort.abort();
    expect(await failureOf(asking)).toMatchObject({ kind: 'aborted' });
  }
});

test('whoever leaves while a failure is read is told "aborted"', async () => {
  session.server.fault = ({ socket }) =>
    void socket.write('HTTP/1.1 500 Status\r\nContent-Length: 99\r\nConnection: close\r\n\r\n{');
  const abort = new AbortController();
  const before = session.server.requests.length;
  const asking = session.query('summary').queryFn({ signal: abort.signal });
  await vi.waitFor(() => expect(session.server.requests.length).toBe(before + 1));
  setTimeout(() => abort.abort(), 100);
  expect(await failureOf(asking)).toMatchObject({ kind: 'aborted' });
});
