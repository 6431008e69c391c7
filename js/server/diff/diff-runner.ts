// Who computes diffs: this thread, or a pool of others.

import { setImmediate } from 'node:timers/promises';
import { type ContentDiff, type DiffDialect, diffContents, type TextDiffer } from './content-diff.ts';

/** Two contents to be compared. */
export interface DiffJob {
  readonly dialect: DiffDialect;
  /** Given away: not to be used afterwards. */
  readonly oldBytes: Uint8Array;
  readonly newBytes: Uint8Array;
}

/** Where diffs are computed: a pool of threads, or {@link inlineRunner}. */
export interface DiffRunner {
  /**
   * @param lane Whose job it is. Lanes take turns, so that none waits for all jobs of another.
   * @param signal Ends the waiting of a job that was not begun.
   */
  run(job: DiffJob, lane: object, signal: AbortSignal): Promise<ContentDiff>;
  /** Jobs that nobody works on yet. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** Computes in this thread: for tests and small programs. */
export function inlineRunner(differ: TextDiffer): DiffRunner {
  return {
    async run({ dialect, oldBytes, newBytes }, _lane, signal) {
      await setImmediate();
      signal.throwIfAborted();
      return diffContents(differ, dialect, oldBytes, newBytes);
    },
    waiting: 0,
    close: async () => {},
  };
}
