// A thread of the pool: an engine of its own; a few small diffs or a large one at a time.

import { parentPort } from 'node:worker_threads';
import { loadEngine } from '../../index.ts';
import { diffContents, type TextDiffer } from './content-diff.ts';
import type { DiffOutcome } from './diff-pool.ts';
import type { DiffJob } from './diff-runner.ts';

const engine = loadEngine({ wasm: new URL('./core-full.wasm', import.meta.url) });

// Engines compile a function when it is first called: here, before somebody waits for it.
void engine.then(
  (differ) => diffContents(differ, 'legacy', Buffer.from('old\n'), Buffer.from('new\n')),
  () => {},
);

parentPort?.on('message', async (jobs: readonly DiffJob[]) => {
  const differ = await engine.catch((error: unknown) => String(error));
  parentPort?.postMessage(jobs.map((job) => outcomeOf(differ, job)));
});

function outcomeOf(differ: TextDiffer | string, { dialect, oldBytes, newBytes }: DiffJob): DiffOutcome {
  if (typeof differ === 'string') return { failure: differ };
  try {
    return { diff: diffContents(differ, dialect, oldBytes, newBytes) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
