// Threads that compute diffs. Started when there is work, never more than were allowed; one that dies costs the job it was
// busy with, and one that takes too long is ended.

import { Worker } from 'node:worker_threads';
import type { ContentDiff } from './content-diff.ts';
import type { DiffJob, DiffRunner } from './diff-runner.ts';
import { FairQueue } from './fair-queue.ts';

export interface DiffPoolOptions {
  readonly threads: number;
  /** The thread's program. */
  readonly script: URL;
  /** Milliseconds after which a diff is given up and its file has a sentence instead. */
  readonly timeoutMs: number;
}

/** Why a pair has no diff, in words for whoever asked; the next attempt may succeed. */
export class DiffGivenUp extends Error {}

interface Queued {
  readonly job: DiffJob;
  resolve(diff: ContentDiff): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  busy: { queued: Queued; timer: NodeJS.Timeout } | undefined;
}

export class DiffPool implements DiffRunner {
  readonly #options: DiffPoolOptions;
  readonly #queue = new FairQueue<Queued>();
  readonly #threads = new Set<Thread>();
  #isClosed = false;

  constructor(options: DiffPoolOptions) {
    this.#options = options;
  }

  /** Starts all threads, so that the first diff does not wait for an engine. */
  warmUp(): void {
    while (this.#threads.size < this.#options.threads) this.#start();
  }

  get waiting(): number {
    return this.#queue.size;
  }

  run(job: DiffJob, lane: object, signal: AbortSignal): Promise<ContentDiff> {
    return new Promise((resolve, reject) => {
      if (signal.aborted || this.#isClosed) {
        reject(signal.reason ?? new Error('closed'));
        return;
      }
      const leave = () => {
        if (this.#queue.remove(lane, queued)) reject(signal.reason);
      };
      const settled = <Value>(settle: (value: Value) => void) => {
        return (value: Value) => {
          signal.removeEventListener('abort', leave);
          settle(value);
        };
      };
      const queued: Queued = { job, resolve: settled(resolve), reject: settled(reject) };
      signal.addEventListener('abort', leave);
      this.#queue.push(lane, queued);
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (let queued = this.#queue.shift(); queued; queued = this.#queue.shift())
      queued.reject(new DiffGivenUp('the service is ending'));
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    while (this.#queue.size > 0) {
      const free = [...this.#threads].find(({ busy }) => !busy);
      const thread = free ?? (this.#threads.size < this.#options.threads ? this.#start() : undefined);
      if (!thread) return;
      const queued = this.#queue.shift();
      if (!queued) return;
      const timer = setTimeout(() => this.#end(thread, 'the diff took too long'), this.#options.timeoutMs);
      thread.busy = { queued, timer };
      thread.worker.ref();
      thread.worker.postMessage(queued.job, transferable(queued.job));
    }
  }

  #start(): Thread {
    // None of the program's own flags: some of them, as --input-type, no thread takes.
    const worker = new Worker(this.#options.script, { execArgv: [] });
    const thread: Thread = { worker, busy: undefined };
    this.#threads.add(thread);
    worker.unref();
    worker.on('message', ({ diff, failure }: { diff?: ContentDiff; failure?: string }) => {
      const queued = this.#release(thread);
      if (diff) queued?.resolve(diff);
      else queued?.reject(new DiffGivenUp(failure ?? 'the diff failed'));
      worker.unref(); // between the jobs it must not keep Node from ending
      this.#next();
    });
    worker.on('error', () => this.#end(thread, 'the diff failed'));
    worker.on('exit', () => this.#end(thread, 'the diff failed'));
    return thread;
  }

  #release(thread: Thread): Queued | undefined {
    const { busy } = thread;
    thread.busy = undefined;
    clearTimeout(busy?.timer);
    return busy?.queued;
  }

  #end(thread: Thread, reason: string): void {
    if (!this.#threads.delete(thread)) return;
    this.#release(thread)?.reject(new DiffGivenUp(reason));
    void thread.worker.terminate();
    if (!this.#isClosed) this.#next();
  }
}

// Only whole buffers can be given away; what is part of a larger one is copied.
function transferable({ oldBytes, newBytes }: DiffJob): ArrayBuffer[] {
  const whole = [oldBytes, newBytes].filter(
    ({ buffer, byteLength }) => buffer instanceof ArrayBuffer && buffer.byteLength === byteLength,
  );
  return [...new Set(whole.map(({ buffer }) => buffer as ArrayBuffer))];
}
