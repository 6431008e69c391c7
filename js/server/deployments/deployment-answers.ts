// The answers about deployments as they stand on the wire; the order of keys is part of them.

import type { RecordStatus } from './deployment-statuses.ts';

export interface ProjectDeploymentAnswer {
  readonly project_name: string;
  readonly project_path: string;
  readonly is_modified: boolean;
  readonly deployed_at: string;
}

/** `deployment_stats` of an artifact. */
export interface DeploymentStats {
  readonly total_deployments: number;
  readonly modified_deployments: number;
  /** One entry per project at most. */
  readonly projects: readonly ProjectDeploymentAnswer[];
}

interface DeploymentEntry {
  readonly artifact_name: string;
  readonly artifact_type: string;
  readonly from_collection: string;
  readonly deployed_at: string;
  readonly artifact_path: string;
  readonly project_path: string;
  readonly collection_sha: string;
  readonly local_modifications: boolean;
  readonly sync_status: 'synced' | 'modified' | 'unknown';
  readonly merge_base_snapshot: string | null;
  readonly deployment_profile_id: string;
  readonly platform: string | null;
  readonly profile_root_dir: string;
}

/** `GET /deploy` */
export interface DeploymentListAnswer {
  readonly project_path: string;
  readonly deployments: readonly DeploymentEntry[];
  readonly deployments_by_profile: Readonly<Record<string, readonly DeploymentEntry[]>>;
  readonly total: number;
}

export function deploymentList(projectPath: string, statuses: readonly RecordStatus[]): DeploymentListAnswer {
  const deployments = statuses.map((status) => entryOf(projectPath, status));
  const byProfile = new Map<string, DeploymentEntry[]>();
  for (const entry of deployments) {
    const list = byProfile.get(entry.deployment_profile_id);
    if (list) list.push(entry);
    else byProfile.set(entry.deployment_profile_id, [entry]);
  }
  return {
    project_path: projectPath,
    deployments,
    // From a map, since a profile may be called `__proto__`.
    deployments_by_profile: Object.fromEntries(byProfile),
    total: deployments.length,
  };
}

function entryOf(projectPath: string, { record, status }: RecordStatus): DeploymentEntry {
  return {
    artifact_name: record.artifactName,
    artifact_type: record.artifactType,
    from_collection: record.fromCollection,
    deployed_at: wireTime(record.deployedAt),
    artifact_path: record.artifactPath,
    project_path: projectPath,
    collection_sha: record.contentHash ?? '',
    // What somebody noted once, or what is so now.
    local_modifications: record.localModifications || status === 'modified',
    sync_status: status,
    merge_base_snapshot: record.mergeBaseSnapshot,
    deployment_profile_id: record.profileId,
    platform: record.platform,
    profile_root_dir: record.profileRootDir,
  };
}

/** @param statuses Of one artifact in one project, not empty; the latest deployment counts, and any modification. */
export function projectEntry(
  name: string,
  path: string,
  statuses: readonly RecordStatus[],
): ProjectDeploymentAnswer {
  const times = statuses.map(({ record }) => wireTime(record.deployedAt)).sort();
  return {
    project_name: name,
    project_path: path,
    is_modified: statuses.some(({ status }) => status === 'modified'),
    deployed_at: times.at(-1) ?? '',
  };
}

/** `+00:00` is `Z` on the wire. */
const wireTime = (time: string): string => (time.endsWith('+00:00') ? `${time.slice(0, -6)}Z` : time);
