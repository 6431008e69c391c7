// What a Prometheus server asks for: requests, caches, the queue, memory.

import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; the limits of docs/rollout.md are among them. */
const LATENCIES = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2.5, 5, 10];

export type CacheName = 'diff' | 'answer' | 'upstream' | 'deployment_projects' | 'deployment_stats';

const OUTCOMES: Readonly<Record<CacheName, readonly string[]>> = {
  diff: ['hit', 'miss'],
  answer: ['hit', 'miss', 'known'],
  upstream: ['hit', 'miss', 'stale', 'cooling'],
  deployment_projects: ['hit', 'miss'],
  deployment_stats: ['hit', 'miss'],
};

export class ServiceMetrics {
  readonly registry = new Registry();
  readonly #seconds: Histogram<'route' | 'method' | 'status'>;
  readonly #lookups: Counter<'cache' | 'outcome'>;
  readonly #rejected: Counter<'reason'>;
  readonly #storeFailures: Counter;

  constructor() {
    const registers = [this.registry];
    this.#seconds = new Histogram({
      name: 'hunkwise_request_seconds',
      help: 'Time from a request to the end of its answer, by route and status.',
      labelNames: ['route', 'method', 'status'],
      buckets: LATENCIES,
      registers,
    });
    this.#lookups = new Counter({
      name: 'hunkwise_cache_lookups_total',
      help: 'Questions to the caches: hit or miss; of answers also known (304), of upstream also stale and cooling.',
      labelNames: ['cache', 'outcome'],
      registers,
    });
    this.#rejected = new Counter({
      name: 'hunkwise_rejected_total',
      help: 'Requests that were turned away with 503, because of too many others (queue) or of memory.',
      labelNames: ['reason'],
      registers,
    });
    this.#storeFailures = new Counter({
      name: 'hunkwise_store_failures_total',
      help: 'Failures of the shared store; each is a miss and nothing worse.',
      registers,
    });
    // From the beginning: what appears with its first event has no rate for it.
    for (const reason of ['queue', 'memory'] as const) this.#rejected.inc({ reason }, 0);
    for (const [cache, outcomes] of Object.entries(OUTCOMES))
      for (const outcome of outcomes) this.#lookups.inc({ cache, outcome }, 0);
    this.gauge('process_resident_memory_bytes', 'Memory of the whole process.', () =>
      process.memoryUsage.rss(),
    );
  }

  /** A figure that is looked up when somebody asks. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** The same of what only grows. */
  total(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  answered(route: string, method: string, status: number, milliseconds: number): void {
    this.#seconds.observe({ route, method, status: String(status) }, milliseconds / 1000);
  }

  lookup(cache: CacheName, outcome: string): void {
    this.#lookups.inc({ cache, outcome });
  }

  rejected(reason: 'queue' | 'memory'): void {
    this.#rejected.inc({ reason });
  }

  storeFailed(): void {
    this.#storeFailures.inc();
  }
}
