// What the service compares: files with paths and bytes, wherever they come from.

import * as crypto from 'node:crypto';
import { byCodePoint } from '../../core/code-points.ts';

/** A regular file of a tree, as it was when the tree was listed. */
export interface TreeFile {
  /** Relative, with slashes. */
  readonly path: string;
  /**
   * SHA-256 of the bytes, 64 hex digits. Of a file that cannot be read: of what the file system says about it, so that
   * it changes when the file does.
   */
  readonly sha256: string;
  /** Why the file has no text that could be compared: it cannot be read, or its name is no UTF-8. */
  readonly fault?: string;
  /** The bytes as they are now. @throws {FileFault} the file is gone, unreadable or too large */
  read(): Promise<Uint8Array>;
}

/** A tree at one moment. Two listings with the same digest hold the same paths with the same bytes. */
export interface TreeListing {
  readonly digest: string;
  /** Of what it is a version, if that has a name: a commit. */
  readonly version?: string;
  /** By code point of the path. */
  readonly files: readonly TreeFile[];
}

/** One copy: what files it has, and their contents when they are asked for. */
export interface Tree {
  /** For people: "undici 6.0.1". */
  readonly label: string;
  /** How the tree was named on the command line; sent as `project_path` for the project's tree. */
  readonly location: string;
  /** The folder to watch for changes; undefined for what is in none. */
  readonly folder?: string;
  /** What else may come to name another listing by itself. */
  readonly reference?: Reference;
  /** All files but those with excluded names; none if the tree is gone by now. */
  list(): Promise<TreeListing>;
  close?(): void;
}

/** A name that stands for one commit today and for another one tomorrow. */
export interface Reference {
  /** Where it is written down; nowhere if it always names the same. */
  places(): Promise<readonly ReferencePlace[]>;
  /** What it names now. @throws Error nothing */
  target(): Promise<string>;
}

/** Files and folders of one folder; they need not exist yet. */
export interface ReferencePlace {
  readonly folder: string;
  readonly names: readonly string[];
}

/** Why one file cannot be compared; the message names no place of this machine. */
export class FileFault extends Error {}

/** Sorts by code point, which is the order of UTF-8 bytes; that of JavaScript's strings is another. */
export function listingOf(files: TreeFile[], version?: string): TreeListing {
  const sorted = files.sort((a, b) => byCodePoint(a.path, b.path));
  const hash = crypto.createHash('sha256');
  for (const { path, sha256, fault } of sorted) hash.update(`${path}\0${sha256}\0${fault ?? ''}\n`);
  return { digest: hash.digest('hex'), ...(version === undefined ? {} : { version }), files: sorted };
}

/** In one go where Node can (from 20.12): half the time for small files. */
export const sha256Of: (bytes: Uint8Array) => string = crypto.hash
  ? (bytes) => crypto.hash('sha256', bytes)
  : (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
