// How much may be under way at once. Beyond it, a quick "later" serves everybody better than a long wait.

import { WireError } from '../diff/wire.ts';

export interface AdmissionOptions {
  /** Comparisons that may be under way or waiting. */
  readonly mostRequests: number;
  /** Resident memory of the process beyond which no further comparison is begun. */
  readonly maxMemoryBytes: number;
  readonly onRejected: (reason: 'queue' | 'memory') => void;
  readonly memoryBytes?: () => number;
}

/** Milliseconds for which the memory's size is believed; asking the system takes a while. */
const MEMORY_AGE_MS = 250;

export class Admission {
  readonly #options: AdmissionOptions;
  #underWay = 0;
  #memory = { bytes: 0, at: Number.NEGATIVE_INFINITY };

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Returns what is to be called at the end. @throws {WireError} 503 */
  enter(): () => void {
    const { mostRequests, maxMemoryBytes, onRejected } = this.#options;
    const reason =
      this.#underWay >= mostRequests ? 'queue' : this.#memoryBytes() > maxMemoryBytes ? 'memory' : undefined;
    if (reason) {
      onRejected(reason);
      throw new WireError(503, 'Too much is being compared at the moment. Try again.', {
        'retry-after': '1',
      });
    }
    this.#underWay++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#underWay--;
    };
  }

  #memoryBytes(): number {
    const now = performance.now();
    if (now - this.#memory.at > MEMORY_AGE_MS) {
      const { memoryBytes = process.memoryUsage.rss } = this.#options;
      this.#memory = { bytes: memoryBytes(), at: now };
    }
    return this.#memory.bytes;
  }
}
