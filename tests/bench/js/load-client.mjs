// Sends the same requests over and over through a few connections that stay open, and counts.
import { Agent, request } from 'node:http';

/** Answers are read to their end and thrown away. */
function ask(agent, { origin, path, headers = {} }) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, path, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ status: response.statusCode, bytes, headers: response.headers }));
      response.on('error', reject);
    });
    sent.on('error', reject).end();
  });
}

/** `next` gives the request to send; `connections` are busy all the time. Ends after so many seconds or requests. */
export async function load({
  origin,
  next,
  connections = 32,
  seconds = Infinity,
  requests = Infinity,
  onAnswer,
}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  const statuses = new Map();
  let sent = 0;
  let bytes = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async () => {
    while (sent < requests && performance.now() < end) {
      const index = sent++;
      const begin = performance.now();
      const answer = await ask(agent, { origin, ...next(index) });
      latencies.push(performance.now() - begin);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      bytes += answer.bytes;
      await onAnswer?.(index, answer);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (part) =>
    latencies[Math.min(latencies.length - 1, Math.floor(part * latencies.length))] ?? 0;
  return {
    requests: latencies.length,
    perSecond: latencies.length / elapsed,
    megabytesPerSecond: bytes / 1e6 / elapsed,
    median: quantile(0.5),
    p95: quantile(0.95),
    statuses: Object.fromEntries(statuses),
  };
}
