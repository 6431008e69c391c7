// Artifacts are named `type:name`; one extension at the end of the name does not count.

import { DeploymentFailure } from './deployment-failure.ts';
import { isArtifactType } from './profiles.ts';

export interface ArtifactId {
  readonly type: string;
  readonly name: string;
}

const EXTENSION = /\.(md|txt|json|ya?ml)$/;

/** @throws {DeploymentFailure} 400: no `type:name`, an unknown type, or a name that is a path */
export function parseArtifactId(id: string): ArtifactId {
  const [type = '', rest] = id.split(/:(.*)/s);
  const name = rest?.replace(EXTENSION, '') ?? '';
  if (!isArtifactType(type) || !isArtifactName(name))
    throw new DeploymentFailure(400, "Invalid artifact ID format. Expected 'type:name'");
  return { type, name };
}

/** Whether a name can be one of a file or folder; anything else would lead to another place. */
export const isArtifactName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
