// A tree that is compared as one that is copied from.

import type { ReadableFile, ReadableTree } from './deployments/artifact-files.ts';
import type { Tree, TreeFile } from './trees/tree.ts';

export interface ReadableCopy {
  readonly tree: ReadableTree;
  /** Of what was listed last. */
  readonly version: () => string | undefined;
}

export function readableTree(tree: Tree): ReadableCopy {
  let version: string | undefined;
  return {
    version: () => version,
    tree: {
      async files() {
        const listing = await tree.list();
        version = listing.version;
        return listing.files.map(readableFile);
      },
    },
  };
}

/** A file that cannot be compared cannot be copied: its hash or its name is none. */
function readableFile({ path, sha256, fault, read }: TreeFile): ReadableFile {
  if (fault === undefined) return { path, sha256, read };
  return { path, read: async () => Promise.reject(new Error(fault)) };
}
