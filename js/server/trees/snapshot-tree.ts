// An upstream that is fetched from elsewhere, as a tree of values: every content stands in memory once, under its hash, and
// a listing that was handed out stays true when the folder it was fetched into is long gone.

import { isExcludedPath } from './excluded-names.ts';
import { listingOf, sha256Of, type Tree, type TreeFile, type TreeListing } from './tree.ts';

export interface FetchedTree {
  /** Paths, relative with slashes, and their bytes. */
  readonly files: Iterable<readonly [path: string, bytes: Uint8Array]>;
  /** Sent as `upstream_version`. */
  readonly version?: string;
}

/**
 * A tree that comes as a whole. Contents that did not change from one time to the next are held once.
 *
 * @param fetch Called when the service needs the tree and its cached listing is too old: once for all who wait, and not
 *   again for a while after it has failed.
 */
export function snapshotTree(label: string, location: string, fetch: () => Promise<FetchedTree>): Tree {
  // Of the last fetch only: what did not change is not held twice.
  let contents = new Map<string, Uint8Array>();
  return {
    label,
    location,
    async list(): Promise<TreeListing> {
      const { files, version } = await fetch();
      const held = new Map<string, Uint8Array>();
      const listed: TreeFile[] = [];
      for (const [path, bytes] of files) {
        if (isExcludedPath(path)) continue;
        const sha256 = sha256Of(bytes);
        const content = held.get(sha256) ?? contents.get(sha256) ?? Uint8Array.from(bytes);
        held.set(sha256, content);
        listed.push({ path, sha256, read: async () => content.slice() });
      }
      contents = held;
      return listingOf(listed, version);
    },
  };
}
