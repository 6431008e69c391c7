// What the writing routes are asked: the fields of their bodies, and checks that need nothing but them.

import { isArtifactType } from '../trees/artifact-id.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { joinInside } from './deployment-place.ts';
import { DEFAULT_PROFILE, PROFILE_ROOTS } from './profiles.ts';
import { flag, matching, oneOf, optionalText, readFields, requiredText } from './request-fields.ts';

/** `POST /deploy` @throws {DeploymentFailure} 422 */
export const readDeployRequest = (body: unknown) =>
  readFields(body, {
    artifact_id: requiredText,
    artifact_name: requiredText,
    artifact_type: requiredText,
    project_path: optionalText,
    collection_name: optionalText,
    overwrite: flag,
    dest_path: optionalText,
    deployment_profile_id: optionalText,
    profile_id: optionalText,
    all_profiles: flag,
  });

/** `POST /deploy/undeploy` @throws {DeploymentFailure} 422 */
export const readUndeployRequest = (body: unknown) =>
  readFields(body, {
    artifact_name: requiredText,
    artifact_type: requiredText,
    project_path: optionalText,
    profile_id: optionalText,
    deployment_profile_id: optionalText,
  });

/** `POST /artifacts/{id}/deploy` @throws {DeploymentFailure} 422 */
export const readArtifactDeployRequest = (body: unknown) =>
  readFields(body, {
    project_path: requiredText,
    overwrite: flag,
    strategy: oneOf('overwrite', 'merge'),
    deployment_profile_id: optionalText,
    profile_id: optionalText,
  });

/** `POST /artifacts/{id}/sync` @throws {DeploymentFailure} 422 */
export const readSyncRequest = (body: unknown) =>
  readFields(body, {
    project_path: optionalText,
    force: flag,
    strategy: matching('theirs', 'ours', 'manual'),
  });

/** Some clients say `profile_id`, others `deployment_profile_id`. */
export const profileIn = (fields: {
  readonly profile_id: string | null;
  readonly deployment_profile_id: string | null;
}) => fields.deployment_profile_id || fields.profile_id;

/** @throws {DeploymentFailure} 400 */
export function checkType(type: string): void {
  if (!isArtifactType(type)) throw new DeploymentFailure(400, `Invalid artifact type: ${type}`);
}

/** @throws {DeploymentFailure} 400 */
export function knownProfile(id: string | null): string {
  const profile = id || DEFAULT_PROFILE;
  if (Object.hasOwn(PROFILE_ROOTS, profile)) return profile;
  throw new DeploymentFailure(400, `Deployment profile '${profile}' not found for project`);
}

/** @throws {DeploymentFailure} 400 */
export function destinationOf(path: string | null): string | undefined {
  if (!path) return undefined;
  const inside = /[\n\r]/.test(path) ? undefined : joinInside(path);
  if (inside === undefined || path.split('/').includes('..'))
    throw new DeploymentFailure(400, 'dest_path must be a folder inside the project');
  return inside;
}
