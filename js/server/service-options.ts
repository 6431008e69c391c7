// What a service can be told, with the defaults of what it is not told.

import type { DiffDialect } from './diff/content-diff.ts';
import type { DiffRunner } from './diff/diff-runner.ts';
import type { ArtifactRoutes } from './http/artifact-routes.ts';
import type { PerfLogger } from './observe/perf-log.ts';
import type { Comparison } from './trees/comparison.ts';

/** Options of {@link createSyncService}. Only the trees are required. */
export interface SyncServiceOptions {
  /** The trees that are compared. {@link openTree} makes them. */
  readonly comparison: Comparison;
  /** Form of the texts. Default `legacy`. */
  readonly dialect?: DiffDialect | undefined;
  /**
   * Whether answers have what the application's do not: counts, origins, a digest. Default true; without, they are the
   * application's byte for byte.
   */
  readonly additive?: boolean | undefined;
  /** Whether answers are packed for clients that accept it. Default true. */
  readonly compression?: boolean | undefined;
  /** What the endpoints beside the diffs answer. Default: what is known of the declared trees. */
  readonly artifacts?: ArtifactRoutes | undefined;
  /**
   * Whether the writing endpoints may change the collection and the project, where these are folders. Default false.
   * Call {@link SyncService.recover} before the first request.
   */
  readonly allowWrite?: boolean | undefined;
  /** Static files: URL prefix → folder, longest prefix first. */
  readonly mounts?: ReadonlyMap<string, string> | undefined;
  /** Threads that compute diffs. Default: as many as the machine has processors, at least 2. */
  readonly threads?: number | undefined;
  /** Instead of the threads. Not closed with the service. */
  readonly runner?: DiffRunner | undefined;
  /** Default true, or false if the environment says `CACHE_DIFF_ENABLED=false`. */
  readonly cacheDiffs?: boolean | undefined;
  /** A Redis whose diffs several processes share: `redis://HOST[:PORT]`. */
  readonly cacheUrl?: string | undefined;
  /** Bytes of diffs and of whole answers that are kept. Default 64 MiB each. */
  readonly cacheBytes?: number | undefined;
  /** Seconds for which the listing of a git tree is good. Default 300, 30 to 600. */
  readonly upstreamTtlSeconds?: number | undefined;
  /** Comparisons that may be under way at once; more are answered with 503. Default 256. */
  readonly mostRequests?: number | undefined;
  /** Resident bytes of the process beyond which comparisons are answered with 503. Default 2 GiB. */
  readonly maxMemoryBytes?: number | undefined;
  /** Bytes of the largest answer in one piece. Default 256 MiB. */
  readonly maxAnswerBytes?: number | undefined;
  /** Gets every timing and every failure. Default: nobody. */
  readonly logger?: PerfLogger | undefined;
  /** Milliseconds of a clock that only goes forward. Default `performance.now`. */
  readonly now?: (() => number) | undefined;
}

const MIB = 2 ** 20;

/** Milliseconds after which a single diff is given up. */
export const DIFF_TIMEOUT_MS = 30_000;

/** Milliseconds without a new attempt after a listing has failed. */
export const UPSTREAM_COOL_DOWN_MS = 10_000;

const LEAST_TTL_SECONDS = 30;
const MOST_TTL_SECONDS = 600;

/** @internal */
export function settingsOf(options: SyncServiceOptions, environment: NodeJS.ProcessEnv = process.env) {
  const ttl = options.upstreamTtlSeconds ?? 300;
  return {
    dialect: options.dialect ?? 'legacy',
    isAdditive: options.additive ?? true,
    isCompressed: options.compression ?? true,
    cachesDiffs: options.cacheDiffs ?? environment.CACHE_DIFF_ENABLED?.toLowerCase() !== 'false',
    cacheBytes: options.cacheBytes ?? 64 * MIB,
    upstreamTtlMs: 1000 * Math.min(Math.max(ttl, LEAST_TTL_SECONDS), MOST_TTL_SECONDS),
    mostRequests: options.mostRequests ?? 256,
    maxMemoryBytes: options.maxMemoryBytes ?? 2048 * MIB,
    maxAnswerBytes: options.maxAnswerBytes ?? 256 * MIB,
    logger: options.logger ?? (() => {}),
    now: options.now ?? (() => performance.now()),
  };
}
