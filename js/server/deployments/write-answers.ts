// The answers of the writing routes as they stand on the wire. Status 200 with `success: false` is a failure, too.

import type { ArtifactId } from '../trees/artifact-id.ts';

/** `POST /deploy` */
export interface DeployAnswer {
  readonly success: true;
  readonly message: string;
  /** `type:name`. */
  readonly deployment_id: string;
  readonly stream_url: null;
  readonly artifact_name: string;
  readonly artifact_type: string;
  readonly project_path: string;
  readonly deployed_path: string;
  readonly deployed_at: string;
  readonly deployment_profile_id: string;
  readonly deployed_profiles: readonly string[];
  readonly platform: string;
  readonly profile_root_dir: string;
}

/** `POST /deploy/undeploy` */
export interface UndeployAnswer {
  readonly success: true;
  readonly message: string;
  readonly artifact_name: string;
  readonly artifact_type: string;
  readonly project_path: string;
}

export interface FileAction {
  readonly file_path: string;
  /**
   * `copied`: now as in the collection. `skipped`: was so. `preserved`: kept as the project has it.
   * `conflict`: the same, though the collection changed it, too.
   */
  readonly action: 'copied' | 'skipped' | 'preserved' | 'conflict';
  readonly detail: string | null;
}

interface MergeDetails {
  readonly files_copied: number;
  readonly files_skipped: number;
  readonly files_preserved: number;
  /** How many. */
  readonly conflicts: number;
  readonly file_actions: readonly FileAction[];
}

export interface ConflictAnswer {
  readonly file_path: string;
  /** What the side that is written to has, compared with the other: it is there only, missing, or different. */
  readonly conflict_type: 'modified' | 'added' | 'removed';
}

/** `POST /artifacts/{id}/deploy` */
export interface ArtifactDeployAnswer {
  readonly success: boolean;
  readonly message: string;
  readonly artifact_name: string;
  readonly artifact_type: string;
  readonly deployed_path: string | null;
  readonly error_message: string | null;
  readonly strategy: 'overwrite' | 'merge';
  readonly merge_details: MergeDetails | null;
  /** Of a merge: what needs a person. Not in the application's answer; older clients do not look. */
  readonly conflicts: readonly ConflictAnswer[] | null;
}

/** `POST /artifacts/{id}/sync` */
export interface ArtifactSyncAnswer {
  readonly success: boolean;
  readonly message: string;
  readonly artifact_name: string;
  readonly artifact_type: string;
  readonly conflicts: readonly ConflictAnswer[] | null;
  readonly updated_version: string | null;
  readonly synced_files_count: number | null;
}

export const failedDeploy = (
  { type, name }: ArtifactId,
  strategy: 'overwrite' | 'merge',
  message: string,
): ArtifactDeployAnswer => ({
  success: false,
  message,
  artifact_name: name,
  artifact_type: type,
  deployed_path: null,
  error_message: message,
  strategy,
  merge_details: null,
  conflicts: null,
});

export const failedSync = (
  { type, name }: ArtifactId,
  message: string,
  conflicts: readonly ConflictAnswer[] | null = null,
): ArtifactSyncAnswer => ({
  success: false,
  message,
  artifact_name: name,
  artifact_type: type,
  conflicts,
  updated_version: null,
  synced_files_count: 0,
});

/** "1 file", "2 files". */
export const filesCounted = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`;
