// Changes of the trees as server-sent events.

import { WireError } from '../diff/wire.ts';
import type { TreeEvents } from '../observe/tree-events.ts';

/** Clients that may listen at the same time. */
const MOST_LISTENERS = 200;

/** Milliseconds between two signs of life, so that nobody in between takes the connection for dead. */
const HEARTBEAT_MS = 15_000;

/** @throws {WireError} 503 */
export function eventStream(events: TreeEvents, signal: AbortSignal): Response {
  if (events.listeners >= MOST_LISTENERS)
    throw new WireError(503, 'Too many clients listen for changes.', { 'retry-after': '30' });
  const encoder = new TextEncoder();
  let leave = () => {};
  let heartbeat: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    clearInterval(heartbeat);
    leave();
  };
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        // Nobody takes them: this client will ask anew when it comes back.
        if (!isOver && (controller.desiredSize ?? 0) > -100) controller.enqueue(encoder.encode(text));
      };
      signal.addEventListener('abort', () => {
        if (isOver) return;
        end();
        controller.close();
      });
      leave = await events.listen((change) => send(`event: change\ndata: ${JSON.stringify(change)}\n\n`));
      if (isOver) leave();
      // From now on no change is missed.
      send('retry: 2000\nevent: ready\ndata: {}\n\n');
      heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      heartbeat.unref();
    },
    cancel: end,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
