// What is deployed in a project: what its deployed files say, and declared artifacts that lie there without any record.

import type { ArtifactId } from '../trees/artifact-id.ts';
import { type ArtifactFiles, filesOfTree, listArtifactFiles } from './artifact-files.ts';
import { artifactHash } from './artifact-hash.ts';
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

/** What is needed to tell of deployments that nobody recorded. */
export interface Unrecorded {
  readonly collectionName: string;
  /** What is told as their time: ISO 8601. */
  readonly since: string;
  /** Hash of the collection's copy, as it would be deployed; undefined if there is none. */
  readonly collectionHash: (
    artifact: DeclaredArtifact,
    id: ArtifactId,
    asFolder: boolean,
  ) => Promise<string | undefined>;
}

/** Whether `recordsOf` would find any, without hashing. @throws {DeployedFileError} */
export async function hasRecords(declared: Declared, project: DeclaredProject): Promise<boolean> {
  if (project.tree) return (await filesOfTree(project.tree)) !== undefined;
  if ((await readDeployedFiles(project.path)).some(({ records }) => records.length > 0)) return true;
  for (const [id] of declared.artifacts()) if (await unrecordedPlace(project, id)) return true;
  return false;
}

/** @throws {DeployedFileError} */
export async function recordsOf(
  declared: Declared,
  project: DeclaredProject,
  unrecorded: Unrecorded,
): Promise<DeploymentRecord[]> {
  const records = (await readDeployedFiles(project.path)).flatMap(({ records }) => records);
  for (const [id, artifact] of declared.artifacts()) {
    const isRecorded = records.some((record) => isOf(record, id));
    const implied = isRecorded ? undefined : await impliedRecord(project, id, artifact, unrecorded);
    if (implied) records.push(implied);
  }
  return records;
}

/** A `collectionHash` that hashes each copy once, however many projects ask. */
export function hashOnce(): Unrecorded['collectionHash'] {
  const hashes = new Map<string, Promise<string | undefined>>();
  return (artifact, id, asFolder) => {
    const key = `${asFolder} ${artifact.id}`;
    const known = hashes.get(key);
    if (known) return known;
    const hash = stateOfCopy(artifact.collection, id.type).then(
      (state) => state && artifactHash(state.files, asFolder),
      () => undefined, // it cannot be read: nobody knows
    );
    hashes.set(key, hash);
    return hash;
  };
}

export const isOf = (record: DeploymentRecord, { type, name }: ArtifactId): boolean =>
  record.artifactName === name && record.artifactType === type;

/** Records of a project that is no folder, and its files; every artifact is deployed there, and that is all. */
export async function recordsOfTree(
  declared: Declared,
  project: DeclaredProject,
  unrecorded: Unrecorded,
): Promise<{ readonly records: DeploymentRecord[]; readonly files: ArtifactFiles }> {
  const files = project.tree && (await filesOfTree(project.tree));
  if (!files) return { records: [], files };
  const records = declared.artifacts().map(async ([id, artifact]) => {
    const contentHash = await unrecorded.collectionHash(artifact, id, true);
    const place = { profileRootDir: PROJECT_ITSELF, artifactPath: PROJECT_ITSELF };
    return recordWithout(id, place, contentHash, unrecorded);
  });
  return { records: await Promise.all(records), files };
}

async function unrecordedPlace(project: DeclaredProject, id: ArtifactId): Promise<string | undefined> {
  const { profileRootDir, artifactPath } = usualPlace(project, id, DEFAULT_PROFILE);
  const place = await placeOnDisk(project.path, `${profileRootDir}/${artifactPath}`);
  return place !== undefined && (await listArtifactFiles(place))?.length ? place : undefined;
}

// It counts as modified if it differs from the collection: nobody knows what was deployed.
async function impliedRecord(
  project: DeclaredProject,
  id: ArtifactId,
  artifact: DeclaredArtifact,
  unrecorded: Unrecorded,
): Promise<DeploymentRecord | undefined> {
  const place = await unrecordedPlace(project, id);
  if (place === undefined) return undefined;
  const contentHash = await unrecorded.collectionHash(artifact, id, await isFolder(place));
  return recordWithout(id, usualPlace(project, id, DEFAULT_PROFILE), contentHash, unrecorded);
}

function recordWithout(
  id: ArtifactId,
  { profileRootDir, artifactPath }: ReturnType<typeof usualPlace>,
  contentHash: string | undefined,
  { collectionName, since }: Unrecorded,
): DeploymentRecord {
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
