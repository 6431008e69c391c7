// The routes about deployments as functions of what a request says; the service's HTTP calls them.

import { DeploymentFailure } from './deployment-failure.ts';
import type { Deployments } from './deployments.ts';

/** A request, read. */
interface DeploymentCall {
  readonly parameters: URLSearchParams;
  /** The JSON body of a POST; undefined if there was none. */
  readonly body: unknown;
}

/** Each answers with the JSON to send with status 200. */
export interface DeploymentRoutes {
  /** `GET /deploy` */
  listDeployments(call: DeploymentCall): Promise<object>;
  /** `POST /artifacts/{id}/deploy` */
  deployArtifact(artifactId: string, call: DeploymentCall): Promise<object>;
  /** `POST /artifacts/{id}/sync` */
  syncArtifact(artifactId: string, call: DeploymentCall): Promise<object>;
  /** `POST /deploy` */
  deploy(call: DeploymentCall): Promise<object>;
  /** `POST /deploy/undeploy` */
  undeploy(call: DeploymentCall): Promise<object>;
}

/**
 * @param failure Makes what the service throws for an answer of another status than 200, from the status and what stands under
 *   `detail`.
 */
export function deploymentRoutes(
  deployments: Deployments,
  failure: (status: number, detail: unknown, cause: unknown) => Error,
): DeploymentRoutes {
  const { writes } = deployments;
  const answered = async (answer: Promise<object>): Promise<object> => {
    try {
      return await answer;
    } catch (error) {
      throw error instanceof DeploymentFailure ? failure(error.status, error.detail, error) : error;
    }
  };
  return {
    listDeployments: ({ parameters }) => {
      // The last of a repeated one counts. One client says `profile_id`, another `deployment_profile_id`.
      const last = (name: string) => parameters.getAll(name).at(-1) || undefined;
      const profileId = last('profile_id') ?? last('deployment_profile_id');
      return answered(deployments.list({ projectPath: last('project_path'), profileId }));
    },
    deployArtifact: (artifactId, { body }) => answered(writes.deployArtifact(artifactId, body)),
    syncArtifact: (artifactId, { body }) => answered(writes.syncArtifact(artifactId, body)),
    deploy: ({ body }) => answered(writes.deploy(body)),
    undeploy: ({ body }) => answered(writes.undeploy(body)),
  };
}
