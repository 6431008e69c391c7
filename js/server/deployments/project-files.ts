// Which files of a project a record stands for, when they are to be written or removed.

import { join } from 'node:path';
import type { Change } from '../writing/change.ts';
import { type DeclaredProject, isFolder, stateAt } from './declared.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { joinInside, pathOfRecord, placeOnDisk } from './deployment-place.ts';
import type { DeploymentRecord } from './deployment-record.ts';
import { DEPLOYED_FILE_FOLDERS } from './profiles.ts';

/**
 * Where a record may be written to. Records come with projects, from anywhere: one that stands for the whole
 * project, or the whole folder of a profile, is only believed if the operator declared it.
 *
 * @returns relative to the project
 * @throws {DeploymentFailure} 400
 */
export function writablePath(
  project: DeclaredProject,
  record: Pick<DeploymentRecord, 'profileRootDir' | 'artifactPath'>,
): string {
  const path = pathOfRecord(record);
  const isDeclared = project.copyPath !== undefined && joinInside(project.copyPath) === path;
  if (path !== undefined && (isDeclared || !DEPLOYED_FILE_FOLDERS.includes(path))) return path;
  throw new DeploymentFailure(400, `Destination path '${record.artifactPath}' is outside project directory`);
}

/** @param spared Relative to the project: paths below which nothing is removed. */
export async function removals(
  project: DeclaredProject,
  record: DeploymentRecord,
  spared: readonly string[],
): Promise<Change[]> {
  const path = writablePath(project, record);
  const place = await placeOnDisk(project.path, path);
  const there =
    place === undefined ? undefined : await stateAt(join(project.path, path), record.artifactType);
  if (!place || !there) return [];
  const inFolder = await isFolder(place);
  return there.files
    .map((file) => (inFolder ? joinInside(path, file.path) : path))
    .filter((goal): goal is string => goal !== undefined && goal !== '.')
    .filter((goal) => !spared.some((kept) => kept === '.' || goal === kept || goal.startsWith(`${kept}/`)))
    .map((goal) => ({ kind: 'removal', path: goal }));
}
