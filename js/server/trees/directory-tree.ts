// A folder on disk as a tree. Looked at anew with every question, since people edit while they compare; read only where
// something has changed.

import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SharedRun } from '../cache/shared-run.ts';
import { ContentHashes, type FileTimes } from './content-hashes.ts';
import { type FileName, hashInside, readInside } from './read-inside.ts';
import { ODD_NAME, shownPath } from './shown-path.ts';
import {
  FileFault,
  isExcludedName,
  listingOf,
  sha256Of,
  type Tree,
  type TreeFile,
  type TreeListing,
} from './tree.ts';

export interface DirectoryTreeOptions {
  /** Bytes of the largest file that is read. Default 64 MiB. */
  readonly maxFileBytes?: number;
  /** Wall clock in milliseconds. */
  readonly now?: () => number;
}

/** Other requests are answered after so many milliseconds of looking. */
const SLICE_MS = 5;

/** `root` must be absolute. */
export function directoryTree(root: string, label: string, options: DirectoryTreeOptions = {}): Tree {
  const scan = new FolderScan(root, options);
  const listings = new SharedRun(() => scan.run());
  return { label, location: root, folder: root, list: () => listings.fresh() };
}

class FolderScan {
  readonly #root: string;
  readonly #maxFileBytes: number;
  readonly #hashes: ContentHashes;
  /** Of the last run, by path. */
  #files = new Map<string, TreeFile>();
  #listing: TreeListing | undefined;
  #sliceEnd = 0;

  constructor(root: string, { maxFileBytes = 64 * 2 ** 20, now = Date.now }: DirectoryTreeOptions) {
    this.#root = root;
    this.#maxFileBytes = maxFileBytes;
    this.#hashes = new ContentHashes(now);
  }

  /** The same object as before if nothing has changed. */
  async run(): Promise<TreeListing> {
    this.#sliceEnd = performance.now() + SLICE_MS;
    const files = new Map<string, TreeFile>();
    const realRoot = realPath(this.#root);
    if (realRoot !== undefined) await this.#collect(realRoot, realRoot, '', files);
    const isSame = files.size === this.#files.size && [...files.values()].every((file) => this.#has(file));
    if (!isSame || !this.#listing) this.#listing = listingOf([...files.values()]);
    this.#files = new Map([...files.values()].map((file) => [file.path, file]));
    this.#hashes.keepOnly(new Set(files.keys()));
    return this.#listing;
  }

  #has({ path, sha256, fault }: TreeFile): boolean {
    const before = this.#files.get(path);
    return before !== undefined && before.sha256 === sha256 && before.fault === fault;
  }

  async #collect(
    realRoot: string,
    folder: FileName,
    prefix: string,
    files: Map<string, TreeFile>,
  ): Promise<void> {
    for (const { entry, name } of entriesOf(folder)) {
      if (isExcludedName(name)) continue;
      const file = joined(folder, entry.name);
      const path = `${prefix}${name}`;
      if (performance.now() > this.#sliceEnd) {
        await setImmediate();
        this.#sliceEnd = performance.now() + SLICE_MS;
      }
      if (entry.isDirectory()) await this.#collect(realRoot, file, `${path}/`, files);
      else {
        const times = timesOf(realRoot, file, entry);
        if (times) files.set(keyOf(file), await this.#fileAt(realRoot, file, path, times));
      }
    }
  }

  async #fileAt(realRoot: string, file: FileName, path: string, times: FileTimes): Promise<TreeFile> {
    const oddName = typeof file === 'string' ? {} : { fault: ODD_NAME };
    const read = async () => readInside(realRoot, file, this.#maxFileBytes);
    const name = keyOf(file);
    const known = this.#hashes.find(name, times);
    if (known !== undefined) return { path, sha256: known, ...oddName, read };
    try {
      const readAt = this.#hashes.now();
      const hashed = await hashInside(realRoot, file);
      if (hashed.times) this.#hashes.remember(name, hashed.times, hashed.sha256, readAt);
      return { path, sha256: hashed.sha256, ...oddName, read };
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      const { dev, ino, size, mtimeMs, ctimeMs } = times;
      const sha256 = sha256Of(Buffer.from(`unreadable ${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`));
      return { path, sha256, fault: error.message, read };
    }
  }
}

const keyOf = (file: FileName): string =>
  typeof file === 'string' ? file : `bytes ${file.toString('latin1')}`;

interface NamedEntry {
  readonly entry: Dirent | Dirent<Buffer>;
  /** As it is shown: bytes that are no UTF-8 as `\xff`. */
  readonly name: string;
}

// As the service does it: a folder that cannot be read is left out silently.
function entriesOf(folder: FileName): NamedEntry[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    // Only then may a name have been bytes that no string can hold.
    if (!entries.some(({ name }) => name.includes('\ufffd')))
      return entries.map((entry) => ({ entry, name: entry.name }));
    const raw = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
    return raw.map((entry) => ({ entry, name: shownPath(entry.name).path }));
  } catch {
    return [];
  }
}

/** A string wherever that names the file. */
function joined(folder: FileName, name: FileName): FileName {
  if (typeof folder === 'string' && typeof name === 'string') return join(folder, name);
  const whole = Buffer.concat([Buffer.from(folder as Buffer), Buffer.from(sep), Buffer.from(name as Buffer)]);
  const text = whole.toString();
  return Buffer.from(text).equals(whole) ? text : whole;
}

// A link counts as the file it leads to. The real service follows it anywhere; here only what was declared is shown.
function timesOf(realRoot: string, file: FileName, entry: Dirent | Dirent<Buffer>): Stats | undefined {
  try {
    if (entry.isFile()) return lstatSync(file);
    if (!entry.isSymbolicLink()) return undefined;
    const target = realpathSync.native(file);
    const isInside = target.startsWith(realRoot === sep ? sep : `${realRoot}${sep}`);
    const stats = isInside ? statSync(target) : undefined;
    return stats?.isFile() ? stats : undefined;
  } catch {
    return undefined; // gone, broken, or a loop
  }
}

function realPath(folder: string): string | undefined {
  try {
    return realpathSync.native(folder);
  } catch {
    return undefined;
  }
}
