// Where on disk the artifact of a record lies.

import { realpath } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { isPlainPath } from '../writing/inside-root.ts';
import { isAbsence } from '../writing/write-failure.ts';
import type { DeploymentRecord } from './deployment-record.ts';

/** @returns relative to the project, `.` for the project itself; undefined if the record leads out of it. */
export function pathOfRecord({
  profileRootDir,
  artifactPath,
}: Pick<DeploymentRecord, 'profileRootDir' | 'artifactPath'>): string | undefined {
  return joinInside(profileRootDir, artifactPath);
}

/** Joins relative paths; undefined if one is absolute, or the whole leads out of where it begins, or into `.git`. */
export function joinInside(...paths: string[]): string | undefined {
  if (paths.some((path) => path === '' || path.startsWith('/'))) return undefined;
  const joined = posix.join(...paths).replace(/\/+$/, '');
  return joined === '.' || isPlainPath(joined) ? joined : undefined;
}

/**
 * Where it really is.
 *
 * @returns undefined if a link on the way leads out of the project. What is not there is where it would be.
 */
export async function placeOnDisk(project: string, path: string): Promise<string | undefined> {
  const place = join(project, path);
  try {
    const [root, real] = [await realpath(project), await realpath(place)];
    return real === root || real.startsWith(root + sep) ? real : undefined;
  } catch (error) {
    if (isAbsence(error)) return place;
    return undefined;
  }
}
