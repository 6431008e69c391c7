// A thread of the pool: an engine of its own, one diff after the other.

import { parentPort } from 'node:worker_threads';
import { loadEngine } from '../../index.ts';
import { diffContents } from './content-diff.ts';
import type { DiffJob } from './diff-runner.ts';

const engine = loadEngine();

parentPort?.on('message', async ({ dialect, oldBytes, newBytes }: DiffJob) => {
  try {
    parentPort?.postMessage({ diff: diffContents(await engine, dialect, oldBytes, newBytes) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ failure: reason });
  }
});
