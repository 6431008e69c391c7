// What is asked and answered about deployments, for /openapi.json.

import { count, flag, listOf, object, type Schema, text, textOrNull } from './openapi-schema.ts';

/** Of a body: other fields are ignored, and all but these may be left out. */
const fields = (required: Record<string, Schema>, optional: Record<string, Schema>): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
});

const oneOf = (...words: string[]): Schema => ({ type: 'string', enum: words });

const profile = { deployment_profile_id: textOrNull, profile_id: textOrNull };

export const deployRequest = fields(
  { artifact_id: text, artifact_name: text, artifact_type: text },
  {
    project_path: { ...textOrNull, description: 'Default: the declared one.' },
    collection_name: textOrNull,
    overwrite: { ...flag, default: false, description: 'Without, 409 if it is there already.' },
    dest_path: { ...textOrNull, description: 'Folder below the project, instead of the usual one.' },
    ...profile,
    all_profiles: { ...flag, default: false },
  },
);

export const undeployRequest = fields(
  { artifact_name: text, artifact_type: text },
  { project_path: textOrNull, ...profile },
);

export const artifactDeployRequest = fields(
  { project_path: text },
  {
    overwrite: { ...flag, default: false },
    strategy: { ...oneOf('overwrite', 'merge'), default: 'overwrite' },
    ...profile,
  },
);

export const syncRequest = fields(
  {},
  {
    project_path: {
      ...textOrNull,
      description: 'Pushed from this project; without, pulled from the source.',
    },
    force: { ...flag, default: false },
    strategy: { ...oneOf('theirs', 'ours', 'manual'), default: 'theirs' },
  },
);

const nameAndType = { artifact_name: text, artifact_type: text };

const deployment = object({
  ...nameAndType,
  from_collection: text,
  deployed_at: text,
  artifact_path: { ...text, description: 'Below `profile_root_dir`.' },
  project_path: text,
  collection_sha: { ...text, description: 'Hash of what was deployed; empty if nobody knows.' },
  local_modifications: flag,
  sync_status: oneOf('synced', 'modified', 'unknown'),
  merge_base_snapshot: textOrNull,
  deployment_profile_id: text,
  platform: textOrNull,
  profile_root_dir: text,
});

const deployments = listOf({ $ref: '#/components/schemas/Deployment' });

const statistics: Schema = {
  ...object({
    total_deployments: count,
    modified_deployments: count,
    projects: listOf(
      object({ project_name: text, project_path: text, is_modified: flag, deployed_at: text }),
    ),
  }),
  type: ['object', 'null'],
};

const conflict = object({ file_path: text, conflict_type: oneOf('modified', 'added', 'removed') });
const conflicts: Schema = { type: ['array', 'null'], items: conflict };

const mergeDetails: Schema = {
  ...object({
    files_copied: count,
    files_skipped: count,
    files_preserved: count,
    conflicts: count,
    file_actions: listOf(
      object({
        file_path: text,
        action: oneOf('copied', 'skipped', 'preserved', 'conflict'),
        detail: textOrNull,
      }),
    ),
  }),
  type: ['object', 'null'],
};

export const deploymentSchemas: Record<string, Schema> = {
  Artifact: object({
    id: text,
    name: text,
    type: text,
    collection: text,
    source: textOrNull,
    origin: oneOf('github', 'local'),
    upstream: {
      ...object({ enabled: flag, tracking_enabled: flag, version: text }),
      type: ['object', 'null'],
    },
    deployment_stats: { ...statistics, description: 'Null if it was not asked for, or cannot be told.' },
  }),
  Deployment: deployment,
  DeploymentList: object({
    project_path: text,
    deployments,
    deployments_by_profile: { type: 'object', additionalProperties: deployments },
    total: count,
  }),
  Deploy: object({
    success: flag,
    message: text,
    deployment_id: text,
    stream_url: { type: 'null' },
    ...nameAndType,
    project_path: text,
    deployed_path: text,
    deployed_at: text,
    deployment_profile_id: text,
    deployed_profiles: listOf(text),
    platform: text,
    profile_root_dir: text,
  }),
  Undeploy: object({ success: flag, message: text, ...nameAndType, project_path: text }),
  ArtifactDeploy: object({
    success: flag,
    message: text,
    ...nameAndType,
    deployed_path: textOrNull,
    error_message: textOrNull,
    strategy: oneOf('overwrite', 'merge'),
    merge_details: mergeDetails,
    conflicts,
  }),
  Sync: object({
    success: flag,
    message: text,
    ...nameAndType,
    conflicts,
    updated_version: textOrNull,
    synced_files_count: { type: ['integer', 'null'], minimum: 0 },
  }),
};
