// One table of a deployed file, read into plain values, with everything else that stands in it.

import { TomlDate, type TomlTable } from 'smol-toml';
import { DEFAULT_PROFILE } from './profiles.ts';

export interface DeploymentRecord {
  readonly artifactName: string;
  readonly artifactType: string;
  readonly fromCollection: string;
  /** As it is written: ISO 8601, often without a zone. */
  readonly deployedAt: string;
  /** Relative to the folder of the profile. */
  readonly artifactPath: string;
  /** What `artifactHash` gave when it was deployed; undefined if nobody wrote it. */
  readonly contentHash: string | undefined;
  readonly localModifications: boolean;
  readonly mergeBaseSnapshot: string | null;
  readonly profileId: string;
  readonly platform: string | null;
  /** Relative to the project. */
  readonly profileRootDir: string;
  /** Files that the hash was made of. */
  readonly fileCount: number | undefined;
  /** SHA-256 by path when it was deployed; undefined if nobody wrote them. */
  readonly fileHashes: ReadonlyMap<string, string> | undefined;
  /** The table as it stands in the file, unknown keys included. */
  readonly fields: TomlTable;
}

/** @param root Folder of the file that the table stands in, relative to the project. */
export function readRecord(fields: TomlTable, root: string, profileId: string): DeploymentRecord {
  const text = (key: string) => textIn(fields[key]);
  const files = fields.file_count;
  return {
    artifactName: text('artifact_name') ?? '',
    artifactType: text('artifact_type') ?? '',
    fromCollection: text('from_collection') ?? '',
    deployedAt: text('deployed_at') ?? '',
    artifactPath: text('artifact_path') ?? '',
    // The older name of the same thing comes second; an empty one says nothing.
    contentHash: text('content_hash') || text('collection_sha') || undefined,
    localModifications: fields.local_modifications === true,
    mergeBaseSnapshot: text('merge_base_snapshot') ?? null,
    profileId: text('deployment_profile_id') || text('profile_id') || profileId || DEFAULT_PROFILE,
    platform: text('platform') ?? null,
    profileRootDir: text('profile_root_dir') || root,
    fileCount: typeof files === 'bigint' || typeof files === 'number' ? Number(files) : undefined,
    fileHashes: fileHashesIn(fields.file_hashes),
    fields,
  };
}

export interface NewRecord {
  readonly artifactName: string;
  readonly artifactType: string;
  readonly fromCollection: string;
  readonly deployedAt: string;
  readonly artifactPath: string;
  readonly contentHash: string;
  readonly profileId: string;
  readonly profileRootDir: string;
  readonly fileCount: number;
  readonly fileHashes: ReadonlyMap<string, string>;
}

/** More files than this are not remembered one by one: the file that lists deployments stays readable. */
const MOST_FILE_HASHES = 2000;

/** @param before The table that this one replaces; what it has under other keys stays. */
export function makeRecord(record: NewRecord, before: TomlTable = {}): DeploymentRecord {
  const { file_hashes: _, ...kept } = before;
  const hashes = [...record.fileHashes].sort(([a], [b]) => (a < b ? -1 : 1));
  const fields: TomlTable = {
    ...kept,
    artifact_name: record.artifactName,
    artifact_type: record.artifactType,
    from_collection: record.fromCollection,
    deployed_at: record.deployedAt,
    artifact_path: record.artifactPath,
    content_hash: record.contentHash,
    collection_sha: record.contentHash,
    local_modifications: false,
    merge_base_snapshot: record.contentHash,
    deployment_profile_id: record.profileId,
    platform: record.profileId,
    profile_root_dir: record.profileRootDir,
    file_count: BigInt(record.fileCount),
    ...(hashes.length <= MOST_FILE_HASHES && {
      file_hashes: hashes.map(([path, sha256]) => `${sha256} ${path}`),
    }),
  };
  return readRecord(fields, record.profileRootDir, record.profileId);
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof TomlDate ? value.toISOString() : undefined;
}

function fileHashesIn(value: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(value)) return undefined;
  const hashes = new Map<string, string>();
  for (const line of value)
    if (typeof line === 'string' && line[64] === ' ') hashes.set(line.slice(65), line.slice(0, 64));
  return hashes;
}
