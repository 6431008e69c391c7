// A pair of files → their diff: from the store if these two contents have met before, else read, checked and computed.

import { FileFault, sha256Of, type TreeFile } from '../trees/tree.ts';
import { type ContentDiff, DIFF_REVISION, type DiffDialect } from './content-diff.ts';
import { DiffGivenUp } from './diff-pool.ts';
import type { DiffRunner } from './diff-runner.ts';
import type { DiffStore } from './diff-store.ts';

/** The trees are not what their listings say any more. */
export class TreesChanged extends Error {}

export interface PairDiffsOptions {
  readonly dialect: DiffDialect;
  readonly runner: DiffRunner;
  /** Undefined: nothing is kept. */
  readonly store: DiffStore | undefined;
  readonly onLookup: (isHit: boolean) => void;
}

export interface PairDiff extends ContentDiff {
  /** Whether the same pair may have another diff the next time: it must not be kept. */
  readonly isPassing?: boolean;
}

export class PairDiffs {
  readonly #options: PairDiffsOptions;

  constructor(options: PairDiffsOptions) {
    this.#options = options;
  }

  get dialect(): DiffDialect {
    return this.#options.dialect;
  }

  /**
   * @param lane Whose request it is.
   * @throws {TreesChanged} what was read is not what was listed
   */
  async of(oldFile: TreeFile, newFile: TreeFile, lane: object, signal: AbortSignal): Promise<PairDiff> {
    const fault = oldFile.fault ?? newFile.fault;
    if (fault !== undefined) return faulty(fault);
    const { dialect, runner, store, onLookup } = this.#options;
    const key = `${DIFF_REVISION} ${dialect} ${oldFile.sha256} ${newFile.sha256}`;
    const known = await store?.get(key);
    onLookup(known !== undefined);
    if (known) return known;
    signal.throwIfAborted();
    try {
      const [oldBytes, newBytes] = await Promise.all([readListed(oldFile), readListed(newFile)]);
      const diff = await runner.run({ dialect, oldBytes, newBytes }, lane, signal);
      await store?.set(key, diff);
      return diff;
    } catch (error) {
      if (error instanceof FileFault || error instanceof DiffGivenUp) return faulty(error.message, true);
      throw error;
    }
  }
}

async function readListed(file: TreeFile): Promise<Uint8Array> {
  const bytes = await file.read();
  if (sha256Of(bytes) !== file.sha256) throw new TreesChanged('the file changed while it was read');
  return bytes;
}

const faulty = (fault: string, isPassing = false): PairDiff => ({
  body: null,
  additions: 0,
  deletions: 0,
  bodyBytes: 0,
  isBinary: false,
  fault,
  isPassing,
});
