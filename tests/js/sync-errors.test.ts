// Whatever an HTTP request can meet: one class of error, and a sentence that says what failed and what helps.

import { describe, expect, test, vi } from 'vitest';
import { type FetchBytesOptions, fetchBytes, isAborted, ServiceError } from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import { clientOf, failureOf, target } from './support/sync-session.ts';

const answered = (response: () => Response | Promise<Response>, options: Partial<FetchBytesOptions> = {}) =>
  fetchBytes('/x', { task: 'compare A and B', fetch: async () => response(), ...options });

const json = (status: number, body: unknown, headers: HeadersInit = {}) =>
  Response.json(body, { status, headers });

const CASES: readonly [string, () => Response, Partial<ServiceError>, string][] = [
  [
    "the service's own words",
    () => json(404, { detail: "Artifact 'skill:x' not found in any collection" }),
    { kind: 'not-found', status: 404, reason: "Artifact 'skill:x' not found in any collection" },
    "Cannot compare A and B: Artifact 'skill:x' not found in any collection. Reload the list and choose again.",
  ],
  [
    "a 422's list of faults",
    () =>
      json(422, {
        detail: [
          { type: 'missing', loc: ['query', 'project_path'], msg: 'Field required', input: null },
          { type: 'bool_parsing', loc: ['query', 'summary_only'], msg: 'Input should be a valid boolean' },
        ],
      }),
    { kind: 'invalid-request', status: 422 },
    'Cannot compare A and B: project_path: Field required; summary_only: Input should be a valid boolean. Choose another scope or project.',
  ],
  [
    'a 400',
    () => json(400, { detail: 'Artifact does not have upstream tracking configured' }),
    { kind: 'invalid-request', status: 400 },
    'Cannot compare A and B: Artifact does not have upstream tracking configured. Choose another scope or project.',
  ],
  [
    'a 401',
    () => json(401, { detail: 'Missing authentication token' }),
    { kind: 'unauthenticated' },
    'Cannot compare A and B: Missing authentication token. Sign in, then try again.',
  ],
  [
    'a 403 without words',
    () => new Response('', { status: 403 }),
    { kind: 'forbidden', reason: undefined },
    'Cannot compare A and B: you are not allowed to. Ask an owner for access.',
  ],
  [
    'a 429 with a header',
    () => json(429, { error: 'rate', message: 'Too many requests.' }, { 'Retry-After': '7' }),
    { kind: 'rate-limited', retryAfterSeconds: 7 },
    'Cannot compare A and B: Too many requests. Wait 7 seconds, then try again.',
  ],
  [
    'a 429 with a number in its body',
    () => json(429, { error: 'rate', message: 'Too many requests', retry_after: 0.4 }),
    { kind: 'rate-limited', retryAfterSeconds: 1 },
    'Cannot compare A and B: Too many requests. Wait 1 second, then try again.',
  ],
  [
    'a 429 without a time',
    () => json(429, {}),
    { kind: 'rate-limited', retryAfterSeconds: undefined },
    'Cannot compare A and B: too many requests. Wait a moment, then try again.',
  ],
  [
    'a 500',
    () => json(500, { detail: 'Failed to fetch upstream: timeout' }),
    { kind: 'server', status: 500 },
    'Cannot compare A and B: Failed to fetch upstream: timeout. Try again; if it fails again, tell whoever runs the service.',
  ],
  [
    "a gateway's web page",
    () =>
      new Response('<html><h1>Bad</h1></html>', { status: 502, headers: { 'content-type': 'text/html' } }),
    { kind: 'unavailable', status: 502, reason: undefined },
    'Cannot compare A and B: the service is busy or restarting. Try again in a moment.',
  ],
  [
    "a proxy's line",
    () => new Response('no healthy\n upstream', { status: 503, headers: { 'content-type': 'text/plain' } }),
    { kind: 'unavailable', status: 503 },
    'Cannot compare A and B: no healthy upstream. Try again in a moment.',
  ],
  [
    'a web page with status 200',
    () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    { kind: 'wrong-content', status: 200 },
    'Cannot compare A and B: a web page came instead of an answer. Check the address of the service, and whether you are signed in.',
  ],
  [
    'status 204',
    () => new Response(null, { status: 204 }),
    { kind: 'empty', status: 204 },
    'Cannot compare A and B: the answer is empty. Try again; if it stays empty, check the address of the service.',
  ],
  [
    'an empty body',
    () => new Response(''),
    { kind: 'empty', status: 200 },
    'Cannot compare A and B: the answer is empty. Try again; if it stays empty, check the address of the service.',
  ],
];

test.each(CASES)('%s becomes a sentence', async (_, response, fields, sentence) => {
  const error = await failureOf(answered(response));
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject(fields);
  expect(error.sentence).toBe(sentence);
});

test('a time to wait may be a date', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-14T12:00:00Z') });
  const headers = { 'Retry-After': 'Sat, 14 Mar 2026 12:00:20 GMT' };
  expect(await failureOf(answered(() => json(503, {}, headers)))).toMatchObject({ retryAfterSeconds: 20 });
  vi.useRealTimers();
});

test('endless words are cut, and broken ones do not hide the failure', async () => {
  const long = await failureOf(answered(() => json(400, { detail: 'x'.repeat(5000) })));
  expect(String(long.reason).length).toBe(301);
  const headers = { 'content-type': 'application/json' };
  for (const body of ['{"detail":', '[]', 'null', '"text"', '{"detail":{"a":1}}', '{"detail":""}'])
    expect(await failureOf(answered(() => new Response(body, { status: 400, headers })))).toMatchObject({
      kind: 'invalid-request',
      reason: undefined,
    });
});

test('a service that is not there is told from one that says no', async () => {
  const cause = new TypeError('fetch failed');
  const error = await failureOf(answered(() => Promise.reject(cause)));
  expect(error).toMatchObject({ kind: 'network', status: undefined, cause });
  expect(error.message).toContain('the service does not answer. Check the connection');
});

function brokenAfter(bytes: number): Response {
  let isSent = false;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (isSent) controller.error(new TypeError('terminated'));
        else controller.enqueue(new Uint8Array(bytes));
        isSent = true;
      },
    }),
  );
}

test('a connection that breaks off in the middle is no answer', async () => {
  expect(await failureOf(answered(() => brokenAfter(10)))).toMatchObject({
    kind: 'network',
    reason: 'the connection ended before the answer',
  });
});

describe('leaving', () => {
  test('before, during and after the head of the answer gives "aborted"', async () => {
    const before = new AbortController();
    before.abort();
    const service = new FakeService();
    const early = failureOf(answered(() => new Response('x'), { signal: before.signal }));
    expect(await early).toMatchObject({ kind: 'aborted' });

    service.answersAtOnce = false;
    const during = new AbortController();
    const asking = failureOf(fetchBytes('/x', { task: 't', fetch: service.fetch, signal: during.signal }));
    during.abort();
    const error = await asking;
    expect(error).toMatchObject({
      kind: 'aborted',
      message: 'Cannot t: the request was cancelled. Try again if you still need it.',
    });
    expect(isAborted(error)).toBe(true);

    const after = new AbortController();
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const reading = answered(() => new Response(endless), {
      signal: after.signal,
      onProgress: (received) => received > 3 && after.abort(),
    });
    expect(await failureOf(reading)).toMatchObject({ kind: 'aborted' });
    expect(isCancelled).toBe(true);
  });

  // Firefox goes on with a body whose stream was cancelled, and lets the next request for its address wait.
  test.each([
    ['a web page', { headers: { 'content-type': 'text/html' } }, 'wrong-content'],
    ['too many bytes', { headers: { 'content-length': '101' } }, 'too-large'],
    ['a failure', { status: 500 }, 'server'],
    ['silence', {}, 'timeout'],
  ])('%s without end ends the request itself', async (_, head, told) => {
    vi.useFakeTimers();
    let asked: AbortSignal | undefined;
    const kind = failureOf(
      fetchBytes('/x', {
        task: 't',
        maxBytes: 100,
        fetch: async (_address, request) => {
          asked = request?.signal ?? undefined;
          return new Response(new ReadableStream(), head);
        },
      }),
    ).then((error) => ('kind' in error ? error.kind : Reflect.get(error, 'code')));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await kind).toBe(told);
    expect(asked?.aborted).toBe(true);
    vi.useRealTimers();
  });

  test.each([200, 500])('a whole answer with status %i does not', async (status) => {
    const caller = new AbortController();
    let asked: AbortSignal | undefined;
    const fetch = async (_: unknown, request?: RequestInit) => {
      asked = request?.signal ?? undefined;
      return new Response('{}', { status });
    };
    await fetchBytes('/x', { task: 't', fetch, signal: caller.signal }).catch(() => {});
    caller.abort();
    expect(asked?.aborted).toBe(false);
  });

  test('for lack of time is told as such', async () => {
    const signal = AbortSignal.abort(new DOMException('', 'TimeoutError'));
    const error = await failureOf(answered(() => new Response('x'), { signal }));
    expect(error).toMatchObject({ kind: 'timeout' });
    expect(isAborted(error)).toBe(false);
  });
});

describe('bytes', () => {
  const chunked = (sizes: readonly number[], headers: HeadersInit = {}) =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const size of sizes) controller.enqueue(new Uint8Array(size));
          controller.close();
        },
      }),
      { headers },
    );

  test('are counted as they arrive', async () => {
    const progress: [number, number | undefined][] = [];
    const onProgress = (...step: [number, number | undefined]) => progress.push(step);
    const bytes = await answered(() => chunked([3, 4], { 'content-length': '7' }), { onProgress });
    expect(bytes.length).toBe(7);
    expect(progress).toEqual([
      [3, 7],
      [7, 7],
    ]);
  });

  test.each([
    ['of a packed answer', { 'content-length': '5', 'content-encoding': 'gzip' }],
    ['that nobody announced', {}],
  ])('%s have no total', async (_, headers) => {
    const totals: unknown[] = [];
    await answered(() => chunked([30], headers), { onProgress: (_, total) => totals.push(total) });
    expect(totals).toEqual([undefined]);
  });

  test('more than were announced take the announcement back', async () => {
    const totals: unknown[] = [];
    await answered(() => chunked([4, 4], { 'content-length': '5' }), {
      onProgress: (_, total) => totals.push(total),
    });
    expect(totals).toEqual([5, undefined]);
  });

  test.each([
    ['announced', { 'content-length': '101' }],
    ['unpacked', { 'content-length': '20', 'content-encoding': 'gzip' }],
  ])('over the ceiling end the request: %s', async (_, headers) => {
    const error = await failureOf(answered(() => chunked([60, 41], headers), { maxBytes: 100 }));
    expect(error).toMatchObject({ name: 'DiffError', code: 'too-large' });
    expect(error.message).toContain('Cannot compare A and B: the answer has more than 100 bytes. Raise');
    expect((await answered(() => chunked([60, 40]), { maxBytes: 100 })).length).toBe(100);
  });
});

describe('contents', () => {
  const diffOf = (body: string, headers: HeadersInit = {}) => {
    const service = new FakeService();
    service.instead = () => new Response(body, { headers });
    return clientOf(service).diff('collection-vs-project', target, 'none');
  };

  test('that are no JSON say which comparison, and where', async () => {
    const error = await failureOf(diffOf('{"files":[}'));
    expect(error).toMatchObject({ name: 'DiffError', code: 'malformed', byteOffset: 10 });
    expect(error.message).toMatch(/^Cannot compare Collection and Project: the answer cannot be read\. /);
  });

  test('that are JSON of another kind are an error, not an empty list', async () => {
    expect(await failureOf(diffOf('[1]'))).toMatchObject({ code: 'wrong-type' });
  });

  test('that are a web page are recognised without a content type', async () => {
    expect(await failureOf(diffOf('\n <!DOCTYPE html><p>Sign in'))).toMatchObject({ kind: 'wrong-content' });
  });

  test('of other answers are checked as well', async () => {
    const service = new FakeService();
    service.instead = () => new Response('[]');
    expect(await failureOf(clientOf(service).artifactDeployments(target))).toMatchObject({
      kind: 'wrong-content',
      message:
        'Cannot list the projects that have skill:demo: what answered is not the service. Check the address of the service, and whether you are signed in.',
    });
  });

  test('a file names its file and its sides', async () => {
    const service = new FakeService();
    service.instead = () => json(500, {});
    const error = await failureOf(
      clientOf(service).diff('source-vs-collection', target, { file: 'src/a.ts' }),
    );
    expect(error.message).toMatch(/^Cannot load src\/a\.ts \(Collection and Source\): the service failed\. /);
  });
});
