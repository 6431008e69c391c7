// Tells when a folder changes, or a reference names another commit. Watches only while somebody listens.

import { watch } from 'chokidar';
import type { Comparison, TreeRole } from '../trees/comparison.ts';
import { isExcludedName } from '../trees/excluded-names.ts';
import type { Reference } from '../trees/tree.ts';
import { watchReference } from './reference-watcher.ts';

interface TreeChange {
  readonly trees: readonly TreeRole[];
}

type Listener = (change: TreeChange) => void;

/** Milliseconds of quiet before a change is told: who saves many files is told about once. */
const QUIET_MS = 100;

/** Milliseconds after which it is told anyway. */
const LONGEST_WAIT_MS = 1000;

const roles: readonly TreeRole[] = ['source', 'collection', 'project'];

export class TreeEvents {
  readonly #comparison: Comparison;
  readonly #onError: (error: unknown) => void;
  readonly #onChange: (role: TreeRole) => void;
  readonly #listeners = new Set<Listener>();
  readonly #changed = new Set<TreeRole>();
  #watching = new AbortController();
  #ready: Promise<unknown> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #since = 0;

  /** @param onChange Called with every notice, before it is told; also of what may have gone unnoticed. */
  constructor(
    comparison: Comparison,
    onError: (error: unknown) => void,
    onChange: (role: TreeRole) => void = () => {},
  ) {
    this.#comparison = comparison;
    this.#onError = onError;
    this.#onChange = onChange;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Resolves when changes are seen for certain. Call the result to listen no more. */
  async listen(listener: Listener): Promise<() => void> {
    this.#listeners.add(listener);
    this.#ready ??= this.#start();
    await this.#ready;
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.close();
    };
  }

  /** For changes that this service makes itself. */
  changed(role: TreeRole): void {
    this.#onChange(role);
    if (this.#changed.size === 0) this.#since = performance.now();
    this.#changed.add(role);
    clearTimeout(this.#timer);
    const waited = performance.now() - this.#since;
    this.#timer = setTimeout(() => this.#tell(), Math.max(0, Math.min(QUIET_MS, LONGEST_WAIT_MS - waited)));
    this.#timer.unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#changed.clear();
    this.#watching.abort();
    this.#watching = new AbortController();
    this.#ready = undefined;
  }

  #tell(): void {
    const trees = roles.filter((role) => this.#changed.has(role));
    this.#changed.clear();
    for (const listener of this.#listeners) listener({ trees });
  }

  #start(): Promise<unknown> {
    const { signal } = this.#watching;
    return Promise.all(
      roles.map((role) => {
        const tree = this.#comparison[role];
        if (tree?.folder !== undefined) return this.#watchFolder(role, tree.folder, signal);
        return tree?.reference && this.#watchReference(role, tree.reference, signal);
      }),
    );
  }

  async #watchReference(role: TreeRole, reference: Reference, signal: AbortSignal): Promise<void> {
    await watchReference(reference, () => this.changed(role), this.#onError, signal);
    // It may have moved while nobody watched.
    this.#onChange(role);
  }

  #watchFolder(role: TreeRole, folder: string, signal: AbortSignal): Promise<void> {
    const watcher = watch(folder, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path) =>
        path !== folder &&
        path
          .slice(folder.length + 1)
          .split('/')
          .some(isExcludedName),
    });
    signal.addEventListener('abort', () => void watcher.close());
    watcher.on('all', () => this.changed(role));
    return new Promise<void>((resolve) => {
      watcher.on('ready', resolve);
      watcher.on('error', (error) => {
        this.#onError(error);
        resolve();
      });
    });
  }
}
