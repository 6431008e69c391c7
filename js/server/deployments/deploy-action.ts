// Collection → project: the files and the record in one write, so that neither can be there without the other.

import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactId } from '../trees/artifact-id.ts';
import type { Change } from '../writing/change.ts';
import { withRoots } from '../writing/several-roots.ts';
import { artifactHash } from './artifact-hash.ts';
import { type CopyPlan, type CopyRule, planCopy } from './copy-plan.ts';
import { type CopyState, type DeclaredArtifact, type DeclaredProject, stateAt } from './declared.ts';
import { joinInside, pathOfRecord } from './deployment-place.ts';
import { type DeploymentRecord, makeRecord } from './deployment-record.ts';
import { removals, writablePath } from './project-files.ts';
import { isOf, usualPlace } from './project-records.ts';
import {
  filesToDeploy,
  type RecordPlace,
  recordsChange,
  recordsInProject,
  rootsOf,
  type WriteContext,
  writerOf,
} from './write-context.ts';

export interface DeployOrder {
  readonly id: ArtifactId;
  readonly artifact: DeclaredArtifact;
  readonly project: DeclaredProject;
  readonly rule: CopyRule;
  /** One of `PROFILE_ROOTS`. */
  readonly profileId: string;
  /** Folder below the project, instead of the usual one. */
  readonly destination?: string | undefined;
  /** Called before anything is written, with what is recorded; may throw. */
  readonly check?: (existing: readonly RecordPlace[], isThere: boolean) => void;
}

export interface Deployed {
  readonly record: DeploymentRecord;
  readonly plan: CopyPlan;
  /** Relative to the project. */
  readonly path: string;
}

/** @throws {DeploymentFailure} 400, 404, and what `check` throws. @throws {WriteFailure} @throws {DeployedFileError} */
export function deploy(context: WriteContext, order: DeployOrder): Promise<Deployed> {
  const { id, artifact, project } = order;
  const roots = { written: [project.path], read: rootsOf(artifact.collection) };
  return withRoots(roots, context.options, async (writers) => {
    const origin = await filesToDeploy(id, artifact.collection);
    const existing = await recordsInProject(project, id, order.profileId);
    const { folder, profileRootDir, artifactPath } = placeFor(order, existing[0], origin);
    const path = writablePath(project, { profileRootDir, artifactPath });

    const target = { root: await realpath(project.path), path, type: id.type };
    const plan = await planCopy(
      origin,
      target,
      order.rule,
      await baseOf(existing[0]?.record, target, order.rule),
    );
    order.check?.(existing, plan.targetHashes.size > 0);
    const before = existing[0]?.record.fields;
    const record = makeRecord(
      {
        artifactName: id.name,
        artifactType: id.type,
        fromCollection: context.collectionName,
        deployedAt: context.time(),
        artifactPath,
        contentHash: await artifactHash(origin.files, plan.isFolder),
        profileId: order.profileId,
        profileRootDir,
        fileCount: origin.files.length,
        fileHashes: deployedHashes(plan, existing[0]?.record),
      },
      before,
    );
    const isSame = (other: DeploymentRecord) => isOf(other, id) && other.profileId === order.profileId;
    const recording = await recordsChange(project, folder, (records) => {
      const at = records.findIndex(isSame);
      const others = records.filter((other) => !isSame(other));
      return at < 0 ? [...records, record] : [...others.slice(0, at), record, ...others.slice(at)];
    });
    const moved = existing.filter(({ record }) => pathOfRecord(record) !== path);
    const left = await Promise.all(moved.map((old) => removals(project, old.record, [path])));
    const changes: Change[] = [...left.flat(), ...plan.changes, recording];
    await writerOf(writers, project.path).write(changes);
    return { record, plan, path };
  });
}

// Where it is already; else where it was wished; else the usual place.
function placeFor(
  { project, id, profileId, destination }: DeployOrder,
  existing: RecordPlace | undefined,
  origin: CopyState,
) {
  const usual = usualPlace(project, id, profileId);
  const folder = existing?.folder ?? usual.profileRootDir;
  if (destination !== undefined) {
    const name = origin.isFolder ? id.name : `${id.name}.md`;
    return { folder, profileRootDir: '.', artifactPath: joinInside(destination, name) ?? destination };
  }
  if (!existing) return { folder, ...usual };
  return {
    folder,
    profileRootDir: existing.record.profileRootDir,
    artifactPath: existing.record.artifactPath,
  };
}

/**
 * What was deployed the last time, file by file. Without a record of it, all is known only if nothing was
 * changed since.
 */
async function baseOf(
  record: DeploymentRecord | undefined,
  target: { readonly root: string; readonly path: string; readonly type: string },
  rule: CopyRule,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (rule !== 'merge' || !record) return undefined;
  if (record.fileHashes) return record.fileHashes;
  const there = await stateAt(join(target.root, target.path), target.type);
  if (!there || (await artifactHash(there.files, there.isFolder)) !== record.contentHash) return undefined;
  const hashes = new Map<string, string>();
  for (const file of there.files) hashes.set(file.path, await file.sha256());
  return hashes;
}

/** What the next merge compares with: of files in conflict, what it was compared with this time. */
function deployedHashes(
  { originHashes, actions }: CopyPlan,
  before: DeploymentRecord | undefined,
): Map<string, string> {
  const hashes = new Map(originHashes);
  for (const { file_path, action } of actions) {
    if (action !== 'conflict') continue;
    const old = before?.fileHashes?.get(file_path);
    if (old === undefined) hashes.delete(file_path);
    else hashes.set(file_path, old);
  }
  return hashes;
}
