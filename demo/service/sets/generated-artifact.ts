// What a generated set is said to be: in one project, and different there.

const deployedAt = new Date().toISOString();

/** `GET /artifacts/{id}` */
export function generatedArtifact(
  artifactId: string,
  collectionName: string,
  parameters: URLSearchParams,
): object {
  const [type = '', name = ''] = artifactId.split(/:(.*)/s);
  const project = {
    project_name: 'generated',
    project_path: '/generated/project',
    is_modified: true,
    deployed_at: deployedAt,
  };
  return {
    id: artifactId,
    name,
    type,
    collection: collectionName,
    source: null,
    origin: 'local',
    upstream: null,
    deployment_stats:
      parameters.get('include_deployments') === 'true'
        ? { total_deployments: 1, modified_deployments: 1, projects: [project] }
        : null,
  };
}
