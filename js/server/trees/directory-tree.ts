// A folder on disk as a tree. Looked at anew with every question, since people edit while they compare; read only where
// something has changed.

import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SharedRun } from '../cache/shared-run.ts';
import { isExcludedName } from './excluded-names.ts';
import { type FileTimes, isRacy, isSameFile } from './file-times.ts';
import { type FileName, type HashedFile, hashListed, readInside, readKnown } from './read-inside.ts';
import { ODD_NAME, shownPath } from './shown-path.ts';
import { FileFault, listingOf, sha256Of, type Tree, type TreeFile, type TreeListing } from './tree.ts';

/** Options of {@link directoryTree}. */
export interface DirectoryTreeOptions {
  /** Bytes of the largest file that is read. Default 64 MiB. */
  readonly maxFileBytes?: number | undefined;
  /** Wall clock in milliseconds. */
  readonly now?: (() => number) | undefined;
}

/** Other requests are answered after so many milliseconds of looking. */
const SLICE_MS = 5;

/** `root` must be absolute. */
export function directoryTree(root: string, label: string, options: DirectoryTreeOptions = {}): Tree {
  const scan = new FolderScan(root, options);
  const listings = new SharedRun(() => scan.run());
  return {
    label,
    location: root,
    folder: root,
    list: () => listings.fresh(),
    close: () => scan.stop(),
  };
}

/** A file as the last run saw it. */
interface SeenFile {
  readonly file: TreeFile;
  readonly times: FileTimes;
  /** Whether the file is what it was as long as its times are. */
  readonly isTrusted: boolean;
}

/** A folder as the last run saw it, by names on disk. */
interface SeenFolder {
  readonly files: Map<string, SeenFile>;
  readonly folders: Map<string, SeenFolder>;
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
  readonly #now: () => number;
  #seen: { readonly realRoot: string; readonly top: SeenFolder } | undefined;
  #listing = listingOf([]);
  #isChanged = false;
  #isStopped = false;
  #sliceEnd = 0;

  constructor(root: string, { maxFileBytes = 64 * 2 ** 20, now = Date.now }: DirectoryTreeOptions) {
    this.#root = root;
    this.#maxFileBytes = maxFileBytes;
    this.#now = now;
  }

  /** Ends the run under way; the next one is as usual. */
  stop(): void {
    this.#isStopped = true;
  }

  /** The same object as before if nothing has changed. */
  async run(): Promise<TreeListing> {
    this.#isStopped = false;
    this.#sliceEnd = performance.now() + SLICE_MS;
    const realRoot = realPath(this.#root);
    const before = this.#seen?.realRoot === realRoot ? this.#seen?.top : undefined;
    this.#isChanged = before === undefined;
    const top =
      realRoot === undefined
        ? { files: new Map(), folders: new Map() }
        : await this.#look(realRoot, realRoot, '', before);
    this.#seen = realRoot === undefined ? undefined : { realRoot, top };
    if (this.#isChanged) this.#listing = listingOf([...filesBelow(top)]);
    return this.#listing;
  }

  async #look(
    realRoot: string,
    folder: FileName,
    prefix: string,
    before: SeenFolder | undefined,
  ): Promise<SeenFolder> {
    const seen: SeenFolder = { files: new Map(), folders: new Map() };
    for (const { entry, name } of entriesOf(folder)) {
      if (isExcludedName(name)) continue;
      if (performance.now() > this.#sliceEnd) {
        await setImmediate();
        if (this.#isStopped) throw new Error('the tree was closed');
        this.#sliceEnd = performance.now() + SLICE_MS;
      }
      const file = joined(folder, entry.name);
      const key = typeof entry.name === 'string' ? entry.name : entry.name.toString('latin1');
      if (entry.isDirectory()) {
        const below = await this.#look(realRoot, file, `${prefix}${name}/`, before?.folders.get(key));
        seen.folders.set(key, below);
        continue;
      }
      const times = timesOf(realRoot, file, entry);
      if (!times) continue;
      const earlier = before?.files.get(key);
      if (earlier?.isTrusted && isSameFile(earlier.times, times)) {
        // Most files are what they were: nothing is made anew for them.
        seen.files.set(key, earlier);
        continue;
      }
      const isLink = entry.isSymbolicLink();
      const reading = this.#read({ realRoot, file, path: `${prefix}${name}`, times, isLink });
      const now = reading instanceof Promise ? await reading : reading;
      if (earlier?.file.sha256 !== now.file.sha256 || earlier.file.fault !== now.file.fault)
        this.#isChanged = true;
      seen.files.set(key, now);
    }
    if (before && isAnyGone(before, seen)) this.#isChanged = true;
    return seen;
  }

  #read(found: Found): SeenFile | Promise<SeenFile> {
    const readAt = this.#now();
    try {
      const hashed = hashListed(found.file, found.times, found.isLink);
      if (!(hashed instanceof Promise)) return this.#seenFile(found, hashed, readAt);
      return hashed.then(
        (late) => this.#seenFile(found, late, readAt),
        (error) => this.#unreadable(found, error),
      );
    } catch (error) {
      return this.#unreadable(found, error);
    }
  }

  #seenFile({ realRoot, file, path, times }: Found, hashed: HashedFile, readAt: number): SeenFile {
    const oddName = typeof file === 'string' ? {} : { fault: ODD_NAME };
    const { sha256, isAsListed } = hashed;
    const maxBytes = this.#maxFileBytes;
    const read = async () => readKnown(file, sha256, maxBytes) ?? readInside(realRoot, file, maxBytes);
    return {
      file: { path, sha256, ...oddName, read },
      times,
      isTrusted: isAsListed && !isRacy(times, readAt),
    };
  }

  /** @throws what is no fault of the file */
  #unreadable({ realRoot, file, path, times }: Found, error: unknown): SeenFile {
    if (!(error instanceof FileFault)) throw error;
    const { dev, ino, size, mtimeMs, ctimeMs } = times;
    const sha256 = sha256Of(Buffer.from(`unreadable ${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`));
    const read = async () => readInside(realRoot, file, this.#maxFileBytes);
    return { file: { path, sha256, fault: error.message, read }, times, isTrusted: false };
  }
}

function isAnyGone(before: SeenFolder, now: SeenFolder): boolean {
  for (const name of before.files.keys()) if (!now.files.has(name)) return true;
  for (const name of before.folders.keys()) if (!now.folders.has(name)) return true;
  return false;
}

function* filesBelow({ files, folders }: SeenFolder): Generator<TreeFile> {
  for (const { file } of files.values()) yield file;
  for (const folder of folders.values()) yield* filesBelow(folder);
}

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
