// A folder on disk as a tree. Looked at anew with every question, since people edit while they compare; read only where
// something has changed.

import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SharedRun } from '../cache/shared-run.ts';
import { ContentHashes, type FileTimes, isSameFile } from './content-hashes.ts';
import { type FileName, hashListed, readInside } from './read-inside.ts';
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

/** A file as the last run saw it. */
interface Seen {
  readonly file: TreeFile;
  readonly times: FileTimes;
}

/** A file that the last run did not see, or not like this. */
interface Found {
  readonly realRoot: string;
  readonly file: FileName;
  readonly path: string;
  readonly times: FileTimes;
  readonly isLink: boolean;
}

class FolderScan {
  readonly #root: string;
  readonly #maxFileBytes: number;
  readonly #hashes: ContentHashes;
  /** Of the last run, by name on disk. */
  #before = new Map<string, Seen>();
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
    const seen = new Map<string, Seen>();
    const realRoot = realPath(this.#root);
    if (realRoot !== undefined) await this.#collect(realRoot, realRoot, '', seen);
    const before = this.#before;
    this.#before = seen;
    if (this.#listing && seen.size === before.size && isSameList(before, seen)) return this.#listing;
    this.#hashes.keepOnly(seen);
    this.#listing = listingOf([...seen.values()].map(({ file }) => file));
    return this.#listing;
  }

  async #collect(realRoot: string, folder: FileName, prefix: string, seen: Map<string, Seen>): Promise<void> {
    for (const { entry, name } of entriesOf(folder)) {
      if (isExcludedName(name)) continue;
      const file = joined(folder, entry.name);
      if (performance.now() > this.#sliceEnd) {
        await setImmediate();
        this.#sliceEnd = performance.now() + SLICE_MS;
      }
      if (entry.isDirectory()) {
        await this.#collect(realRoot, file, `${prefix}${name}/`, seen);
        continue;
      }
      const times = timesOf(realRoot, file, entry);
      if (!times) continue;
      const key = keyOf(file);
      const known = this.#known(key, times);
      // Most files are what they were: nothing is made anew for them.
      const isLink = entry.isSymbolicLink();
      seen.set(key, known ?? (await this.#look({ realRoot, file, path: `${prefix}${name}`, times, isLink })));
    }
  }

  #known(key: string, times: FileTimes): Seen | undefined {
    const before = this.#before.get(key);
    return before && isSameFile(before.times, times) && this.#hashes.find(key, times) !== undefined
      ? before
      : undefined;
  }

  async #look({ realRoot, file, path, times, isLink }: Found): Promise<Seen> {
    const oddName = typeof file === 'string' ? {} : { fault: ODD_NAME };
    const read = async () => readInside(realRoot, file, this.#maxFileBytes);
    try {
      const readAt = this.#hashes.now();
      const hashed = await hashListed(file, times, isLink);
      if (hashed.times) this.#hashes.remember(keyOf(file), hashed.times, hashed.sha256, readAt);
      return { file: { path, sha256: hashed.sha256, ...oddName, read }, times };
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      const { dev, ino, size, mtimeMs, ctimeMs } = times;
      const sha256 = sha256Of(Buffer.from(`unreadable ${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`));
      return { file: { path, sha256, fault: error.message, read }, times };
    }
  }
}

function isSameList(before: ReadonlyMap<string, Seen>, now: ReadonlyMap<string, Seen>): boolean {
  for (const [key, { file }] of now) {
    const earlier = before.get(key)?.file;
    if (earlier === file) continue;
    if (!earlier || earlier.sha256 !== file.sha256 || earlier.fault !== file.fault) return false;
  }
  return true;
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
  if (typeof folder === 'string' && typeof name === 'string')
    return folder.endsWith(sep) ? folder + name : folder + sep + name;
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
