// The one object through which anything is written: whatever happens, what is known of deployments is
// forgotten afterwards.

import { WriteFailure, type WriteFailureCode } from '../writing/write-failure.ts';
import { deployableId } from './artifact-id.ts';
import { conflictsIn } from './copy-plan.ts';
import { type Deployed, type DeployOrder, deploy } from './deploy-action.ts';
import { DeployedFileError } from './deployed-file.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { DEFAULT_PROFILE } from './profiles.ts';
import { pull, push } from './sync-action.ts';
import { undeploy } from './undeploy-action.ts';
import {
  type ArtifactDeployAnswer,
  type ArtifactSyncAnswer,
  type DeployAnswer,
  type FileAction,
  failedDeploy,
  failedSync,
  filesCounted,
  type UndeployAnswer,
} from './write-answers.ts';
import { declaredArtifact, declaredProject, recordsInProject, type WriteContext } from './write-context.ts';
import {
  checkType,
  destinationOf,
  knownProfile,
  profileIn,
  readArtifactDeployRequest,
  readDeployRequest,
  readSyncRequest,
  readUndeployRequest,
} from './write-requests.ts';

/** What was done, for those who watch. */
export interface WrittenChange {
  readonly operation: 'deploy' | 'undeploy' | 'artifact-deploy' | 'artifact-sync';
  /** `type:name`, as far as the request said it. */
  readonly artifactId: string | undefined;
  /** False: refused or failed; what was known is forgotten all the same. */
  readonly isDone: boolean;
}

/**
 * The writing routes. Each takes the parsed JSON of its body, undefined for an empty one.
 *
 * All throw {@link DeploymentFailure}: 422 for a body that is no such request, 400, 404, 409, 500. If writing was not
 * allowed, the routes of one artifact answer `success: false`, the others throw 403.
 */
export class DeploymentWrites {
  readonly #context: WriteContext;
  readonly #isAllowed: boolean;
  readonly #onChange: (change: WrittenChange) => void;

  /** @param onChange Called after every attempt that may have written, before its answer is given. */
  constructor(context: WriteContext, isAllowed: boolean, onChange: (change: WrittenChange) => void) {
    this.#context = context;
    this.#isAllowed = isAllowed;
    this.#onChange = onChange;
  }

  /** `POST /deploy` */
  deploy(body: unknown): Promise<DeployAnswer> {
    return this.#change('deploy', textField(body, 'artifact_id'), async (): Promise<DeployAnswer> => {
      const fields = readDeployRequest(body);
      const profile = profileIn(fields);
      if (fields.all_profiles && profile)
        throw new DeploymentFailure(400, 'deployment_profile_id cannot be set when all_profiles=true');
      checkType(fields.artifact_type);
      const [id, artifact] = declaredArtifact(
        this.#context,
        `${fields.artifact_type}:${fields.artifact_name}`,
      );
      const project = declaredProject(this.#context, fields.project_path);
      const destination = destinationOf(fields.dest_path);
      const recorded = fields.all_profiles ? await recordsInProject(project, id) : [];
      const all = [...new Set([DEFAULT_PROFILE, ...recorded.map(({ record }) => record.profileId)])];
      const profiles = fields.all_profiles ? all : [knownProfile(profile)];
      const done: Deployed[] = [];
      for (const profileId of profiles)
        done.push(
          await deploy(this.#context, {
            ...{ id, artifact, project, profileId: knownProfile(profileId), destination, rule: 'replace' },
            check: (existing, isThere) => {
              if ((existing.length > 0 || isThere) && !fields.overwrite)
                throw new DeploymentFailure(
                  409,
                  `Artifact '${id.name}' already deployed. Set overwrite=true to replace.`,
                );
            },
          }),
        );
      const { record } = done[0] as Deployed;
      return {
        success: true,
        message: `Artifact '${id.name}' deployed successfully`,
        deployment_id: `${id.type}:${id.name}`,
        stream_url: null,
        artifact_name: id.name,
        artifact_type: id.type,
        project_path: project.path,
        deployed_path: record.artifactPath,
        deployed_at: record.deployedAt,
        deployment_profile_id: record.profileId,
        deployed_profiles: done.map((one) => one.record.profileId).sort(),
        platform: record.platform ?? record.profileId,
        profile_root_dir: record.profileRootDir,
      };
    }).catch((error: unknown) => {
      throw asFailure(error, 'Deployment failed');
    });
  }

  /** `POST /deploy/undeploy` */
  undeploy(body: unknown): Promise<UndeployAnswer> {
    return this.#change('undeploy', undefined, async () => {
      const fields = readUndeployRequest(body);
      checkType(fields.artifact_type);
      const id = deployableId(`${fields.artifact_type}:${fields.artifact_name}`);
      const project = declaredProject(this.#context, fields.project_path);
      await undeploy(this.#context, id, project, profileIn(fields));
      return {
        success: true,
        message: `Artifact '${id.name}' removed successfully`,
        artifact_name: id.name,
        artifact_type: id.type,
        project_path: project.path,
      } as const;
    }).catch((error: unknown) => {
      throw asFailure(error, 'Undeploy failed');
    });
  }

  /** `POST /artifacts/{id}/deploy` */
  deployArtifact(artifactId: string, body: unknown): Promise<ArtifactDeployAnswer> {
    if (!this.#isAllowed)
      return refused(() => failedDeploy(deployableId(artifactId), 'overwrite', ONLY_READS));
    return this.#change('artifact-deploy', artifactId, async () => {
      const fields = readArtifactDeployRequest(body);
      const { strategy } = fields;
      const [id, artifact] = declaredArtifact(this.#context, artifactId);
      const project = declaredProject(this.#context, fields.project_path);
      const profileId = knownProfile(profileIn(fields));
      const order: DeployOrder = {
        ...{ id, artifact, project, profileId, rule: strategy === 'merge' ? 'merge' : 'replace' },
        check: (existing, isThere) => {
          if (strategy === 'overwrite' && !fields.overwrite && (existing.length > 0 || isThere))
            throw new Refusal(
              `'${id.name}' is deployed there already. To replace it, overwrite; to keep changes, merge.`,
            );
        },
      };
      try {
        return artifactDeployed(await deploy(this.#context, order), strategy, id.name);
      } catch (error) {
        return failedDeploy(id, strategy, sentenceOf(error));
      }
    });
  }

  /** `POST /artifacts/{id}/sync`: with a project, from there into the collection; without, from the source. */
  syncArtifact(artifactId: string, body: unknown): Promise<ArtifactSyncAnswer> {
    if (!this.#isAllowed) return refused(() => failedSync(deployableId(artifactId), ONLY_READS));
    return this.#change('artifact-sync', artifactId, async () => {
      const fields = readSyncRequest(body);
      const [id, artifact] = declaredArtifact(this.#context, artifactId);
      const order = { id, artifact, strategy: fields.strategy, isForced: fields.force };
      const project =
        fields.project_path === null ? undefined : declaredProject(this.#context, fields.project_path);
      try {
        const { conflicts, changedFiles } = await (project
          ? push(this.#context, order, project)
          : pull(this.#context, order));
        if (conflicts.length > 0)
          return failedSync(id, `${filesCounted(conflicts.length)} differ; nothing was changed.`, conflicts);
        return {
          success: true,
          message: `${project ? 'Pushed' : 'Pulled'} '${id.name}': ${filesCounted(changedFiles)} changed in the collection.`,
          artifact_name: id.name,
          artifact_type: id.type,
          conflicts: null,
          updated_version: project ? null : (artifact.source?.version?.() ?? null),
          synced_files_count: changedFiles,
        };
      } catch (error) {
        return failedSync(id, sentenceOf(error));
      }
    });
  }

  // Every write goes through here; there is no other way to the context.
  async #change<Answer>(
    operation: WrittenChange['operation'],
    artifactId: string | undefined,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    if (!this.#isAllowed) throw new DeploymentFailure(403, ONLY_READS);
    let isDone = false;
    try {
      const answer = await work();
      isDone = (answer as { success?: boolean }).success === true;
      return answer;
    } finally {
      this.#onChange({ operation, artifactId, isDone });
    }
  }
}

const ONLY_READS = 'This service only reads. Start it with --allow-write to let it change files.';

/** Routes whose answers can say that nothing was done answer so. */
const refused = async <Answer>(answer: () => Answer): Promise<Answer> => answer();

/** Said in an answer with status 200. */
class Refusal extends Error {}

const sentenceOf = (error: unknown): string => {
  if (error instanceof DeploymentFailure) throw error;
  if (error instanceof Refusal || error instanceof WriteFailure || error instanceof DeployedFileError)
    return error.message;
  throw new DeploymentFailure(500, 'Writing failed', error);
};

const STATUS: Partial<Record<WriteFailureCode, number>> = { locked: 409, outside: 400 };

function asFailure(error: unknown, what: string): DeploymentFailure {
  if (error instanceof DeploymentFailure) return error;
  if (error instanceof WriteFailure)
    return new DeploymentFailure(STATUS[error.code] ?? 500, `${what}: ${error.message}`, error);
  if (error instanceof DeployedFileError)
    return new DeploymentFailure(500, `${what}: ${error.message}`, error);
  return new DeploymentFailure(500, what, error);
}

function artifactDeployed(
  { plan, path, record }: Deployed,
  strategy: 'overwrite' | 'merge',
  name: string,
): ArtifactDeployAnswer {
  const count = (action: FileAction['action']) => plan.actions.filter((one) => one.action === action).length;
  const conflicts = conflictsIn(plan).filter(({ file_path }) =>
    plan.actions.some((one) => one.file_path === file_path && one.action === 'conflict'),
  );
  const kept =
    conflicts.length > 0
      ? ` ${filesCounted(conflicts.length)} changed on both sides stayed as they are.`
      : '';
  return {
    success: true,
    message: `Artifact '${name}' deployed: ${filesCounted(plan.changes.length)} changed.${kept}`,
    artifact_name: name,
    artifact_type: record.artifactType,
    deployed_path: path,
    error_message: null,
    strategy,
    merge_details:
      strategy === 'merge'
        ? {
            files_copied: count('copied'),
            files_skipped: count('skipped'),
            files_preserved: count('preserved'),
            conflicts: conflicts.length,
            file_actions: plan.actions,
          }
        : null,
    conflicts: strategy === 'merge' ? conflicts : null,
  };
}

function textField(body: unknown, name: string): string | undefined {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
