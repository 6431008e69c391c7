// Stands between a page and its server and fails where it is told to, on a raw socket; everything else passes unchanged.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Fault } from '../../tests/js/support/fault-server.ts';

export class FaultRelay {
  /** Addresses that were asked for so far. */
  readonly requests: string[] = [];
  readonly #target: URL;
  readonly #server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Map<Socket, string>();
  #isFaulty: (address: string) => boolean = () => false;
  #fault: Fault = () => {};
  #port = 0;

  /** @param origin Of the server that is well. */
  constructor(origin: string) {
    this.#target = new URL(origin);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** From now on requests for such addresses fail like this. */
  fail(isFaulty: (address: string) => boolean, fault: Fault): void {
    this.#isFaulty = isFaulty;
    this.#fault = fault;
  }

  heal(): void {
    this.#isFaulty = () => false;
  }

  asked(matches: (address: string) => boolean): number {
    return this.requests.filter(matches).length;
  }

  /** Connections that are open for such addresses. One that a browser opened ahead and has not used is for none. */
  open(matches: (address: string) => boolean): number {
    return [...this.#sockets.values()].filter((address) => address !== '' && matches(address)).length;
  }

  /** Listens; the second time at the same port, as a server that comes back. */
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
    for (const socket of this.#sockets.keys()) socket.destroy();
    await closed;
  }

  #serve(socket: Socket): void {
    this.#sockets.set(socket, '');
    socket.setNoDelay(true);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {}); // the other side may leave at any time
    let head = '';
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read).pause();
      const address = head.split(' ')[1] ?? '/';
      this.requests.push(address);
      this.#sockets.set(socket, address);
      if (this.#isFaulty(address)) void this.#failing(socket, address);
      else this.#pass(socket, head);
    };
    socket.on('data', read);
  }

  async #failing(socket: Socket, address: string): Promise<void> {
    const body = await this.#healthyBody(address).catch(() => undefined);
    if (body === undefined) return void socket.destroy(); // as a request that is passed
    socket.resume();
    await this.#fault({ socket, body, address });
  }

  async #healthyBody(address: string): Promise<Buffer> {
    const answer = await fetch(new URL(address, this.#target));
    return Buffer.from(await answer.arrayBuffer());
  }

  /** One request a connection, so that every one of them is seen. */
  #pass(socket: Socket, head: string): void {
    const upstream = connect(Number(this.#target.port), this.#target.hostname);
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
    const passed = head
      .replace(/^connection: .*$/im, 'Connection: close')
      .replace(/^host: .*$/im, `Host: ${this.#target.host}`)
      .replace(/^origin: .*$/im, `Origin: ${this.#target.origin}`);
    upstream.write(passed, 'latin1');
    socket.pipe(upstream);
    upstream.pipe(socket);
  }
}
