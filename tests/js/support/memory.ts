// What is still in memory once everything that nobody holds is gone.

import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Twice, with turns between: WebAssembly memories and buffers are given back in tasks of their own. */
export async function collectGarbage(): Promise<void> {
  for (let i = 0; i < 2; ++i) {
    gc();
    await pause(20);
  }
}

/** Bytes of objects and of buffers; WebAssembly memory counts among the latter. */
export function liveBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
