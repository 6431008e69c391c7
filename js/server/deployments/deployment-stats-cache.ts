// What is known of deployments, at two levels: which projects have any, and where each artifact is.

import type { DeploymentStats } from './deployment-answers.ts';
import { type CacheStatistics, type Clock, TimedCache } from './timed-cache.ts';

/** How long both levels hold, in milliseconds: edits of deployed files are noticed after this long. */
export const STATS_TTL_MS = 120_000;

/** Artifacts whose statistics are kept at once: a few hundred bytes per project each. */
const STATS_CAPACITY = 1000;

export interface StatsCacheOptions {
  readonly ttlMs?: number;
  readonly capacity?: number;
  readonly now?: Clock;
  /** Told of every question to either level. */
  readonly onLookup?: (level: 'projects' | 'stats', outcome: 'hit' | 'miss') => void;
}

const PROJECTS = 'projects';

/** All methods are synchronous but those that make what is missing. */
export class DeploymentStatsCache {
  readonly #projects: TimedCache<readonly string[]>;
  readonly #stats: TimedCache<DeploymentStats>;

  constructor({
    ttlMs = STATS_TTL_MS,
    capacity = STATS_CAPACITY,
    now = () => performance.now(),
    onLookup = () => {},
  }: StatsCacheOptions = {}) {
    this.#projects = new TimedCache(ttlMs, 1, now, (outcome) => onLookup('projects', outcome));
    this.#stats = new TimedCache(ttlMs, capacity, now, (outcome) => onLookup('stats', outcome));
  }

  /** Paths of the projects in which something is deployed; undefined if that is not known any more. */
  projects(): readonly string[] | undefined {
    return this.#projects.get(PROJECTS);
  }

  setProjects(paths: readonly string[]): void {
    this.#projects.set(PROJECTS, paths);
  }

  projectsThrough(make: () => Promise<readonly string[]>): Promise<readonly string[]> {
    return this.#projects.through(PROJECTS, make);
  }

  stats(name: string, type: string): DeploymentStats | undefined {
    return this.#stats.get(keyOf(name, type));
  }

  setStats(name: string, type: string, stats: DeploymentStats): void {
    this.#stats.set(keyOf(name, type), stats);
  }

  statsThrough(name: string, type: string, make: () => Promise<DeploymentStats>): Promise<DeploymentStats> {
    return this.#stats.through(keyOf(name, type), make);
  }

  invalidateArtifact(name: string, type: string): void {
    this.#stats.invalidate(keyOf(name, type));
  }

  invalidateAll(): void {
    this.#projects.clear();
    this.#stats.clear();
  }

  statistics(): { readonly projects: CacheStatistics; readonly stats: CacheStatistics } {
    return { projects: this.#projects.statistics(), stats: this.#stats.statistics() };
  }
}

// Types have no colon, names may.
const keyOf = (name: string, type: string): string => `${type}:${name}`;
