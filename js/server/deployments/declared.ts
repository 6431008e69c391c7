// What the operator declared: artifacts, and projects to which they may be deployed. Nothing else is read or written.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactId } from '../trees/artifact-id.ts';
import { isAbsence } from '../writing/write-failure.ts';
import {
  type ArtifactFile,
  type ArtifactFiles,
  filesOfTree,
  listArtifactFiles,
  type ReadableTree,
} from './artifact-files.ts';
import { deployableId } from './artifact-id.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { joinInside } from './deployment-place.ts';
import { isFolderType } from './profiles.ts';

/** A folder (it may be written to, if anything may), or a tree that is only read, for instance of a commit. */
export type DeclaredCopy =
  | {
      /** Absolute. */
      readonly root: string;
      /** Of the artifact in it: relative; the root itself without. */
      readonly path?: string;
      readonly version?: () => string | undefined;
    }
  | { readonly tree: ReadableTree; readonly version?: () => string | undefined };

export interface DeclaredArtifact {
  /** `type:name`. */
  readonly id: string;
  /** What it is pulled from. */
  readonly source?: DeclaredCopy | undefined;
  /** What it is deployed from. */
  readonly collection?: DeclaredCopy | undefined;
}

export interface DeclaredProject {
  /** Absolute, unless there is a `tree`; clients name the project by it. */
  readonly path: string;
  /** What stands for a project that is no folder: every artifact's copy in it. It is only read. */
  readonly tree?: ReadableTree;
  /** For people; the last part of the path without. */
  readonly name?: string;
  /**
   * Where an artifact lies, or will, of which no record says it: relative, `.` for the project itself.
   * Without, the usual place of its type, `.claude/skills/NAME` for a skill.
   */
  readonly copyPath?: string | undefined;
}

/** An artifact's files, as they are now. */
export interface CopyState {
  readonly files: readonly ArtifactFile[];
  /** False: it is one file, whatever that is called. */
  readonly isFolder: boolean;
}

/** Everything declared, by what clients call it. */
export class Declared {
  readonly projects: readonly DeclaredProject[];
  readonly #artifacts: ReadonlyMap<string, DeclaredArtifact>;

  /** @throws {DeploymentFailure} 400: an id that is none. @throws {TypeError} a path that leads out of its root */
  constructor(artifacts: readonly DeclaredArtifact[], projects: readonly DeclaredProject[]) {
    this.#artifacts = new Map(artifacts.map((artifact) => [keyOf(deployableId(artifact.id)), artifact]));
    this.projects = projects.map((project) => ({ ...project, path: normalisedPath(project.path) }));
    for (const { copyPath = '.' } of projects)
      if (joinInside(copyPath) === undefined) throw new TypeError(`${copyPath} leads out of its project`);
  }

  artifact(id: ArtifactId): DeclaredArtifact | undefined {
    return this.#artifacts.get(keyOf(id));
  }

  artifacts(): readonly (readonly [ArtifactId, DeclaredArtifact])[] {
    return [...this.#artifacts.values()].map((artifact) => [deployableId(artifact.id), artifact]);
  }

  /** Those that are folders. */
  folders(): readonly string[] {
    return this.projects.flatMap(({ path, tree }) => (tree ? [] : [path]));
  }

  /** Undefined for a path that was not declared; the first project without a path. */
  project(path: string | null | undefined): DeclaredProject | undefined {
    if (!path) return this.projects[0];
    const asked = normalisedPath(path);
    return this.projects.find((project) => project.path === asked);
  }
}

const keyOf = ({ type, name }: ArtifactId): string => `${type}:${name}`;

/** As the application echoes paths: no empty parts, no `.`, no slash at the end; `..` stays. */
export function normalisedPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return path.startsWith('/') ? `/${parts.join('/')}` : parts.join('/') || '.';
}

export const nameOfProject = ({ name, path }: DeclaredProject): string =>
  name ?? path.split('/').at(-1) ?? path;

/** @returns undefined if there is nothing */
export async function stateOfCopy(
  copy: DeclaredCopy | undefined,
  type: string,
): Promise<CopyState | undefined> {
  if (!copy) return undefined;
  if ('tree' in copy) return stateOf(await filesOfTree(copy.tree), type, true);
  return stateAt(join(copy.root, copy.path ?? '.'), type);
}

export async function stateAt(place: string, type: string): Promise<CopyState | undefined> {
  return stateOf(await listArtifactFiles(place), type, await isFolder(place));
}

// A command is one file; a folder in which it lies alone is only where it was put.
function stateOf(files: ArtifactFiles, type: string, isFolder: boolean): CopyState | undefined {
  return files && { files, isFolder: isFolder && (isFolderType(type) || files.length !== 1) };
}

/** Also of a link to one: who may follow it is decided by `placeOnDisk`. */
export async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

/** @throws {DeploymentFailure} 404 */
export function notFound(id: ArtifactId): DeploymentFailure {
  return new DeploymentFailure(404, `Artifact '${id.type}:${id.name}' not found in any collection`);
}
