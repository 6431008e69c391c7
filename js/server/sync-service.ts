// The service as one function from requests to answers, put together from its parts.

import { availableParallelism } from 'node:os';
import { ArtifactAnswers } from './artifact-answers.ts';
import { FetchCache } from './cache/fetch-cache.ts';
import type { RecoveredRoot } from './deployments/recovered-root.ts';
import type { ListTree } from './diff/comparable.ts';
import { DiffPool } from './diff/diff-pool.ts';
import { normalisedPath } from './diff/diff-query.ts';
import { DiffService } from './diff/diff-service.ts';
import type { DiffStore } from './diff/diff-store.ts';
import { layeredStore, memoryStore, redisStore } from './diff/keyv-stores.ts';
import { PairDiffs } from './diff/pair-diffs.ts';
import { Admission } from './http/admission.ts';
import { DiffRoutes } from './http/diff-routes.ts';
import { openApi } from './http/openapi.ts';
import { serviceApp } from './http/service-app.ts';
import { ServiceMetrics } from './observe/service-metrics.ts';
import { TreeEvents } from './observe/tree-events.ts';
import {
  DIFF_TIMEOUT_MS,
  type SyncServiceOptions,
  settingsOf,
  UPSTREAM_COOL_DOWN_MS,
} from './service-options.ts';
import type { TreeRole } from './trees/comparison.ts';
import type { TreeListing } from './trees/tree.ts';

/** The service as a function from requests to responses, for any server that speaks them. */
export interface SyncService {
  /** Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Makes the folders that may be written to whole again, if a program was ended while it wrote. To be called before
   * the first request. Never rejects; without `allowWrite` there is nothing to do.
   */
  recover(): Promise<readonly RecoveredRoot[]>;
  /** Ends threads, watchers and connections of its own. */
  close(): Promise<void>;
}

/**
 * Makes the service. Starts threads; {@link SyncService.close} ends them.
 *
 * @throws {TypeError} `allowWrite`, and a folder that must not be written to
 */
export function createSyncService(options: SyncServiceOptions): SyncService {
  const settings = settingsOf(options);
  const { comparison } = options;
  const { logger, now, isAdditive } = settings;
  const metrics = new ServiceMetrics();
  const ended = new AbortController();

  const runner = options.runner ?? startPool(options.threads);
  const store = settings.cachesDiffs ? openStore() : undefined;
  const diffs = new PairDiffs({
    dialect: settings.dialect,
    runner,
    store,
    onLookup: (isHit) => metrics.lookup('diff', isHit ? 'hit' : 'miss'),
  });

  function openStore(): DiffStore {
    const near = memoryStore(settings.cacheBytes);
    if (options.cacheUrl === undefined) return near;
    return layeredStore(near, redisStore(options.cacheUrl), {
      timeoutMs: 250,
      coolDownMs: 5000,
      ttlSeconds: 24 * 3600,
      maxValueBytes: 4 * 2 ** 20,
      now,
      onFailure: () => metrics.storeFailed(),
    });
  }

  // Folders are looked at anew each time; what comes from elsewhere is kept for a while.
  const listings = new FetchCache<TreeListing>(
    { ttlMs: settings.upstreamTtlMs, coolDownMs: UPSTREAM_COOL_DOWN_MS, maxEntries: 64, now },
    (outcome) => metrics.lookup('upstream', outcome),
  );
  const listingKey = (role: TreeRole) => `${comparison.artifactId}:${comparison.collectionName}:${role}`;
  const listTree: ListTree = (role) => {
    const tree = comparison[role];
    if (!tree) return undefined;
    if (tree.folder !== undefined) return tree.list();
    return listings.get(listingKey(role), () => tree.list());
  };

  const admission = new Admission({
    mostRequests: settings.mostRequests,
    maxMemoryBytes: settings.maxMemoryBytes,
    onRejected: (reason) => metrics.rejected(reason),
  });
  const routes = new DiffRoutes({
    service: new DiffService({
      comparison,
      listTree,
      listKnownSource: async () =>
        comparison.source?.folder === undefined
          ? withinMs(KNOWN_SOURCE_MS, listTree('source'))
          : listTree('source'),
      isAdditive,
    }),
    diffs,
    admission,
    metrics,
    logger,
    isAdditive,
    isCompressed: settings.isCompressed,
    answerCacheBytes: settings.cachesDiffs ? settings.cacheBytes : 0,
    maxAnswerBytes: settings.maxAnswerBytes,
  });
  metrics.gauge('hunkwise_requests_under_way', 'Comparisons under way.', () => admission.underWay);
  metrics.gauge('hunkwise_diffs_waiting', 'Diffs that no thread works on yet.', () => runner.waiting);
  metrics.gauge('hunkwise_cache_bytes', 'Bytes of diffs and answers that are kept.', () =>
    Math.round(routes.cachedBytes + (store?.bytes ?? 0)),
  );

  const events = new TreeEvents(
    comparison,
    (error) => logger({ event: 'watch.failure', elapsed_ms: 0, error: String(error) }),
    (role) => {
      listings.invalidate(listingKey(role));
      artifacts.invalidate();
    },
  );
  const artifacts = new ArtifactAnswers({
    comparison,
    allowWrite: options.allowWrite ?? false,
    logger,
    metrics,
    now,
    onWritten: (roles) => {
      // What was written came from the newest commit; the listing may be of an older one.
      listings.invalidate();
      for (const role of roles) events.changed(role);
    },
  });
  const app = serviceApp({
    diffs: routes,
    artifacts: options.artifacts ?? artifacts.routes,
    events,
    metrics,
    logger,
    describe: () => describe(options),
    openApi,
    mounts: options.mounts ?? new Map(),
    ended: ended.signal,
  });

  return {
    fetch: async (request) => app.fetch(request),
    recover: () => artifacts.recover(),
    async close() {
      ended.abort();
      events.close();
      await artifacts.close();
      for (const tree of [comparison.source, comparison.collection, comparison.project]) tree?.close?.();
      await Promise.all([options.runner ? undefined : runner.close(), store?.close()]);
    },
  };
}

function startPool(threads = Math.max(2, availableParallelism())): DiffPool {
  const script = new URL('./diff-thread.js', import.meta.url);
  const pool = new DiffPool({ threads, script, timeoutMs: DIFF_TIMEOUT_MS });
  pool.warmUp();
  return pool;
}

/** Milliseconds that a comparison without the source waits for one that comes from elsewhere, to learn who changed what. */
const KNOWN_SOURCE_MS = 250;

/** Undefined if it fails, or takes longer. */
async function withinMs<Value>(
  milliseconds: number,
  work: Promise<Value> | undefined,
): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function describe({ comparison }: SyncServiceOptions): object {
  const { artifactId, collectionName, source, collection, project } = comparison;
  return {
    artifactId,
    collection: collectionName,
    projectPath: project ? normalisedPath(project.location) : null,
    labels: {
      source: source?.label ?? null,
      collection: collection?.label ?? null,
      project: project?.label ?? null,
    },
  };
}
