// Loads the scopes that are not shown: one at a time, after the shown one is on the screen, never in the way of a choice.

import type { DiffKey } from './query-keys.ts';
import type { ScopeSummary } from './scope-summary.ts';
import type { ComparisonScope } from './scopes.ts';
import type { SyncQuery } from './sync-query.ts';

/** What a {@link ScopePrefetch} calls. */
export interface ScopePrefetchOptions {
  /** Loads a scope's summary into the cache; may reject. See {@link prefetchInto}. */
  readonly load: (scope: ComparisonScope) => Promise<unknown>;
  /** Ends that. */
  readonly cancel: (scope: ComparisonScope) => unknown;
  /**
   * The scope that may be loaded in the background now: the one that `enabledQueries()` enables beside the selected one.
   * Asked again after each.
   */
  readonly next: () => ComparisonScope | undefined;
}

/** As much of TanStack's QueryClient as is needed. */
export interface PrefetchingCache {
  prefetchQuery(options: SyncQuery<ScopeSummary, DiffKey>): Promise<unknown>;
  cancelQueries(filters: { queryKey: readonly unknown[]; exact: boolean }): Promise<unknown>;
}

/** {@link ScopePrefetchOptions} for a QueryClient: the background loads are the queries that a choice would ask. */
export function prefetchInto(
  cache: PrefetchingCache,
  queryOf: (scope: ComparisonScope) => SyncQuery<ScopeSummary, DiffKey>,
): Pick<ScopePrefetchOptions, 'load' | 'cancel'> {
  return {
    load: (scope) => cache.prefetchQuery(queryOf(scope)),
    cancel: (scope) => cache.cancelQueries({ queryKey: queryOf(scope).queryKey, exact: true }),
  };
}

/** The sequence of background loads. Holds at most one at any time. */
export class ScopePrefetch {
  readonly #options: ScopePrefetchOptions;
  #underWay: ComparisonScope | undefined;
  /** Failed or done since the last choice; `next` may not know of it yet. */
  readonly #tried = new Set<ComparisonScope>();

  constructor(options: ScopePrefetchOptions) {
    this.#options = options;
  }

  get underWay(): ComparisonScope | undefined {
    return this.#underWay;
  }

  /** To be called when the selected scope's content, or its failure, has been painted. Calling it again does no harm. */
  painted(): void {
    if (this.#underWay !== undefined) return;
    const scope = this.#options.next();
    if (scope === undefined || this.#tried.has(scope)) return;
    this.#underWay = scope;
    this.#tried.add(scope);
    void this.#load(scope);
  }

  /** The person has chosen a scope. What is loaded in the background ends, unless it is just that one. */
  chosen(scope: ComparisonScope): void {
    this.#tried.clear();
    const former = this.#underWay;
    this.#underWay = undefined;
    if (former !== undefined && former !== scope) this.#options.cancel(former);
  }

  /** Another tab, another artifact, or the page is left. */
  stop(): void {
    this.#tried.clear();
    const former = this.#underWay;
    this.#underWay = undefined;
    if (former !== undefined) this.#options.cancel(former);
  }

  async #load(scope: ComparisonScope): Promise<void> {
    try {
      await this.#options.load(scope);
    } catch {
      // Nobody asked for it. Whoever chooses the scope asks again and is told.
    }
    // A choice in between has ended this sequence; the next one begins when that scope is painted.
    if (this.#underWay !== scope) return;
    this.#underWay = undefined;
    this.painted();
  }
}
