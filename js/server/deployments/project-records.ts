// What is deployed in a project: what its deployed files say, and declared artifacts that lie there without any record.

import { listArtifactFiles } from './artifact-files.ts';
import { artifactHash } from './artifact-hash.ts';
import type { ArtifactId } from './artifact-id.ts';
import {
  type Declared,
  type DeclaredArtifact,
  type DeclaredProject,
  isFolder,
  stateOfCopy,
} from './declared.ts';
import { readDeployedFiles } from './deployed-file.ts';
import { placeOnDisk } from './deployment-place.ts';
import { type DeploymentRecord, readRecord } from './deployment-record.ts';
import { DEFAULT_PROFILE, PROFILE_ROOTS, PROJECT_ITSELF, usualPath } from './profiles.ts';

/** Where an artifact goes, or lies without a record: path of the profile's folder, and in it. */
export function usualPlace(
  project: DeclaredProject,
  { type, name }: ArtifactId,
  profileId: string,
): { readonly profileRootDir: string; readonly artifactPath: string } {
  if (project.copyPath !== undefined && profileId === DEFAULT_PROFILE)
    return { profileRootDir: PROJECT_ITSELF, artifactPath: project.copyPath };
  return {
    profileRootDir: PROFILE_ROOTS[profileId] ?? PROFILE_ROOTS[DEFAULT_PROFILE] ?? PROJECT_ITSELF,
    artifactPath: usualPath(type, name),
  };
}

/**
 * @param since What is told as the time of a deployment that nobody recorded: ISO 8601.
 * @throws {DeployedFileError}
 */
export async function recordsOf(
  declared: Declared,
  project: DeclaredProject,
  collectionName: string,
  since: string,
): Promise<DeploymentRecord[]> {
  const records = (await readDeployedFiles(project.path)).flatMap(({ records }) => records);
  for (const [id, artifact] of declared.artifacts()) {
    const isRecorded = records.some((record) => isOf(record, id));
    const implied = isRecorded
      ? undefined
      : await impliedRecord(project, id, artifact, collectionName, since);
    if (implied) records.push(implied);
  }
  return records;
}

export const isOf = (record: DeploymentRecord, { type, name }: ArtifactId): boolean =>
  record.artifactName === name && record.artifactType === type;

// It counts as modified if it differs from the collection: nobody knows what was deployed.
async function impliedRecord(
  project: DeclaredProject,
  id: ArtifactId,
  artifact: DeclaredArtifact,
  collectionName: string,
  since: string,
): Promise<DeploymentRecord | undefined> {
  const { profileRootDir, artifactPath } = usualPlace(project, id, DEFAULT_PROFILE);
  const place = await placeOnDisk(project.path, `${profileRootDir}/${artifactPath}`);
  if (place === undefined || !(await listArtifactFiles(place))?.length) return undefined;
  const collection = await stateOfCopy(artifact.collection, id.type).catch(() => undefined);
  const contentHash = collection && (await artifactHash(collection.files, await isFolder(place)));
  return readRecord(
    {
      artifact_name: id.name,
      artifact_type: id.type,
      from_collection: collectionName,
      deployed_at: since,
      artifact_path: artifactPath,
      ...(contentHash !== undefined && { content_hash: contentHash }),
      profile_root_dir: profileRootDir,
    },
    profileRootDir,
    DEFAULT_PROFILE,
  );
}
