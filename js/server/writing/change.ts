// What is to be different below a root when a write is done.

import { createHash } from 'node:crypto';

/** Paths are relative to the root, with slashes. Folders are made for files, and removed with their last one. */
export type Change =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Permissions; of them the last nine bits count. */
      readonly mode: number;
      /** Expected SHA-256, 64 hex digits; other content is a `changed` failure. Undefined: whatever comes. */
      readonly sha256?: string | undefined;
      read(): Promise<Uint8Array | string>;
    }
  | {
      readonly kind: 'link';
      readonly path: string;
      /** As it stands in the link. */
      readonly target: string;
    }
  | { readonly kind: 'removal'; readonly path: string };

export const sha256Of = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');
