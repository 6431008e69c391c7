// All calls of one engine, one at a time and in their order. A call nobody waits for any more is not made; a Worker that
// ends costs the call it was busy with, and the next call starts another.

import type { CoreAnswer, CoreCall } from '../core/core-call.ts';
import { DiffError } from '../core/errors.ts';
import type { WorkerConnection } from './worker-connection.ts';

interface Job {
  readonly call: CoreCall;
  resolve(answer: CoreAnswer): void;
  reject(error: unknown): void;
}

export class JobQueue {
  readonly #connect: () => Promise<WorkerConnection>;
  readonly #jobs: Job[] = [];
  #current: Job | undefined;
  #connection: WorkerConnection | undefined;
  #isDisposed = false;

  constructor(connection: WorkerConnection, connect: () => Promise<WorkerConnection>) {
    this.#connection = connection;
    this.#connect = connect;
  }

  /** Of the last answer. */
  get heapBytes(): number {
    return this.#connection?.heapBytes ?? 0;
  }

  /** @throws {DiffError} aborted, disposed, engine-crashed, and what starting a Worker throws */
  async run(call: CoreCall, signal?: AbortSignal): Promise<CoreAnswer> {
    this.check(signal);
    let leave: (() => void) | undefined;
    try {
      return await new Promise<CoreAnswer>((resolve, reject) => {
        const job = { call, resolve, reject };
        leave = () => {
          const at = this.#jobs.indexOf(job);
          if (at >= 0) this.#jobs.splice(at, 1);
          reject(aborted(signal));
        };
        signal?.addEventListener('abort', leave);
        this.#jobs.push(job);
        if (!this.#current) void this.#work();
      });
    } finally {
      if (leave) signal?.removeEventListener('abort', leave);
    }
  }

  /** @throws {DiffError} aborted, disposed */
  check(signal?: AbortSignal): void {
    if (this.#isDisposed) throw disposed();
    if (signal?.aborted) throw aborted(signal);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    for (const job of this.#jobs.splice(0)) job.reject(disposed());
    this.#current?.reject(disposed());
    this.#connection?.close(disposed());
    this.#connection = undefined;
  }

  async #work(): Promise<void> {
    for (;;) {
      const job = this.#jobs.shift();
      this.#current = job;
      if (!job) return;
      try {
        job.resolve(await (await this.#live()).run(job.call));
      } catch (error) {
        job.reject(error);
      }
    }
  }

  async #live(): Promise<WorkerConnection> {
    if (this.#connection && !this.#connection.isLost) return this.#connection;
    const connection = await this.#connect();
    if (this.#isDisposed) {
      connection.close();
      throw disposed();
    }
    this.#connection = connection;
    return connection;
  }
}

function aborted(signal?: AbortSignal): DiffError {
  return new DiffError('aborted', 'The call was aborted by its signal.', { cause: signal?.reason });
}

function disposed(): DiffError {
  return new DiffError('disposed', 'This engine was disposed. Create another one with createWorkerEngine().');
}
