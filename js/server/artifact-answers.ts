// The endpoints beside the diffs over the declared trees: where the artifact is deployed, and what writes it.

import type { DeclaredCopy } from './deployments/declared.ts';
import { deploymentRoutes } from './deployments/deployment-routes.ts';
import { type DeploymentChange, Deployments } from './deployments/deployments.ts';
import type { RecoveredRoot } from './deployments/recovered-root.ts';
import { artifactIdOf } from './diff/comparable.ts';
import { WireError } from './diff/wire.ts';
import type { ArtifactRoutes } from './http/artifact-routes.ts';
import { type PerfLogger, Stopwatch } from './observe/perf-log.ts';
import type { ServiceMetrics } from './observe/service-metrics.ts';
import { readableTree } from './readable-tree.ts';
import type { Comparison, TreeRole } from './trees/comparison.ts';
import type { Tree } from './trees/tree.ts';
import { checkWritable } from './writable-folders.ts';

export interface ArtifactAnswersOptions {
  readonly comparison: Comparison;
  readonly allowWrite: boolean;
  readonly logger: PerfLogger;
  readonly metrics: ServiceMetrics;
  readonly now: () => number;
  /** Called when a route may have written, before it answers, with the trees that it has written to. */
  readonly onWritten: (roles: readonly TreeRole[]) => void;
}

export class ArtifactAnswers {
  readonly routes: ArtifactRoutes;
  readonly #options: ArtifactAnswersOptions;
  readonly #deployments: Deployments;

  /** @throws {TypeError} writing is allowed, and a folder must not be written to */
  constructor(options: ArtifactAnswersOptions) {
    const { comparison, allowWrite, metrics, now } = options;
    const { artifactId, collectionName, source, collection, project } = comparison;
    if (allowWrite) checkWritable(comparison);
    this.#options = options;
    this.#deployments = new Deployments({
      artifacts: [{ id: artifactId, source: copyOf(source), collection: copyOf(collection) }],
      projects: project ? [declaredProject(project)] : [],
      collectionName,
      allowWrite,
      cache: { now, onLookup: (level, outcome) => metrics.lookup(`deployment_${level}`, outcome) },
      onChange: (change) => this.#changed(change),
    });
    metrics.gauge(
      'hunkwise_deployment_stats_kept',
      'Artifacts whose deployment statistics are kept.',
      () => this.#deployments.cacheStatistics().stats.size,
    );
    metrics.total(
      'hunkwise_deployment_invalidations_total',
      'Times they were all forgotten.',
      () => this.#deployments.cacheStatistics().stats.invalidations,
    );
    this.routes = this.#timed();
  }

  /** The artifact's copies changed in some way that the routes do not know of. */
  invalidate(): void {
    this.#deployments.invalidate();
  }

  async recover(): Promise<readonly RecoveredRoot[]> {
    return this.#options.allowWrite ? this.#deployments.recover() : [];
  }

  close(): Promise<void> {
    return this.#deployments.close();
  }

  #changed(change: DeploymentChange): void {
    if (change.kind !== 'written') return;
    const written: TreeRole = change.operation === 'artifact-sync' ? 'collection' : 'project';
    this.#options.onWritten(change.isDone ? [written] : []);
  }

  #timed(): ArtifactRoutes {
    const { comparison, logger } = this.#options;
    const routes = deploymentRoutes(this.#deployments, (status, detail, cause) => {
      // The client learns no more than a sentence.
      if (status >= 500) logger({ event: 'failure', elapsed_ms: 0, error: reasonsOf(cause) });
      return new WireError(status, detail);
    });
    const watch = new Stopwatch(logger, { artifact_id: comparison.artifactId });
    const time = (part: string, work: () => Promise<object>) => watch.time('deployment', part, work);
    return {
      describe: (artifactId, { parameters }) =>
        this.#describe(artifactId, parameters.get('include_deployments') === 'true'),
      listDeployments: (call) => time('list', () => routes.listDeployments(call)),
      deployArtifact: (id, call) => time('deploy_artifact', () => routes.deployArtifact(id, call)),
      syncArtifact: (id, call) => time('sync_artifact', () => routes.syncArtifact(id, call)),
      deploy: (call) => time('deploy', () => routes.deploy(call)),
      undeploy: (call) => time('undeploy', () => routes.undeploy(call)),
    };
  }

  async #describe(artifactId: string, includesDeployments: boolean): Promise<object> {
    const { comparison, logger } = this.#options;
    const { artifactId: own, collectionName, upstream, source } = comparison;
    if (artifactId !== own) throw new WireError(404, `Artifact '${artifactId}' not found in any collection`);
    const { type, name } = artifactIdOf(own);
    return {
      id: artifactId,
      name,
      type,
      collection: collectionName,
      source: source ? upstream.source : null,
      origin: source ? 'github' : 'local',
      upstream: source ? { enabled: true, tracking_enabled: true, version: upstream.version } : null,
      deployment_stats: includesDeployments
        ? await new Stopwatch(logger, { artifact_id: own }).time('deployment', 'stats', () =>
            this.#stats(own),
          )
        : null,
    };
  }

  /** What is kept is only worth something if changes are noticed, so the watching begins with the first question. */
  async #stats(artifactId: string): Promise<object | null> {
    await this.#deployments.watch();
    return this.#deployments.statsOf(artifactId);
  }
}

function copyOf(tree: Tree | undefined): DeclaredCopy | undefined {
  if (!tree) return undefined;
  return tree.folder === undefined ? readableTree(tree) : { root: tree.folder };
}

/** The folder that was named is the artifact itself. */
function declaredProject(tree: Tree) {
  const declared = { path: tree.location, name: tree.label, copyPath: '.' };
  return tree.folder === undefined ? { ...declared, tree: readableTree(tree).tree } : declared;
}

/** An error with those that caused it. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? `${error.stack}` : `${error.stack}\ncaused by ${reasonsOf(error.cause)}`;
}
