// What every writing action needs: what is declared, how to write, and what time it is.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactId } from '../trees/artifact-id.ts';
import type { RootWriter, WritableRootOptions } from '../writing/writable-root.ts';
import { deployableId } from './artifact-id.ts';
import {
  type CopyState,
  type Declared,
  type DeclaredArtifact,
  type DeclaredCopy,
  type DeclaredProject,
  notFound,
  stateOfCopy,
} from './declared.ts';
import {
  type DeployedFile,
  formatDeployedFile,
  readDeployedFile,
  readDeployedFiles,
} from './deployed-file.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import type { DeploymentRecord } from './deployment-record.ts';
import { isOf } from './project-records.ts';

export interface WriteContext {
  readonly declared: Declared;
  readonly collectionName: string;
  readonly options: WritableRootOptions;
  /** ISO 8601, now. */
  readonly time: () => string;
}

/** @throws {DeploymentFailure} 400, 404 */
export function declaredArtifact(
  { declared }: WriteContext,
  id: string,
): readonly [ArtifactId, DeclaredArtifact] {
  const parsed = deployableId(id);
  const artifact = declared.artifact(parsed);
  if (!artifact) throw notFound(parsed);
  return [parsed, artifact];
}

/** @throws {DeploymentFailure} 400 */
export function declaredProject({ declared }: WriteContext, path: string | null): DeclaredProject {
  const project = declared.project(path);
  if (project?.tree) throw new DeploymentFailure(400, 'The project is no folder: it is only read');
  if (project) return project;
  throw new DeploymentFailure(400, path ? `Project path does not exist: ${path}` : 'No project is declared');
}

/** @throws {DeploymentFailure} 404 */
export async function filesToDeploy(id: ArtifactId, copy: DeclaredCopy | undefined): Promise<CopyState> {
  const state = await stateOfCopy(copy, id.type);
  if (!state || state.files.length === 0) throw notFound(id);
  return state;
}

/** A record, and the file that it stands in. */
export interface RecordPlace {
  readonly record: DeploymentRecord;
  readonly folder: string;
}

/** @param profileId Of any profile without. */
export async function recordsInProject(
  project: DeclaredProject,
  id: ArtifactId,
  profileId?: string | null,
): Promise<readonly RecordPlace[]> {
  const files = await readDeployedFiles(project.path);
  return files.flatMap(({ folder, records }) =>
    records
      .filter((record) => isOf(record, id) && (!profileId || record.profileId === profileId))
      .map((record) => ({ record, folder })),
  );
}

/** The change that replaces records of a deployed file. Read it and write it while the project is locked. */
export async function recordsChange(
  project: DeclaredProject,
  folder: string,
  replace: (records: readonly DeploymentRecord[]) => readonly DeploymentRecord[],
) {
  const file = await readDeployedFile(project.path, folder);
  const text = formatDeployedFile({
    rest: file.rest,
    records: replace(file.records),
  } satisfies Partial<DeployedFile>);
  const mode = await stat(join(project.path, file.path)).then(
    (found) => found.mode,
    () => 0o644,
  );
  return { kind: 'file', path: file.path, mode, read: async () => text } as const;
}

/** Of a path that was named to `withRoots` as written. */
export function writerOf(writers: ReadonlyMap<string, RootWriter>, path: string): RootWriter {
  const writer = writers.get(path);
  if (!writer) throw new TypeError(`${path} is not locked`);
  return writer;
}

/** What may change while it is read: folders. */
export const rootsOf = (...copies: readonly (DeclaredCopy | undefined)[]): string[] =>
  copies.flatMap((copy) => (copy && 'root' in copy ? [copy.root] : []));
