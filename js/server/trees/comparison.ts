// What is compared: the trees of one artifact, and what each of them is called.

import type { Tree } from './tree.ts';

/** Which of the three copies. */
export type TreeRole = 'source' | 'collection' | 'project';

/** The trees of one artifact. One that is not there makes its endpoints fail as the application's do. */
export interface Comparison {
  /** `type:name`. */
  readonly artifactId: string;
  readonly collectionName: string;
  /** What the source is called on the wire, and its version. */
  readonly upstream: { readonly source: string; readonly version: string };
  readonly source: Tree | undefined;
  readonly collection: Tree | undefined;
  readonly project: Tree | undefined;
}
