// One hash for a whole artifact, in the form in which deployed files keep it.

import { createHash } from 'node:crypto';
import { type ArtifactFile, listArtifactFiles } from './artifact-files.ts';

/**
 * Of a single file, the SHA-256 of its bytes. Of a folder, the SHA-256 over path and bytes of every file, the
 * paths ordered part by part by code point: the form that the application writes, so that records of either
 * hold for the other. It has no separators, so two trees can be made to have the same one by moving bytes
 * between a path and its content; comparisons of files are not fooled. Folders that comparisons leave out
 * (`node_modules` and the like) do not count.
 *
 * @param isFolder Whether the artifact is a folder; one with a single file in it is not that file.
 */
export async function artifactHash(files: readonly ArtifactFile[], isFolder: boolean): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...files].sort(byParts)) {
    if (isFolder) hash.update(file.path, 'utf8');
    hash.update(await file.read());
  }
  return hash.digest('hex');
}

/** Hash of what is at a place on disk now; undefined if there is nothing. */
export async function hashAt(place: string, isFolder: boolean): Promise<string | undefined> {
  const files = await listArtifactFiles(place);
  return files && artifactHash(files, isFolder);
}

function byParts(a: ArtifactFile, b: ArtifactFile): number {
  const [left, right] = [a.path.split('/'), b.path.split('/')];
  for (const [i, part] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (part !== other) return Buffer.compare(Buffer.from(part), Buffer.from(other));
  }
  return -1;
}
