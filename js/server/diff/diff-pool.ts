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

/** What a thread answers to a job. */
export type DiffOutcome = { readonly diff: ContentDiff } | { readonly failure: string };

/** Small jobs are given to a thread together: a message costs as much as a small diff. */
const MOST_JOBS = 8;
const MOST_JOB_BYTES = 65_536;

interface Queued {
  readonly job: DiffJob;
  resolve(diff: ContentDiff): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  busy: { jobs: readonly Queued[]; timer: NodeJS.Timeout } | undefined;
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
      const jobs = this.#take();
      const timer = setTimeout(() => this.#end(thread, 'the diff took too long'), this.#options.timeoutMs);
      thread.busy = { jobs, timer };
      thread.worker.ref();
      thread.worker.postMessage(
        jobs.map(({ job }) => job),
        jobs.flatMap(({ job }) => transferable(job)),
      );
    }
  }

  /** The next jobs for one thread, or a single large one: its answer comes when all are done. */
  #take(): Queued[] {
    // No more than its share, or the others would have nothing to do.
    const share = Math.min(MOST_JOBS, Math.ceil(this.#queue.size / this.#options.threads));
    const jobs: Queued[] = [];
    let bytes = 0;
    for (let next = this.#queue.peek(); next && jobs.length < share; next = this.#queue.peek()) {
      bytes += next.job.oldBytes.length + next.job.newBytes.length;
      if (jobs.length > 0 && bytes > MOST_JOB_BYTES) break;
      jobs.push(next);
      this.#queue.shift();
    }
    return jobs;
  }

  #start(): Thread {
    // None of the program's own flags: some of them, as --input-type, no thread takes.
    const worker = new Worker(this.#options.script, { execArgv: [] });
    const thread: Thread = { worker, busy: undefined };
    this.#threads.add(thread);
    worker.unref();
    worker.on('message', (outcomes: readonly DiffOutcome[]) => {
      this.#release(thread).forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i] ?? { failure: 'the diff failed' };
        if ('diff' in outcome) resolve(outcome.diff);
        else reject(new DiffGivenUp(outcome.failure));
      });
      worker.unref(); // between the jobs it must not keep Node from ending
      this.#next();
    });
    worker.on('error', () => this.#end(thread, 'the diff failed'));
    worker.on('exit', () => this.#end(thread, 'the diff failed'));
    return thread;
  }

  #release(thread: Thread): readonly Queued[] {
    const { busy } = thread;
    thread.busy = undefined;
    clearTimeout(busy?.timer);
    return busy?.jobs ?? [];
  }

  #end(thread: Thread, reason: string): void {
    if (!this.#threads.delete(thread)) return;
    for (const { reject } of this.#release(thread)) reject(new DiffGivenUp(reason));
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
