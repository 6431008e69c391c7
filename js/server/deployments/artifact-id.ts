// The names of artifacts that may be deployed: those that can be one of a file or folder.

import { type ArtifactId, BAD_ARTIFACT_ID, parseArtifactId } from '../trees/artifact-id.ts';
import { DeploymentFailure } from './deployment-failure.ts';

/** @throws {DeploymentFailure} 400: no `type:name`, an unknown type, or a name that is a path */
export function deployableId(text: string): ArtifactId {
  const id = parseArtifactId(text);
  if (!id || !isArtifactName(id.name)) throw new DeploymentFailure(400, BAD_ARTIFACT_ID);
  return id;
}

/** Whether a name can be one of a file or folder; anything else would lead to another place. */
const isArtifactName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
