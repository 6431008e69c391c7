// An answer at the speed of a slower network, for those who want to see a wait.

import { setTimeout } from 'node:timers/promises';

/** Sent by the page of this demo only. */
export const PACE_HEADER = 'x-demo-bytes-per-second';

/** Pieces that are sent at once: twenty a second, or the wait would be seen as steps. */
const PER_SECOND = 20;

export async function* paced(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  bytesPerSecond: number,
): AsyncGenerator<Uint8Array> {
  const most = Math.max(1, Math.floor(bytesPerSecond / PER_SECOND));
  const start = performance.now();
  let sent = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += most) {
      const due = start + (sent / bytesPerSecond) * 1000 - performance.now();
      if (due > 1) await setTimeout(due);
      const piece = chunk.subarray(at, at + most);
      sent += piece.length;
      yield piece;
    }
  }
}
