// A folder on disk as a tree. Read anew with every question, since people edit while they compare.

import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isExcludedName, type Tree, type TreeFile } from './tree.ts';

/** `root` must be absolute. */
export function directoryTree(root: string, label: string): Tree {
  // Hashes by what changes when a file does; otherwise every answer would read the whole tree.
  const hashes = new Map<string, string>();

  async function hashOf(file: string): Promise<string> {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    const key = `${file}\0${ino}\0${size}\0${mtimeNs}`;
    let sha256 = hashes.get(key);
    if (sha256 === undefined) {
      sha256 = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      hashes.set(key, sha256);
    }
    return sha256;
  }

  async function collect(folder: string, prefix: string, realRoot: string, files: TreeFile[]): Promise<void> {
    // As the service does it: a folder that cannot be read is left out silently.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (isExcludedName(entry.name)) continue;
      const file = join(folder, entry.name);
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) await collect(file, `${path}/`, realRoot, files);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isFileInside(file, realRoot))))
        files.push({ path, sha256: await hashOf(file), read: () => readFile(file) });
    }
  }

  return {
    label,
    location: root,
    async files() {
      const files: TreeFile[] = [];
      const realRoot = await realpath(root).catch(() => undefined);
      if (realRoot !== undefined) await collect(root, '', realRoot, files);
      return files;
    },
  };
}

// A link counts as the file it leads to. The real service follows it anywhere; here only what was declared is shown.
async function isFileInside(link: string, realRoot: string): Promise<boolean> {
  try {
    const target = await realpath(link);
    return target.startsWith(realRoot + sep) && (await stat(target)).isFile();
  } catch {
    return false; // broken, or a loop
  }
}
