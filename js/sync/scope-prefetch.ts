// Loads the scopes that are not shown: one at a time, after the shown one is on the screen, never in the way of a choice.

import type { ComparisonScope } from './scopes.ts';

export interface ScopePrefetchOptions {
  /** Loads a scope's summary into the cache; may reject. With TanStack Query: `prefetchQuery(summaryQuery(…))`. */
  readonly load: (scope: ComparisonScope) => Promise<unknown>;
  /** Ends that. With TanStack Query: `cancelQueries({ queryKey: diffKey(…), exact: true })`. */
  readonly cancel: (scope: ComparisonScope) => unknown;
  /**
   * The scope that may be loaded in the background now: the one that `enabledQueries()` enables beside the selected one.
   * Asked again after each.
   */
  readonly next: () => ComparisonScope | undefined;
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
