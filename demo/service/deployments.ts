// Where the artifact is deployed, and what the writing endpoints answer: this service shows trees and never changes them.

import { normalisedPath } from './diff-query.ts';
import type { Comparison } from './diff-service.ts';
import type { Tree } from './tree.ts';
import { WireError } from './wire.ts';

/** No tree says when it was deployed; the answers name the moment at which this service began to show it. */
const deployedAt = new Date().toISOString();

/** `GET /artifacts/{id}`: as much of it as says where the artifact comes from and where it is. */
export async function describeArtifact(comparison: Comparison, parameters: URLSearchParams): Promise<object> {
  const { artifactId, collectionName, upstream, source } = comparison;
  const [type = '', name = ''] = artifactId.split(/:(.*)/s);
  return {
    id: artifactId,
    name,
    type,
    collection: collectionName,
    source: source ? upstream.source : null,
    origin: source ? 'github' : 'local',
    upstream: source ? { enabled: true, tracking_enabled: true, version: upstream.version } : null,
    deployment_stats:
      parameters.get('include_deployments') === 'true' ? await deploymentStats(comparison) : null,
  };
}

async function deploymentStats({ collection, project }: Comparison): Promise<object> {
  if (!project) return { total_deployments: 0, modified_deployments: 0, projects: [] };
  const isModified = await differs(collection, project);
  return {
    total_deployments: 1,
    modified_deployments: isModified ? 1 : 0,
    projects: [
      {
        project_name: project.label,
        project_path: normalisedPath(project.location),
        is_modified: isModified,
        deployed_at: deployedAt,
      },
    ],
  };
}

/** What a generated set is said to be: in one project, and different there. */
export function generatedComparison(comparison: Comparison, artifactId: string): Comparison {
  const file = { path: 'generated', sha256: '', read: async () => new Uint8Array() };
  const project: Tree = {
    label: 'generated',
    location: '/generated/project',
    files: async () => [file],
  };
  return { ...comparison, artifactId, source: undefined, collection: undefined, project };
}

/** `GET /deploy` */
export async function listDeployments(comparison: Comparison, parameters: URLSearchParams): Promise<object> {
  const { artifactId, collectionName, collection, project } = comparison;
  const asked = parameters.getAll('project_path').at(-1);
  const own = project && normalisedPath(project.location);
  const projectPath = asked ? normalisedPath(asked) : own;
  const isHere = project !== undefined && projectPath === own;
  const [type = '', name = ''] = artifactId.split(/:(.*)/s);
  const isModified = isHere && (await differs(collection, project));
  const deployments = isHere
    ? [
        {
          artifact_name: name,
          artifact_type: type,
          from_collection: collectionName,
          deployed_at: deployedAt,
          artifact_path: name,
          project_path: projectPath,
          collection_sha: '',
          local_modifications: isModified,
          sync_status: isModified ? 'modified' : 'synced',
          deployment_profile_id: 'claude_code',
        },
      ]
    : [];
  return {
    project_path: projectPath ?? '.',
    deployments,
    deployments_by_profile: isHere ? { claude_code: deployments } : {},
    total: deployments.length,
  };
}

async function differs(collection: Tree | undefined, project: Tree): Promise<boolean> {
  const hashes = async (tree: Tree | undefined) =>
    new Set(((await tree?.files()) ?? []).map(({ path, sha256 }) => `${sha256} ${path}`));
  const [one, other] = [await hashes(collection), await hashes(project)];
  return one.size !== other.size || [...one].some((file) => !other.has(file));
}

const writes = new Map([
  ['sync', 'This demo only reads: nothing was pulled or pushed.'],
  ['deploy', 'This demo only reads: nothing was deployed.'],
]);

export const isWritingEndpoint = (endpoint: string): boolean => writes.has(endpoint);

/** `POST /artifacts/{id}/sync` and `/deploy`: a failure in the contract's own form, with status 200. */
export function refuseToWrite(endpoint: string, artifactId: string): object {
  const message = writes.get(endpoint);
  if (message === undefined) throw new WireError(404, 'Not Found');
  const [type = '', name = ''] = artifactId.split(/:(.*)/s);
  return {
    success: false,
    message,
    error_message: message,
    artifact_name: name,
    artifact_type: type,
    conflicts: null,
    updated_version: null,
    synced_files_count: 0,
  };
}
