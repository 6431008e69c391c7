// A service on a raw socket that can fail in every way a connection can. What no HTTP library would send is written by hand.

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** One request, to be answered badly. */
export interface FaultyExchange {
  readonly socket: Socket;
  /** What a healthy service would answer. */
  readonly body: Buffer;
  /** The request's path and query. */
  readonly address: string;
}

export type Fault = (exchange: FaultyExchange) => void | Promise<void>;

/** Status line and headers; always of a connection that ends with the answer. */
export function headOf(status: number, headers: Record<string, string | number> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\nConnection: close\r\n${lines.join('')}\r\n`;
}

export const jsonHead = (length: number): string =>
  headOf(200, { 'Content-Type': 'application/json', 'Content-Length': length });

/** A healthy answer. */
export const healthy: Fault = ({ socket, body }) => {
  socket.end(Buffer.concat([Buffer.from(jsonHead(body.length)), body]));
};

export class FaultServer {
  /** Addresses of all requests so far. */
  readonly requests: string[] = [];
  fault: Fault = healthy;
  readonly #server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Set<Socket>();
  readonly #bodyOf: (address: URL) => string;
  #port = 0;

  /** @param bodyOf What a healthy service answers. */
  constructor(bodyOf: (address: URL) => string) {
    this.#bodyOf = bodyOf;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Connections that are open. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Listens; the second time at the same port, as a service that comes back. */
  async listen(): Promise<this> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** Connections are refused from now on, and those that are open end. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {}); // the other side may leave at any time
    let head = '';
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read).resume();
      const address = head.split(' ')[1] ?? '/';
      this.requests.push(address);
      const body = Buffer.from(this.#bodyOf(new URL(address, 'http://service')));
      void this.fault({ socket, body, address });
    };
    socket.on('data', read);
  }
}

/** The head promises all of it, `bytes` of it come, and then the connection ends, in order or not. */
export const cutAfter =
  (bytes: (length: number) => number, end: 'close' | 'reset' = 'close'): Fault =>
  async ({ socket, body }) => {
    socket.write(jsonHead(body.length));
    socket.write(body.subarray(0, bytes(body.length)));
    if (end === 'close') return void socket.end();
    await pause(20); // a reset throws away what is still on its way
    socket.resetAndDestroy();
  };

/** The same of an answer whose length nobody announced: it just ends. */
export const endedAfter =
  (bytes: (length: number) => number): Fault =>
  ({ socket, body }) => {
    socket.write(headOf(200, { 'Content-Type': 'application/json' }));
    socket.end(body.subarray(0, bytes(body.length)));
  };

/** So many bytes, then nothing more, with the connection open. */
export const stalledAfter =
  (bytes: (length: number) => number): Fault =>
  ({ socket, body }) => {
    socket.write(jsonHead(body.length));
    socket.write(body.subarray(0, bytes(body.length)));
  };

/** A healthy answer in pieces of so many bytes, each in a packet of its own as far as the system lets us. */
export const inPieces =
  (size: number, interval = 0): Fault =>
  async ({ socket, body }) => {
    socket.write(jsonHead(body.length));
    for (let at = 0; at < body.length && !socket.destroyed; at += size) {
      socket.write(body.subarray(at, at + size));
      await (interval > 0 ? pause(interval) : new Promise(setImmediate));
    }
    socket.end();
  };

/** The healthy body in HTTP chunks of so many bytes. */
export const inChunks =
  (size: number, isEnded = true): Fault =>
  ({ socket, body }) => {
    socket.write(headOf(200, { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }));
    for (let at = 0; at < body.length; at += size) {
      const chunk = body.subarray(at, at + size);
      socket.write(`${chunk.length.toString(16)}\r\n`);
      socket.write(Buffer.concat([chunk, Buffer.from('\r\n')]));
    }
    socket.end(isEnded ? '0\r\n\r\n' : '');
  };

/** Any status, headers and body. */
export const answering =
  (status: number, headers: Record<string, string | number> = {}, body: string | Buffer = ''): Fault =>
  ({ socket }) => {
    const bytes = Buffer.from(body as string);
    socket.write(headOf(status, { 'Content-Length': bytes.length, ...headers }));
    socket.end(bytes);
  };

/** Bytes as they are, without HTTP. */
export const raw =
  (text: string): Fault =>
  ({ socket }) =>
    void socket.end(text);
