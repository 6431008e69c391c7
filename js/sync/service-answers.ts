// The answers that are not comparisons: small JSON, read into plain values of this package's spelling.

import { fieldsIn } from './failure-answer.ts';
import { serviceError } from './failure-sentence.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A project that has the artifact. */
export interface ProjectDeployment {
  readonly projectName: string;
  readonly projectPath: string;
  /** Whether the project's copy differs from what was deployed. */
  readonly isModified: boolean;
  /** ISO 8601; undefined if the service does not say. */
  readonly deployedAt: string | undefined;
}

/** Where an artifact is deployed. */
export interface ArtifactDeployments {
  readonly totalDeployments: number;
  readonly modifiedDeployments: number;
  readonly projects: readonly ProjectDeployment[];
  /** False: the service could not tell, which is not the same as "nowhere". */
  readonly isKnown: boolean;
}

/** One artifact in a project. */
export interface DeployedArtifact {
  readonly artifactName: string;
  readonly artifactType: string;
  readonly projectPath: string;
  readonly fromCollection: string | undefined;
  readonly deployedAt: string | undefined;
  readonly hasLocalModifications: boolean;
  /** The service's word: `synced`, `modified`, `unknown`, or one that it learns later. */
  readonly syncStatus: string | undefined;
}

/** Everything that is deployed in a project. */
export interface DeploymentList {
  readonly projectPath: string;
  readonly deployments: readonly DeployedArtifact[];
}

/** What a pull, push or deployment did. */
export interface ActionOutcome {
  readonly message: string | undefined;
  /** Paths that need a person. */
  readonly conflicts: readonly string[];
  readonly syncedFiles: number | undefined;
  readonly updatedVersion: string | undefined;
}

/** @throws {ServiceError} wrong-content */
export function readArtifactDeployments(bytes: Uint8Array, task: string): ArtifactDeployments {
  const stats = fieldsOf(objectIn(bytes, task).deployment_stats);
  const projects = listOf(stats?.projects).map(
    (project): ProjectDeployment => ({
      projectName: textOf(project.project_name) ?? '',
      projectPath: textOf(project.project_path) ?? '',
      isModified: project.is_modified === true,
      deployedAt: textOf(project.deployed_at),
    }),
  );
  return {
    totalDeployments: countOf(stats?.total_deployments) ?? projects.length,
    modifiedDeployments:
      countOf(stats?.modified_deployments) ?? projects.filter(({ isModified }) => isModified).length,
    projects,
    isKnown: stats !== undefined,
  };
}

/** @throws {ServiceError} wrong-content */
export function readDeploymentList(bytes: Uint8Array, task: string): DeploymentList {
  const { project_path, deployments } = objectIn(bytes, task);
  const projectPath = textOf(project_path) ?? '';
  return {
    projectPath,
    deployments: listOf(deployments).map((deployment) => ({
      artifactName: textOf(deployment.artifact_name) ?? '',
      artifactType: textOf(deployment.artifact_type) ?? '',
      projectPath: textOf(deployment.project_path) ?? projectPath,
      fromCollection: textOf(deployment.from_collection),
      deployedAt: textOf(deployment.deployed_at),
      hasLocalModifications: deployment.local_modifications === true,
      syncStatus: textOf(deployment.sync_status),
    })),
  };
}

/** What is missing stays undefined; never throws. */
export function outcomeIn(answer: Fields): ActionOutcome {
  const conflicts = answer.conflicts ?? fieldsOf(answer.merge_details)?.conflicts;
  return {
    message: textOf(answer.message),
    conflicts: Array.isArray(conflicts) ? conflicts.map(conflictPath) : [],
    syncedFiles: countOf(answer.synced_files_count),
    updatedVersion: textOf(answer.updated_version),
  };
}

/** @throws {ServiceError} wrong-content */
export function objectIn(bytes: Uint8Array, task: string): Fields {
  const fields = fieldsIn(new TextDecoder().decode(bytes));
  if (!fields || Array.isArray(fields)) throw serviceError('wrong-content', task);
  return fields;
}

function conflictPath(conflict: unknown): string {
  if (typeof conflict === 'string') return conflict;
  const fields = fieldsOf(conflict);
  return textOf(fields?.file_path) ?? textOf(fields?.path) ?? JSON.stringify(conflict);
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter((item) => fieldsOf(item) !== undefined) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
