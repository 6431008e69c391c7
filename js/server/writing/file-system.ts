// The calls of the file system that writing needs: a seam, so that tests can let the disk be full at any of them.

import * as node from 'node:fs/promises';

export type WritingFileSystem = Pick<
  typeof node,
  | 'chmod'
  | 'link'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readdir'
  | 'readFile'
  | 'readlink'
  | 'realpath'
  | 'rename'
  | 'rm'
  | 'rmdir'
  | 'symlink'
  | 'unlink'
>;

export const nodeFileSystem: WritingFileSystem = node;

/** Writes a new file and waits until the disk has it. */
export async function writeDurably(
  { open, chmod }: WritingFileSystem,
  path: string,
  content: Uint8Array | string,
  mode: number,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, mode);
}

/** Waits until the disk knows the names in a folder. Some file systems cannot; then there is nothing to wait for. */
export async function syncFolder({ open }: WritingFileSystem, path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync();
  } catch {
    // EINVAL: not supported here
  } finally {
    await folder?.close();
  }
}
