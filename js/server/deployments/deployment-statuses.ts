// Whether what is deployed is still what was deployed, for all records of a project in one pass: each place
// is hashed once.

import { lstat } from 'node:fs/promises';
import { inTurn } from '../writing/in-turn.ts';
import { isAbsence } from '../writing/write-failure.ts';
import { type ArtifactFiles, listArtifactFiles } from './artifact-files.ts';
import { artifactHash } from './artifact-hash.ts';
import { ArtifactHashes } from './artifact-hash-cache.ts';
import { readDeployedFiles } from './deployed-file.ts';
import { pathOfRecord, placeOnDisk } from './deployment-place.ts';
import type { DeploymentRecord } from './deployment-record.ts';

/**
 * `unknown`: nobody wrote what was deployed, or it cannot be read now. What is gone counts as `synced`, as in
 * the application.
 */
export type DeploymentStatus = 'synced' | 'modified' | 'unknown';

export interface RecordStatus {
  readonly record: DeploymentRecord;
  readonly status: DeploymentStatus;
}

export interface StatusQuery {
  /** Absolute. */
  readonly project: string;
  /** Only records of this profile. */
  readonly profileId?: string | undefined;
  /** Records that are known already; with them, no deployed file is read. */
  readonly records?: readonly DeploymentRecord[] | undefined;
  /** What is known of earlier passes. */
  readonly hashes?: ArtifactHashes | undefined;
  /** For tests and measurements: called before the files of a place are read. */
  readonly onHash?: ((place: string) => void) | undefined;
}

/** @throws {DeployedFileError} */
export async function deploymentStatuses(query: StatusQuery): Promise<RecordStatus[]> {
  const all = query.records ?? (await readDeployedFiles(query.project)).flatMap(({ records }) => records);
  const records = all.filter(({ profileId }) => !query.profileId || profileId === query.profileId);
  const places = new Map<string, PlaceState>();
  const hashes = query.hashes ?? new ArtifactHashes();
  return inTurn(records, async (record) => ({
    record,
    status: await statusOf(record, { ...query, hashes }, places),
  }));
}

/** The same where the project is no folder: every record stands for all its files. */
export async function treeStatuses(
  records: readonly DeploymentRecord[],
  files: ArtifactFiles,
): Promise<RecordStatus[]> {
  const hash = await artifactHash(files ?? [], true).catch(() => undefined); // a file that cannot be read
  return records.map((record) => {
    const isKnown = hash !== undefined && record.contentHash !== undefined;
    const status = hash === record.contentHash ? 'synced' : 'modified';
    return { record, status: isKnown ? status : 'unknown' };
  });
}

/**
 * Statuses by `name::type`, or by `name::type::profile` where an artifact is deployed more than once.
 */
export function statusesByKey(statuses: readonly RecordStatus[]): Map<string, DeploymentStatus> {
  const key = ({ artifactName, artifactType }: DeploymentRecord) => `${artifactName}::${artifactType}`;
  const counts = new Map<string, number>();
  for (const { record } of statuses) counts.set(key(record), (counts.get(key(record)) ?? 0) + 1);
  return new Map(
    statuses.map(({ record, status }) => {
      const isOnce = counts.get(key(record)) === 1;
      return [isOnce ? key(record) : `${key(record)}::${record.profileId}`, status];
    }),
  );
}

/** What one place is like; each question is answered once, by whoever asks first. */
interface PlaceState {
  isThere: Promise<boolean>;
  files: () => Promise<number>;
  hash: () => Promise<string>;
}

async function statusOf(
  record: DeploymentRecord,
  { project, hashes, onHash }: StatusQuery & { readonly hashes: ArtifactHashes },
  places: Map<string, PlaceState>,
): Promise<DeploymentStatus> {
  const path = pathOfRecord(record);
  const place = path && (await placeOnDisk(project, path));
  if (!place) return 'unknown';
  let state = places.get(place);
  if (!state) {
    state = lookAt(place, hashes, onHash);
    places.set(place, state);
  }
  try {
    if (!(await state.isThere)) return 'synced';
    if (record.contentHash === undefined) return 'unknown';
    // A count needs no reading; a different one says enough.
    if (record.fileCount !== undefined && record.fileCount !== (await state.files())) return 'modified';
    return (await state.hash()) === record.contentHash ? 'synced' : 'modified';
  } catch (error) {
    return isAbsence(error) ? 'modified' : 'unknown'; // a file vanished while it was read
  }
}

function lookAt(place: string, hashes: ArtifactHashes, onHash: StatusQuery['onHash']): PlaceState {
  const found = lstat(place).catch((error: unknown) => {
    if (isAbsence(error)) return undefined;
    throw error;
  });
  const list = once(() => listArtifactFiles(place));
  return {
    isThere: found.then((stat) => stat !== undefined),
    files: async () => (await list())?.length ?? 0,
    hash: once(async () => {
      const isFolder = (await found)?.isDirectory() ?? false;
      return hashes.hash(place, (await list()) ?? [], isFolder, () => onHash?.(place));
    }),
  };
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
