// Into the collection: from the source (pull), or from a project (push).

import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactId } from '../trees/artifact-id.ts';
import { withRoots } from '../writing/several-roots.ts';
import type { RootWriter } from '../writing/writable-root.ts';
import { artifactHash } from './artifact-hash.ts';
import { type CopyPlan, conflictsIn, planCopy } from './copy-plan.ts';
import {
  type CopyState,
  type DeclaredArtifact,
  type DeclaredProject,
  stateAt,
  stateOfCopy,
} from './declared.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { placeOnDisk } from './deployment-place.ts';
import { makeRecord } from './deployment-record.ts';
import { DEFAULT_PROFILE } from './profiles.ts';
import { writablePath } from './project-files.ts';
import { usualPlace } from './project-records.ts';
import type { ConflictAnswer } from './write-answers.ts';
import {
  type RecordPlace,
  recordsChange,
  recordsInProject,
  rootsOf,
  type WriteContext,
  writerOf,
} from './write-context.ts';

/**
 * `theirs`: the collection becomes the same. `ours`: it only gets what it does not have. `manual`:
 * differences are reported.
 */
type SyncStrategy = 'theirs' | 'ours' | 'manual';

export interface Synced {
  /** Not empty: nothing was written. */
  readonly conflicts: readonly ConflictAnswer[];
  /** Files that were written or removed. */
  readonly changedFiles: number;
}

export interface SyncOrder {
  readonly id: ArtifactId;
  readonly artifact: DeclaredArtifact;
  readonly strategy: SyncStrategy;
  /** Makes `manual` as `theirs`. */
  readonly isForced: boolean;
}

/**
 * @throws {DeploymentFailure} 400: no source, or no collection that can be written to; 404: nothing in it.
 * @throws {WriteFailure}
 */
export async function pull(context: WriteContext, order: SyncOrder): Promise<Synced> {
  const { id, artifact } = order;
  if (!artifact.source)
    throw new DeploymentFailure(400, 'Artifact does not have upstream tracking configured');
  const collection = writableCollection(artifact);
  const roots = { written: [collection.root], read: rootsOf(artifact.source) };
  return withRoots(roots, context.options, async (writers) => {
    const origin = await stateOfCopy(artifact.source, id.type);
    if (!origin?.files.length)
      throw new DeploymentFailure(404, `Artifact '${id.type}:${id.name}' not found in its source`);
    return (await copyInto(collection, order, origin, writers)).synced;
  });
}

/**
 * Afterwards the project's record says that it has what the collection has, if it had one.
 *
 * @throws {DeploymentFailure} 400, 404. @throws {WriteFailure} @throws {DeployedFileError}
 */
export async function push(
  context: WriteContext,
  order: SyncOrder,
  project: DeclaredProject,
): Promise<Synced> {
  const { id, artifact } = order;
  const collection = writableCollection(artifact);
  return withRoots({ written: [collection.root, project.path] }, context.options, async (writers) => {
    const [recorded] = await recordsInProject(project, id);
    const path = writablePath(project, recorded?.record ?? usualPlace(project, id, DEFAULT_PROFILE));
    const place = await placeOnDisk(project.path, path);
    const origin = place === undefined ? undefined : await stateAt(join(project.path, path), id.type);
    if (!origin?.files.length)
      throw new DeploymentFailure(
        404,
        `Artifact '${id.type}:${id.name}' not found in project ${project.path}`,
      );
    const { synced, plan } = await copyInto(collection, order, origin, writers);
    const isSame =
      synced.conflicts.length === 0 &&
      plan.actions.every(({ action }) => ['copied', 'skipped'].includes(action));
    if (recorded && isSame) await recordAsDeployed(context, project, recorded, origin, plan, writers);
    return synced;
  });
}

interface WritableCollection {
  readonly root: string;
  readonly path: string;
}

function writableCollection({ collection }: DeclaredArtifact): WritableCollection {
  if (collection && 'root' in collection) return { root: collection.root, path: collection.path ?? '.' };
  throw new DeploymentFailure(400, 'The collection of this artifact cannot be written to');
}

async function copyInto(
  { root, path }: WritableCollection,
  { id, strategy, isForced }: SyncOrder,
  origin: CopyState,
  writers: ReadonlyMap<string, RootWriter>,
): Promise<{ readonly synced: Synced; readonly plan: CopyPlan }> {
  const target = { root: await realpath(root), path, type: id.type };
  const takesAll = strategy === 'theirs' || (strategy === 'manual' && isForced);
  const plan = await planCopy(origin, target, takesAll ? 'replace' : 'add');
  const conflicts = strategy === 'manual' && !isForced ? conflictsIn(plan) : [];
  if (conflicts.length > 0) return { synced: { conflicts, changedFiles: 0 }, plan };
  await writerOf(writers, root).write(plan.changes);
  return { synced: { conflicts: [], changedFiles: plan.changes.length }, plan };
}

async function recordAsDeployed(
  { collectionName, time }: WriteContext,
  project: DeclaredProject,
  { record, folder }: RecordPlace,
  origin: CopyState,
  plan: CopyPlan,
  writers: ReadonlyMap<string, RootWriter>,
): Promise<void> {
  const renewed = makeRecord(
    {
      ...record,
      fromCollection: record.fromCollection || collectionName,
      deployedAt: time(),
      contentHash: await artifactHash(origin.files, origin.isFolder),
      fileCount: origin.files.length,
      fileHashes: plan.originHashes,
    },
    record.fields,
  );
  const isRenewed = (other: typeof record) =>
    other.artifactName === record.artifactName &&
    other.artifactType === record.artifactType &&
    other.profileId === record.profileId;
  const change = await recordsChange(project, folder, (records) =>
    records.map((other) => (isRenewed(other) ? renewed : other)),
  );
  await writerOf(writers, project.path).write([change]);
}
