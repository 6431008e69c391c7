// Where the artifact is deployed, if nobody knows better: in the one project that was named. The writing endpoints answer
// that nothing was written.

import { type Comparison, parseArtifactId } from './diff/comparison.ts';
import { normalisedPath } from './diff/diff-query.ts';
import { WireError } from './diff/wire.ts';
import type { ArtifactRoutes } from './http/artifact-routes.ts';

export function declaredDeployments(comparison: Comparison): ArtifactRoutes {
  /** No tree says when it was deployed; the answers name the moment at which this service began to show it. */
  const deployedAt = new Date().toISOString();
  const { artifactId: own, collectionName, upstream, source, collection, project } = comparison;
  const { type, name } = parseArtifactId(own);

  async function isModified(): Promise<boolean> {
    const [one, other] = await Promise.all([collection?.list(), project?.list()]);
    return one?.digest !== other?.digest;
  }

  async function statistics(): Promise<object> {
    if (!project) return { total_deployments: 0, modified_deployments: 0, projects: [] };
    const modified = await isModified();
    return {
      total_deployments: 1,
      modified_deployments: modified ? 1 : 0,
      projects: [
        {
          project_name: project.label,
          project_path: normalisedPath(project.location),
          is_modified: modified,
          deployed_at: deployedAt,
        },
      ],
    };
  }

  return {
    async describe(artifactId, { parameters }) {
      if (artifactId !== own)
        throw new WireError(404, `Artifact '${artifactId}' not found in any collection`);
      return {
        id: artifactId,
        name,
        type,
        collection: collectionName,
        source: source ? upstream.source : null,
        origin: source ? 'github' : 'local',
        upstream: source ? { enabled: true, tracking_enabled: true, version: upstream.version } : null,
        deployment_stats: parameters.get('include_deployments') === 'true' ? await statistics() : null,
      };
    },

    async listDeployments({ parameters }) {
      const asked = parameters.getAll('project_path').at(-1);
      const ownPath = project && normalisedPath(project.location);
      const projectPath = asked ? normalisedPath(asked) : ownPath;
      const isHere = project !== undefined && projectPath === ownPath;
      const modified = isHere && (await isModified());
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
              local_modifications: modified,
              sync_status: modified ? 'modified' : 'synced',
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
    },

    deployArtifact: async (artifactId) => refusal(artifactId, 'nothing was deployed'),
    syncArtifact: async (artifactId) => refusal(artifactId, 'nothing was pulled or pushed'),
  };
}

/** A failure in the contract's own form, with status 200. */
function refusal(artifactId: string, what: string): object {
  const message = `This service only reads: ${what}.`;
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
