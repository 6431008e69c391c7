// Listens to a service's events.

import { expect, onTestFinished } from 'vitest';

/** The events of a service, as they come. */
export async function listenToEvents(
  origin: string,
): Promise<{ events: [string, unknown][]; leave: () => void }> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const response = await fetch(`${origin}/events`, { signal: leaving.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events: [string, unknown][] = [];
  const read = async () => {
    let pending = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      pending += Buffer.from(chunk).toString();
      const parts = pending.split('\n\n');
      pending = parts.pop() ?? '';
      for (const part of parts) {
        const [, name] = /^event: (.*)$/m.exec(part) ?? [];
        const [, text] = /^data: (.*)$/m.exec(part) ?? [];
        if (name && text) events.push([name, JSON.parse(text)]);
      }
    }
  };
  read().catch(() => {});
  return { events, leave: () => leaving.abort() };
}

export const patient = { timeout: 15_000, interval: 20 };
