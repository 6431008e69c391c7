// Everything about deployments, for routes to call: no HTTP in it, plain values in and out.

import { realpath } from 'node:fs/promises';
import type { ArtifactId } from '../trees/artifact-id.ts';
import { inTurn } from '../writing/in-turn.ts';
import { WritableRoot, type WritableRootOptions } from '../writing/writable-root.ts';
import { ArtifactHashes } from './artifact-hash-cache.ts';
import { deployableId } from './artifact-id.ts';
import {
  Declared,
  type DeclaredArtifact,
  type DeclaredProject,
  nameOfProject,
  normalisedPath,
} from './declared.ts';
import { DeployedFileError } from './deployed-file.ts';
import { type DeployedFileWatcher, watchDeployedFiles } from './deployed-file-watcher.ts';
import {
  type DeploymentListAnswer,
  type DeploymentStats,
  deploymentList,
  projectEntry,
} from './deployment-answers.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { DeploymentStatsCache, type StatsCacheOptions } from './deployment-stats-cache.ts';
import { deploymentStatuses, type RecordStatus, treeStatuses } from './deployment-statuses.ts';
import { DeploymentWrites, type WrittenChange } from './deployment-writes.ts';
import { hashOnce, hasRecords, isOf, recordsOf, recordsOfTree } from './project-records.ts';
import type { RecoveredRoot } from './recovered-root.ts';

export interface DeploymentsOptions {
  readonly artifacts: readonly DeclaredArtifact[];
  readonly projects: readonly DeclaredProject[];
  /** What the collection is called; `default` without. */
  readonly collectionName?: string;
  /** Whether the writing routes may write; false without. */
  readonly allowWrite?: boolean;
  readonly cache?: StatsCacheOptions;
  readonly writing?: WritableRootOptions;
  /** The time of day, for records; the system's without. */
  readonly date?: () => Date;
  /**
   * Told of everything that may have changed what deployments or trees are like, before an answer that
   * follows from it.
   */
  readonly onChange?: (change: DeploymentChange) => void;
  /** For measurements: called before the files of a deployed artifact are read. */
  readonly onHash?: (place: string) => void;
}

/** `written`: by a route of this service. `deployed-file`: by any program. */
export type DeploymentChange =
  | ({ readonly kind: 'written' } & WrittenChange)
  | { readonly kind: 'deployed-file'; readonly projectPath: string };

export interface ListQuery {
  /** The first declared project without. */
  readonly projectPath?: string | null | undefined;
  /** Routes take it from `profile_id` and from `deployment_profile_id`. */
  readonly profileId?: string | null | undefined;
}

interface StatusFilter {
  readonly id?: ArtifactId;
  readonly profileId?: string | undefined;
  readonly collectionHash?: ReturnType<typeof hashOnce>;
}

export class Deployments {
  /** The writing routes; they refuse unless `allowWrite`. */
  readonly writes: DeploymentWrites;
  readonly #options: DeploymentsOptions;
  readonly #declared: Declared;
  readonly #collectionName: string;
  readonly #cache: DeploymentStatsCache;
  readonly #hashes = new ArtifactHashes();
  readonly #since: string;
  #watcher: Promise<DeployedFileWatcher> | undefined;

  /** @throws {DeploymentFailure, TypeError} something declared makes no sense */
  constructor(options: DeploymentsOptions) {
    this.#options = options;
    this.#declared = new Declared(options.artifacts, options.projects);
    this.#collectionName = options.collectionName ?? 'default';
    this.#cache = new DeploymentStatsCache(options.cache);
    const time = () => (options.date?.() ?? new Date()).toISOString();
    this.#since = time();
    const context = {
      ...{ declared: this.#declared, collectionName: this.#collectionName, time },
      options: options.writing ?? {},
    };
    this.writes = new DeploymentWrites(context, options.allowWrite ?? false, (change) =>
      this.#changed({ kind: 'written', ...change }),
    );
  }

  /**
   * Makes every declared folder whole again after a crash. To be called at the start if writing is allowed;
   * never throws.
   */
  async recover(): Promise<readonly RecoveredRoot[]> {
    const copies = this.#options.artifacts.map(({ collection }) => collection);
    const roots = copies.flatMap((copy) => (copy && 'root' in copy ? [copy.root] : []));
    const all = new Set([...roots, ...this.#declared.folders()]);
    return Promise.all([...all].map((path) => this.#recoverRoot(path)));
  }

  async #recoverRoot(path: string): Promise<RecoveredRoot> {
    try {
      const recovery = await new WritableRoot(path, this.#options.writing).recover();
      return { path, recovery, message: undefined };
    } catch (error) {
      const isLocked = (error as { code?: unknown }).code === 'locked';
      return { path, recovery: isLocked ? 'locked' : 'failed', message: (error as Error).message };
    }
  }

  /**
   * `GET /deploy`. Never cached. A project that was not declared has no deployments.
   *
   * @throws {DeploymentFailure} 500: a deployed file cannot be understood
   */
  async list({ projectPath, profileId }: ListQuery): Promise<DeploymentListAnswer> {
    const project = this.#declared.project(projectPath);
    if (!project) return deploymentList(projectPath ? normalisedPath(projectPath) : '.', []);
    try {
      return deploymentList(
        project.path,
        await this.#statuses(project, { profileId: profileId || undefined }),
      );
    } catch (error) {
      const reason = error instanceof DeployedFileError ? `: ${error.message}` : '';
      throw new DeploymentFailure(500, `Failed to list deployments${reason}`, error);
    }
  }

  /**
   * `deployment_stats` of `GET /artifacts/{id}?include_deployments=true`, cached.
   *
   * @returns null if it cannot be told; never throws
   */
  async statsOf(artifactId: string): Promise<DeploymentStats | null> {
    try {
      const { type, name } = deployableId(artifactId);
      return await this.#cache.statsThrough(name, type, () => this.computeStats(artifactId));
    } catch {
      return null;
    }
  }

  /**
   * The same, made anew and not kept.
   *
   * @throws {DeploymentFailure} 400: no id. @throws {DeployedFileError}
   */
  async computeStats(artifactId: string): Promise<DeploymentStats> {
    const id = deployableId(artifactId);
    const paths = await this.#cache.projectsThrough(() => this.#projectsWithDeployments());
    const collectionHash = hashOnce();
    const entries = await inTurn(paths, async (path) => {
      const project = this.#declared.project(path);
      if (!project) return undefined;
      const statuses = await this.#statuses(project, { id, collectionHash });
      return statuses.length === 0 ? undefined : projectEntry(nameOfProject(project), path, statuses);
    });
    const projects = entries.filter((entry) => entry !== undefined);
    return {
      total_deployments: projects.length,
      modified_deployments: projects.filter(({ is_modified }) => is_modified).length,
      projects,
    };
  }

  /** Forgets what is known of one artifact, or of all: for trees that changed without a route. */
  invalidate(artifactId?: string): void {
    if (artifactId === undefined) this.#cache.invalidateAll();
    else {
      const { type, name } = deployableId(artifactId);
      this.#cache.invalidateArtifact(name, type);
    }
  }

  cacheStatistics(): ReturnType<DeploymentStatsCache['statistics']> {
    return this.#cache.statistics();
  }

  /** From now on, deployed files that any program writes are noticed at once. Idempotent. */
  async watch(): Promise<void> {
    this.#watcher ??= watchDeployedFiles(this.#declared.folders(), (projectPath) =>
      this.#changed({ kind: 'deployed-file', projectPath }),
    );
    await this.#watcher;
  }

  /** Stops watching. */
  async close(): Promise<void> {
    const watcher = await this.#watcher;
    this.#watcher = undefined;
    await watcher?.close();
  }

  #changed(change: DeploymentChange): void {
    this.#cache.invalidateAll();
    this.#options.onChange?.(change);
  }

  async #statuses(
    project: DeclaredProject,
    { id, profileId, collectionHash = hashOnce() }: StatusFilter,
  ): Promise<RecordStatus[]> {
    const unrecorded = { collectionName: this.#collectionName, since: this.#since, collectionHash };
    if (project.tree) {
      const { records, files } = await recordsOfTree(this.#declared, project, unrecorded);
      const wanted = records.filter(
        (record) => (!id || isOf(record, id)) && (!profileId || record.profileId === profileId),
      );
      return treeStatuses(wanted, files);
    }
    const records = await recordsOf(this.#declared, project, unrecorded);
    return deploymentStatuses({
      project: project.path,
      profileId,
      records: id ? records.filter((record) => isOf(record, id)) : records,
      hashes: this.#hashes,
      onHash: this.#options.onHash,
    });
  }

  /** A project that is not there has none; one whose file cannot be understood may have. */
  async #projectsWithDeployments(): Promise<readonly string[]> {
    const found = await inTurn(this.#declared.projects, async (project) => {
      const isThere =
        project.tree !== undefined ||
        (await realpath(project.path).then(
          () => true,
          () => false,
        ));
      return isThere && (await hasRecords(this.#declared, project)) ? [project.path] : [];
    });
    return found.flat();
  }
}
