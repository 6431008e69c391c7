// A commit of a local git repository as a tree. Git names contents by their hash, so a listing stays true whatever happens
// to the branch it was made from.

import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isExcludedPath } from './excluded-names.ts';
import { GitBlobs, git } from './git-process.ts';
import { shownPath } from './shown-path.ts';
import {
  FileFault,
  listingOf,
  type Reference,
  type ReferencePlace,
  sha256Of,
  type TreeFile,
  type TreeListing,
} from './tree.ts';

export interface GitLocation {
  readonly repository: string;
  readonly ref: string;
  readonly subdir: string;
}

/** The parts of `git:REPO@REF[:SUBDIR]`; undefined if no beginning of it names a folder. */
export function parseGitLocation(location: string): GitLocation | undefined {
  const rest = location.slice('git:'.length);
  // Folder names may hold '@', too, so the first '@' behind an existing folder separates.
  for (let at = rest.indexOf('@'); at > 0; at = rest.indexOf('@', at + 1)) {
    const repository = rest.slice(0, at);
    if (!statSync(repository, { throwIfNoEntry: false })?.isDirectory()) continue;
    const [ref = '', ...subdir] = rest.slice(at + 1).split(':');
    return ref ? { repository, ref, subdir: subdir.join(':') } : undefined;
  }
  return undefined;
}

/** Of a commit itself, which is no name of anything else. */
const FULL_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Where git writes references down: of a worktree, its own HEAD, and what it shares with the others. */
const REFERENCE_PATHS = ['HEAD', 'refs', 'packed-refs', 'reftable'];

/** The listings of one reference, each from the commit that it names by then. */
export class GitTrees {
  readonly #location: GitLocation;
  readonly #blobs: GitBlobs;
  readonly #maxFileBytes: number;
  /** SHA-256 by object name: what git has hashed once does not change. */
  #hashes = new Map<string, string>();
  #last: { tree: string; listing: TreeListing } | undefined;

  /** @throws Error what is wrong with the location */
  constructor(location: string, maxFileBytes: number) {
    const parsed = parseGitLocation(location);
    if (!parsed)
      throw new Error(
        'no folder stands before the @; expected git:REPOSITORY@REF or git:REPOSITORY@REF:FOLDER',
      );
    this.#location = parsed;
    this.#blobs = new GitBlobs(parsed.repository);
    this.#maxFileBytes = maxFileBytes;
  }

  get label(): string {
    const { ref, subdir } = this.#location;
    return `${ref}${subdir && ` ${subdir}`}`;
  }

  get reference(): Reference {
    return { places: () => this.#places(), target: () => this.commit() };
  }

  /** @throws Error there is no such commit, or no such folder in it; else git's own words */
  async check(): Promise<void> {
    const { repository, ref, subdir } = this.#location;
    const commit = await this.commit().catch((error: Error) => {
      // What git says of a name that it does not know, as of an empty repository's branch.
      throw error.message.includes('Needed a single revision')
        ? new Error(`there is no commit ${ref} in ${repository}`)
        : error;
    });
    const kind = await git(repository, ['cat-file', '-t', `${commit}:${subdir}`]).catch(() => 'nothing');
    if (kind.toString().trim() !== 'tree') throw new Error(`there is no folder ${subdir} in ${ref}`);
  }

  /** The commit that the reference names now. @throws Error with git's own words */
  async commit(): Promise<string> {
    const { repository, ref } = this.#location;
    const name = await git(repository, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
    return name.toString().trim();
  }

  /** Reads every content once, to hash it. @throws Error with git's own words */
  async list(): Promise<TreeListing> {
    const { repository, subdir } = this.#location;
    const commit = await this.commit();
    const tree = `${commit}:${subdir}`;
    if (this.#last?.tree === tree) return this.#last.listing;
    const output = await git(repository, ['ls-tree', '-r', '-z', '--full-tree', tree]);
    const hashes = new Map<string, string>();
    const files = await Promise.all(
      entriesOf(output).map(async ({ path, object, fault }): Promise<TreeFile> => {
        const sha256 = this.#hashes.get(object) ?? sha256Of(await this.#blobs.read(object));
        hashes.set(object, sha256);
        return { path, sha256, ...(fault ? { fault } : {}), read: () => this.#read(object) };
      }),
    );
    this.#hashes = hashes;
    this.#last = { tree, listing: listingOf(files, commit) };
    return this.#last.listing;
  }

  close(): void {
    this.#blobs.close();
  }

  async #places(): Promise<readonly ReferencePlace[]> {
    const { repository, ref } = this.#location;
    if (FULL_COMMIT.test(ref)) return [];
    const asked = REFERENCE_PATHS.flatMap((path) => ['--git-path', path]);
    const output = (await git(repository, ['rev-parse', ...asked])).toString();
    const names = new Map<string, string[]>();
    for (const line of output.trimEnd().split('\n')) {
      const path = resolve(repository, line);
      names.set(dirname(path), [...(names.get(dirname(path)) ?? []), basename(path)]);
    }
    return [...names].map(([folder, inIt]) => ({ folder, names: inIt }));
  }

  async #read(object: string): Promise<Uint8Array> {
    const bytes = await this.#blobs.read(object).catch(() => {
      throw new FileFault('git cannot read the file any more');
    });
    if (bytes.length > this.#maxFileBytes)
      throw new FileFault(`the file has ${bytes.length} bytes, at most ${this.#maxFileBytes} are compared`);
    return bytes;
  }
}

interface GitEntry {
  readonly path: string;
  readonly object: string;
  readonly fault: string | undefined;
}

function entriesOf(output: Buffer): GitEntry[] {
  const entries: GitEntry[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0, at);
    const tab = output.indexOf(0x09, at);
    const [mode, , object] = output.toString('latin1', at, tab).split(' ');
    const { path, fault } = shownPath(output.subarray(tab + 1, end));
    // Regular files only: neither links nor submodules.
    if (mode?.startsWith('100') && object && !isExcludedPath(path)) entries.push({ path, object, fault });
    at = end + 1;
  }
  return entries;
}
