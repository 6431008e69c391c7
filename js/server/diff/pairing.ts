// Listings of two trees → one pair per file of either side, with status and origin. Reads no file.

import { createHash } from 'node:crypto';
import { byCodePoint } from '../../core/code-points.ts';
import type { TreeFile, TreeListing } from '../trees/tree.ts';
import type { ChangeOrigin, WireStatus, WireSummary } from './wire.ts';

export interface FilePair {
  readonly path: string;
  readonly status: WireStatus;
  readonly oldFile: TreeFile | undefined;
  readonly newFile: TreeFile | undefined;
  /** Undefined if the file is unchanged, or if not all three trees are there. */
  readonly origin: ChangeOrigin | undefined;
}

export interface Pairing {
  /** Of all that the pairs say. */
  readonly digest: string;
  readonly pairs: readonly FilePair[];
  readonly summary: WireSummary;
}

/** The listings of all trees that are there; two of them are compared, the third says who changed what. */
export interface ThreeListings {
  readonly source: TreeListing | undefined;
  readonly collection: TreeListing | undefined;
  readonly project: TreeListing | undefined;
}

export function digestOf(endpoint: string, { source, collection, project }: ThreeListings): string {
  const digests = [source, collection, project].map((listing) => listing?.digest ?? '');
  return createHash('sha256')
    .update([endpoint, ...digests].join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/** `fromOnly`: what the endpoint calls a file that only the from side has. */
export function pairFiles(
  digest: string,
  from: TreeListing,
  to: TreeListing,
  fromOnly: 'added' | 'deleted',
  three: ThreeListings,
): Pairing {
  const originOf = originFinder(three);
  const summary: WireSummary = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
  const pairs: FilePair[] = [];
  for (const [path, oldFile, newFile] of merged(from.files, to.files)) {
    const status = statusOf(oldFile, newFile, fromOnly);
    summary[status]++;
    const origin = status === 'unchanged' ? undefined : originOf(path);
    pairs.push({ path, status, oldFile, newFile, origin });
  }
  return { digest, pairs, summary };
}

type Merged = [path: string, oldFile: TreeFile | undefined, newFile: TreeFile | undefined];

// Both lists are in the same order.
function* merged(oldFiles: readonly TreeFile[], newFiles: readonly TreeFile[]): Generator<Merged> {
  let [i, j] = [0, 0];
  for (;;) {
    const [oldFile, newFile] = [oldFiles[i], newFiles[j]];
    if (!oldFile && !newFile) return;
    const order = !oldFile ? 1 : !newFile ? -1 : byCodePoint(oldFile.path, newFile.path);
    if (order <= 0) i++;
    if (order >= 0) j++;
    yield [
      (order <= 0 ? oldFile : newFile)?.path ?? '',
      order <= 0 ? oldFile : undefined,
      order >= 0 ? newFile : undefined,
    ];
  }
}

function statusOf(
  oldFile: TreeFile | undefined,
  newFile: TreeFile | undefined,
  fromOnly: 'added' | 'deleted',
): WireStatus {
  if (!newFile) return fromOnly;
  if (!oldFile) return fromOnly === 'added' ? 'deleted' : 'added';
  return oldFile.sha256 === newFile.sha256 ? 'unchanged' : 'modified';
}

// The collection is what both others were made from.
function originFinder({
  source,
  collection,
  project,
}: ThreeListings): (path: string) => ChangeOrigin | undefined {
  if (!source || !collection || !project) return () => undefined;
  const hashes = (listing: TreeListing) =>
    new Map(listing.files.map(({ path, sha256 }): [string, string] => [path, sha256]));
  const [upstream, base, local] = [hashes(source), hashes(collection), hashes(project)];
  return (path) => {
    const isLocal = local.get(path) !== base.get(path);
    const isUpstream = upstream.get(path) !== base.get(path);
    if (isLocal) return isUpstream ? 'both' : 'local';
    return isUpstream ? 'upstream' : undefined;
  };
}
