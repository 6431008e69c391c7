// What has to change so that one copy of an artifact becomes, or takes from, another. Decides; writes nothing.

import { join } from 'node:path';
import type { Change } from '../writing/change.ts';
import { inTurn } from '../writing/in-turn.ts';
import { writeFailure } from '../writing/write-failure.ts';
import type { ArtifactFile } from './artifact-files.ts';
import { type CopyState, isFolder, stateAt } from './declared.ts';
import { placeOnDisk } from './deployment-place.ts';
import type { ConflictAnswer, FileAction } from './write-answers.ts';

/**
 * `replace`: the target becomes the same, what it has besides is removed. `add`: only what it does not have
 * is copied. `merge`: as `add`, and what nobody changed in the target since `base` follows the origin.
 */
export type CopyRule = 'replace' | 'add' | 'merge';

export interface CopyTarget {
  /** Real path of the root that is written to. */
  readonly root: string;
  /** Of the artifact in it, `.` for the root itself. */
  readonly path: string;
  readonly type: string;
}

export interface CopyPlan {
  readonly changes: readonly Change[];
  /** By path in the artifact, ordered. */
  readonly actions: readonly FileAction[];
  /** Whether the artifact is, or will be, a folder there. */
  readonly isFolder: boolean;
  /** SHA-256 by path of the origin's files. */
  readonly originHashes: ReadonlyMap<string, string>;
  /** SHA-256 by path of the target's files as they were. */
  readonly targetHashes: ReadonlyMap<string, string>;
}

/**
 * @param base SHA-256 by path of what was deployed the last time; needed to merge.
 * @throws {WriteFailure} outside: a link on the way to the target leads out of its root
 */
export async function planCopy(
  origin: CopyState,
  target: CopyTarget,
  rule: CopyRule,
  base: ReadonlyMap<string, string> = new Map(),
): Promise<CopyPlan> {
  const place = await placeOnDisk(target.root, target.path);
  if (place === undefined) throw writeFailure('outside', target.path);
  const there = await stateAt(join(target.root, target.path), target.type);
  const wasFolder = await isFolder(place);
  const becomesFolder = origin.isFolder || wasFolder;
  const [ours, theirs] = [await hashed(origin.files), await hashed(there?.files ?? [])];
  const pathOf = (path: string, inFolder: boolean) => {
    if (!inFolder) return target.path;
    return target.path === '.' ? path : `${target.path}/${path}`;
  };

  // Files are the same if they are of the same name in the root, so that one file is not another for what it
  // is called there.
  const existing = new Map([...theirs].map(([path, file]) => [pathOf(path, wasFolder), file]));
  const changes: Change[] = [];
  const actions: FileAction[] = [];
  const act = (path: string, action: FileAction['action'], detail: string | null = null) =>
    actions.push({ file_path: path, action, detail });

  for (const [path, { file, sha256 }] of ours) {
    const goal = pathOf(path, becomesFolder);
    const old = existing.get(goal);
    existing.delete(goal);
    if (old && old.sha256 === sha256 && (rule !== 'replace' || isAlike(old.file, file))) act(path, 'skipped');
    else {
      const kept = rule === 'replace' ? undefined : keptAs(base.get(path), sha256, old?.sha256, rule);
      if (kept) act(path, ...kept);
      else {
        changes.push(changeTo(goal, file, sha256));
        act(path, 'copied');
      }
    }
  }
  for (const [goal, { file }] of existing) {
    if (rule === 'replace') changes.push({ kind: 'removal', path: goal });
    else act(file.path, 'preserved');
  }
  return {
    changes,
    actions: actions.sort((a, b) => (a.file_path < b.file_path ? -1 : 1)),
    isFolder: becomesFolder,
    originHashes: hashesOf(ours),
    targetHashes: hashesOf(theirs),
  };
}

/** Why a file that differs stays as it is; undefined if it is to be copied. */
function keptAs(
  base: string | undefined,
  origin: string,
  target: string | undefined,
  rule: CopyRule,
): readonly [FileAction['action'], string] | undefined {
  if (target === undefined && (base === undefined || rule === 'add')) return undefined;
  if (rule === 'merge' && target !== undefined && base === target) return undefined;
  if (rule === 'merge' && base === origin)
    return ['preserved', target === undefined ? 'Removed here' : 'Changed here only'];
  return ['conflict', target === undefined ? 'Removed here, changed there' : 'Modified on both sides'];
}

/** How the target differs from the origin, for those who are asked first. Files that only the origin has do no harm. */
export function conflictsIn({ actions, originHashes }: CopyPlan): ConflictAnswer[] {
  return actions
    .filter(({ action }) => action === 'conflict' || action === 'preserved')
    .map(({ file_path }) => ({
      file_path,
      conflict_type: originHashes.has(file_path) ? ('modified' as const) : ('added' as const),
    }));
}

interface HashedFile {
  readonly file: ArtifactFile;
  readonly sha256: string;
}

async function hashed(files: readonly ArtifactFile[]): Promise<Map<string, HashedFile>> {
  const all = await inTurn(files, async (file): Promise<[string, HashedFile]> => {
    try {
      return [file.path, { file, sha256: await file.sha256() }];
    } catch (error) {
      throw writeFailure('unreadable', file.path, error);
    }
  });
  return new Map(all);
}

const hashesOf = (files: ReadonlyMap<string, HashedFile>): Map<string, string> =>
  new Map([...files].map(([path, { sha256 }]) => [path, sha256]));

const isAlike = (one: ArtifactFile, other: ArtifactFile): boolean =>
  one.link === other.link && (one.mode & 0o111) === (other.mode & 0o111);

function changeTo(path: string, file: ArtifactFile, sha256: string): Change {
  if (file.link !== undefined) return { kind: 'link', path, target: file.link };
  return { kind: 'file', path, mode: file.mode, sha256, read: file.read };
}
