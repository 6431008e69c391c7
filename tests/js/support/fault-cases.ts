// Every fault that the tests know, with what a person must be told and how often the service may be asked.

import { gzipSync } from 'node:zlib';
import {
  answering,
  cutAfter,
  endedAfter,
  type Fault,
  headOf,
  healthy,
  inChunks,
  inPieces,
  raw,
  stalledAfter,
} from './fault-server.ts';

export interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
  /** `kind` of a ServiceError or `code` of a DiffError; undefined: the answer arrives in spite of it. */
  readonly fails?: string;
  /** In the sentence behind "Cannot …: ". */
  readonly says?: string | RegExp;
  /** Milliseconds before each further attempt. Default none: asked once. */
  readonly waits?: readonly number[];
}

const TWICE = [1000, 2000];
const DAMAGED = 'the connection ended before the answer. Check the connection';
const SILENT = 'the service does not answer. Check the connection';
const UNREADABLE = 'the answer cannot be read.';
const EMPTY = 'the answer is empty. Try again';
const STOPPED = 'the answer stopped in the middle. Try again.';
const NOT_THE_SERVICE = 'what answered is not the service. Check the address of the service';
const WEB_PAGE = 'a web page came instead of an answer. Check the address of the service';

const json = { 'Content-Type': 'application/json' };
const page = '<!doctype html><title>Sign in</title>';
const gzip = { ...json, 'Content-Encoding': 'gzip' };

const cuts: [string, (length: number) => number][] = [
  ['at 1 byte', () => 1],
  ['at 1 %', (length) => Math.ceil(length / 100)],
  ['at 50 %', (length) => length >> 1],
  ['at 99 %', (length) => Math.floor(length * 0.99)],
  ['before the last byte', (length) => length - 1],
];

const broken: FaultCase[] = [
  { name: 'closed without a byte', fault: raw(''), fails: 'network', says: SILENT, waits: TWICE },
  {
    name: 'reset without a byte',
    fault: ({ socket }) => void socket.resetAndDestroy(),
    fails: 'network',
    says: SILENT,
    waits: TWICE,
  },
  { name: 'cut in the status line', fault: raw('HTTP/1.1 2'), fails: 'network', says: SILENT, waits: TWICE },
  {
    name: 'cut in the headers',
    fault: raw('HTTP/1.1 200 OK\r\nContent-Ty'),
    fails: 'network',
    says: SILENT,
    waits: TWICE,
  },
  { name: 'no HTTP', fault: raw('SSH-2.0-OpenSSH_9.6\r\n'), fails: 'network', says: SILENT, waits: TWICE },
  { name: 'cut behind the head', fault: cutAfter(() => 0), fails: 'network', says: DAMAGED, waits: TWICE },
  {
    name: 'reset behind the head',
    fault: cutAfter(() => 0, 'reset'),
    fails: 'network',
    says: DAMAGED,
    waits: TWICE,
  },
  { name: 'ended behind a head without length', fault: endedAfter(() => 0), fails: 'empty', says: EMPTY },
  { name: 'stalled behind the head', fault: stalledAfter(() => 0), fails: 'timeout', says: STOPPED },
  ...cuts.flatMap(([where, bytes]): FaultCase[] => [
    { name: `cut ${where}`, fault: cutAfter(bytes), fails: 'network', says: DAMAGED, waits: TWICE },
    {
      name: `reset ${where}`,
      fault: cutAfter(bytes, 'reset'),
      fails: 'network',
      says: DAMAGED,
      waits: TWICE,
    },
    {
      name: `ended ${where}, without a length`,
      fault: endedAfter(bytes),
      fails: 'malformed',
      says: UNREADABLE,
    },
    { name: `stalled ${where}`, fault: stalledAfter(bytes), fails: 'timeout', says: STOPPED },
  ]),
  {
    name: 'stalled before the last byte of chunks',
    fault: ({ socket, body }) => {
      socket.write(
        `${headOf(200, { ...json, 'Transfer-Encoding': 'chunked' })}${body.length.toString(16)}\r\n`,
      );
      socket.write(body.subarray(0, -1));
    },
    fails: 'timeout',
    says: STOPPED,
  },
];

const lengths: FaultCase[] = [
  {
    name: 'more bytes announced than come',
    fault: ({ socket, body }) =>
      void socket.end(headOf(200, { ...json, 'Content-Length': body.length + 9 }) + body),
    fails: 'network',
    says: DAMAGED,
    waits: TWICE,
  },
  {
    name: 'fewer bytes announced than come',
    fault: ({ socket, body }) =>
      void socket.end(headOf(200, { ...json, 'Content-Length': body.length - 9 }) + body),
    fails: 'malformed',
    says: UNREADABLE,
  },
  {
    name: 'no bytes announced',
    fault: ({ socket, body }) => void socket.end(headOf(200, { ...json, 'Content-Length': 0 }) + body),
    fails: 'empty',
    says: EMPTY,
  },
  {
    name: 'a length over the ceiling',
    // Firefox gives the head to a page only with the body's first byte.
    fault: ({ socket }) => void socket.write(`${headOf(200, { ...json, 'Content-Length': 2 ** 40 })}{`),
    fails: 'too-large',
    says: 'Raise the option maxAnswerBytes',
  },
];

const contents: FaultCase[] = [
  {
    name: 'gzip that is none',
    fault: answering(200, gzip, 'no gzip at all'),
    fails: 'network',
    says: DAMAGED,
    waits: TWICE,
  },
  {
    name: 'gzip cut in the middle',
    fault: ({ socket, body }) => {
      const packed = gzipSync(body);
      socket.write(headOf(200, { ...gzip, 'Content-Length': packed.length }));
      socket.end(packed.subarray(0, packed.length >> 1));
    },
    fails: 'network',
    says: DAMAGED,
    waits: TWICE,
  },
  {
    name: 'a web page',
    fault: answering(200, { 'Content-Type': 'text/html; charset=utf-8' }, page),
    fails: 'wrong-content',
    says: WEB_PAGE,
  },
  {
    name: 'a web page that calls itself JSON',
    fault: answering(200, json, `\n${page}`),
    fails: 'wrong-content',
    says: WEB_PAGE,
  },
  {
    name: 'a web page without a type',
    fault: answering(200, {}, page),
    fails: 'wrong-content',
    says: WEB_PAGE,
  },
  { name: '204', fault: raw(headOf(204)), fails: 'empty', says: EMPTY },
  { name: '205', fault: answering(205), fails: 'empty', says: EMPTY },
  { name: 'an empty body', fault: answering(200, json), fails: 'empty', says: EMPTY },
  { name: 'blanks', fault: answering(200, json, '  \n'), fails: 'malformed', says: UNREADABLE },
  { name: 'null', fault: answering(200, json, 'null'), fails: 'wrong-type', says: UNREADABLE },
  { name: 'a list', fault: answering(200, json, '[1]'), fails: 'wrong-type', says: UNREADABLE },
  {
    name: 'two answers in one',
    fault: ({ socket, body }) => void socket.end(`${headOf(200, json)}${body}${body}`),
    fails: 'malformed',
    says: UNREADABLE,
  },
  { name: 'zeroes', fault: answering(200, json, Buffer.alloc(5000)), fails: 'malformed', says: UNREADABLE },
];

const redirections: FaultCase[] = [
  {
    name: 'a redirection to itself',
    fault: ({ socket, address }) => void socket.end(headOf(302, { Location: address, 'Content-Length': 0 })),
    fails: 'network',
    says: SILENT,
    waits: TWICE,
  },
  {
    name: 'a redirection that grows',
    fault: ({ socket, address }) =>
      void socket.end(headOf(307, { Location: `${address}x`, 'Content-Length': 0 })),
    fails: 'network',
    says: SILENT,
    waits: TWICE,
  },
  { name: 'a redirection to nowhere', fault: answering(302), fails: 'wrong-content', says: NOT_THE_SERVICE },
  {
    name: 'a redirection to no address',
    fault: answering(301, { Location: 'http://[' }),
    fails: 'network',
    says: SILENT,
    waits: TWICE,
  },
  {
    name: '304 that nobody asked for',
    fault: raw(headOf(304)),
    fails: 'wrong-content',
    says: NOT_THE_SERVICE,
  },
];

const refused = (status: number, fails: string, says: string, waits: readonly number[] = []): FaultCase => ({
  name: String(status),
  fault: answering(status, json, '{}'),
  fails,
  says,
  waits,
});

const statuses: FaultCase[] = [
  refused(400, 'invalid-request', 'the service does not accept this request. Choose another scope'),
  refused(401, 'unauthenticated', 'you are not signed in. Sign in'),
  refused(403, 'forbidden', 'you are not allowed to. Ask an owner'),
  refused(404, 'not-found', 'it does not exist, or not any more. Reload the list'),
  refused(405, 'invalid-request', 'the service does not accept this request'),
  refused(408, 'timeout', 'the service took too long. Try again.'),
  refused(409, 'invalid-request', 'the service does not accept this request'),
  refused(410, 'not-found', 'it does not exist, or not any more'),
  refused(413, 'invalid-request', 'the service does not accept this request'),
  refused(422, 'invalid-request', 'the service does not accept this request'),
  refused(429, 'rate-limited', 'too many requests. Wait a moment', [10_000]),
  refused(500, 'server', 'the service failed. Try again; if it fails again'),
  refused(501, 'server', 'the service failed'),
  refused(502, 'unavailable', 'the service is busy or restarting. Try again in a moment.', TWICE),
  refused(503, 'unavailable', 'the service is busy or restarting', TWICE),
  refused(504, 'unavailable', 'the service is busy or restarting', TWICE),
  refused(505, 'server', 'the service failed'),
  refused(599, 'server', 'the service failed'),
  {
    name: '500 whose body stalls',
    fault: ({ socket }) => void socket.write(`${headOf(500, { ...json, 'Content-Length': 99 })}{"det`),
    fails: 'server',
    says: 'the service failed',
  },
  {
    name: '500 whose body is cut',
    fault: ({ socket }) => void socket.end(`${headOf(500, { ...json, 'Content-Length': 99 })}{"det`),
    fails: 'server',
    says: 'the service failed',
  },
  { name: '500 without end', fault: endless, fails: 'server', says: 'the service failed' },
];

/** A body as long as somebody reads it. */
function endless({ socket }: Parameters<Fault>[0]): void {
  socket.write(headOf(500, { 'Content-Type': 'text/html' }));
  const more = () => {
    while (!socket.destroyed && socket.write('x'.repeat(8192)));
  };
  socket.on('drain', more);
  more();
}

const waiting = (value: string, says: string, waits: readonly number[] = [], status = 429): FaultCase => ({
  name: `${status} with Retry-After: ${value}`,
  fault: answering(status, { ...json, 'Retry-After': value }, '{}'),
  fails: status === 429 ? 'rate-limited' : 'unavailable',
  says,
  waits,
});

const NO_TIME = 'Wait a moment, then try again.';
const retryAfters: FaultCase[] = [
  waiting('0', NO_TIME, [0]),
  waiting('1', 'Wait 1 second, then', [1000]),
  waiting('60', 'Wait 60 seconds, then', [60_000]),
  waiting('61', 'Wait 61 seconds, then'),
  waiting('3600', 'Wait 60 minutes, then'),
  waiting('86400', 'Wait 24 hours, then'),
  waiting('99999999999', 'Try again another day.'),
  waiting('9'.repeat(400), NO_TIME, [10_000]),
  waiting('soon', NO_TIME, [10_000]),
  waiting('about 7', NO_TIME, [10_000]),
  waiting('0x10', NO_TIME, [10_000]),
  waiting('-5', NO_TIME, [10_000]),
  waiting('Infinity', NO_TIME, [10_000]),
  waiting('Sat, 01 Jan 2000 00:00:00 GMT', NO_TIME, [0]),
  waiting('Fri, 31 Dec 9999 23:59:59 GMT', 'Try again another day.'),
  waiting('Someday, 99 Foo 2000', NO_TIME, [10_000]),
  waiting('2', 'Wait 2 seconds, then', [2000, 2000], 503),
  waiting('never', 'the service is busy or restarting. Try again in a moment.', TWICE, 503),
  waiting('7200', 'Wait 120 minutes, then', [], 503),
];

const harmless: FaultCase[] = [
  { name: 'all chunks, but not their end', fault: inChunks(100, false) },
  ...[1, 2, 3, 7, 64, 1000].flatMap((size) => [
    { name: `pieces of ${size}`, fault: inPieces(size) },
    { name: `chunks of ${size}`, fault: inChunks(size) },
  ]),
  {
    name: 'a length of no number',
    fault: ({ socket, body }) => void socket.end(`${headOf(200, json)}${body}`),
  },
  {
    name: 'whole gzip',
    fault: ({ socket, body }) =>
      void socket.end(Buffer.concat([Buffer.from(headOf(200, gzip)), gzipSync(body)])),
  },
  {
    name: 'one redirection',
    fault: (exchange) =>
      exchange.address.includes('moved')
        ? healthy(exchange)
        : void exchange.socket.end(
            headOf(307, { Location: `${exchange.address}&moved=1`, 'Content-Length': 0 }),
          ),
  },
  {
    name: 'plain text as its type',
    fault: ({ socket, body }) => void socket.end(`${headOf(200, { 'Content-Type': 'text/plain' })}${body}`),
  },
];

export const faultCases: readonly FaultCase[] = [
  ...broken,
  ...lengths,
  ...contents,
  ...redirections,
  ...statuses,
  ...retryAfters,
  ...harmless,
];
