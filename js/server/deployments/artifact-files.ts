// What an artifact consists of: the files that comparisons show, wherever they come from.

import { createHash } from 'node:crypto';
import { lstat, open, readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { isExcludedName, isExcludedPath } from '../trees/excluded-names.ts';
import { isAbsence } from '../writing/write-failure.ts';

export interface ArtifactFile {
  /** Relative to the artifact, with slashes; of an artifact that is one file, its name. */
  readonly path: string;
  /** Permissions, nine bits. */
  readonly mode: number;
  /** As it stands in a link to another file of the artifact; undefined for a plain file. */
  readonly link: string | undefined;
  /** SHA-256 of the bytes, 64 hex digits. Reads the file with every call. */
  sha256(): Promise<string>;
  read(): Promise<Uint8Array>;
}

/** Undefined: there is nothing. */
export type ArtifactFiles = readonly ArtifactFile[] | undefined;

/**
 * Lists a folder, or a single file, without reading contents. Links count as the file in the artifact that
 * they lead to; all others are left out, and so are folders that cannot be read and anything that is no file.
 */
export async function listArtifactFiles(place: string): Promise<ArtifactFiles> {
  try {
    const found = await stat(place);
    if (found.isFile()) return [fileAt(place, basename(place), found.mode, undefined)];
    if (!found.isDirectory()) return undefined;
    const files: ArtifactFile[] = [];
    await collect(place, '', await realpath(place), files);
    return files;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

async function collect(root: string, prefix: string, realRoot: string, files: ArtifactFile[]): Promise<void> {
  const entries = await readdir(join(root, prefix), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (isExcludedName(entry.name)) continue;
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      await collect(root, `${path}/`, realRoot, files);
      continue;
    }
    const file = await fileOf(root, path, realRoot).catch(() => undefined); // vanished, or a loop of links
    if (file) files.push(file);
  }
}

async function fileOf(root: string, path: string, realRoot: string): Promise<ArtifactFile | undefined> {
  const place = join(root, path);
  const found = await lstat(place);
  if (found.isFile()) return fileAt(place, path, found.mode, undefined);
  if (!found.isSymbolicLink()) return undefined;
  const link = await readlink(place);
  const target = await realpath(place);
  const inside = target.slice(realRoot.length + 1);
  if (!target.startsWith(realRoot + sep) || inside.split(sep).some(isExcludedName)) return undefined;
  const ends = await stat(target);
  if (!ends.isFile()) return undefined;
  // A link that goes by another one, by an absolute path or by the name of the artifact's folder may lead
  // elsewhere once it is copied. Then its content is.
  const leadsStraight = !isAbsolute(link) && join(dirname(path), link) === inside;
  return fileAt(place, path, ends.mode, leadsStraight ? link : undefined);
}

const fileAt = (place: string, path: string, mode: number, link: string | undefined): ArtifactFile => ({
  path,
  mode: mode & 0o777,
  link,
  sha256: () => hashOfFile(place),
  read: () => readFile(place),
});

/** Bytes that are read at once. */
const PIECE = 256 * 1024;

async function hashOfFile(place: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(place, 'r');
  try {
    const { size } = await file.stat();
    const piece = Buffer.allocUnsafe(Math.min(PIECE, size + 1));
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** As much of a tree as can be copied from: any comparison's tree has it. */
export interface ReadableTree {
  /** Called anew for every action, as trees change. */
  files(): Promise<readonly ReadableFile[]>;
}

export interface ReadableFile {
  readonly path: string;
  /** Without, content is hashed when it is needed. */
  readonly sha256?: string | undefined;
  /** Permissions; 0o644 without. */
  readonly mode?: number | undefined;
  read(): Promise<Uint8Array>;
}

/** The files of a tree that need not be a folder. An empty tree is one that is not there. */
export async function filesOfTree(tree: ReadableTree): Promise<ArtifactFiles> {
  const files = await tree.files();
  if (files.length === 0) return undefined;
  return files
    .filter(({ path }) => !isExcludedPath(path))
    .map((file) => ({
      path: file.path,
      mode: (file.mode ?? 0o644) & 0o777,
      link: undefined,
      sha256: async () =>
        file.sha256 ??
        createHash('sha256')
          .update(await file.read())
          .digest('hex'),
      read: () => file.read(),
    }));
}
