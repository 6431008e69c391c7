// Which comparisons a changed tree concerns, and when they are asked for again: soon, once, and never two at a time.

import { type ComparisonScope, comparisonScopes, describeScope, type TreeRole } from './scopes.ts';
import { EVENT_BURST } from './sync-limits.ts';

/** The comparisons of a tree. Of the collection all: where the source has nothing newer, its copy stands for the source. */
export function scopesOf(trees: readonly TreeRole[]): ComparisonScope[] {
  return comparisonScopes
    .map(({ scope }) => scope)
    .filter((scope) => {
      const { oldSide, newSide } = describeScope(scope);
      return trees.includes('collection') || trees.includes(oldSide) || trees.includes(newSide);
    });
}

/**
 * Refreshes scopes. What is told while a scope is being refreshed makes it be refreshed once more afterwards; ending a request
 * for each event would never let one finish.
 */
export class ChangedScopes {
  readonly #refresh: (scope: ComparisonScope) => Promise<unknown>;
  readonly #waiting = new Set<ComparisonScope>();
  readonly #running = new Set<ComparisonScope>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param refresh May reject. */
  constructor(refresh: (scope: ComparisonScope) => Promise<unknown>) {
    this.#refresh = refresh;
  }

  add(scopes: readonly ComparisonScope[]): void {
    for (const scope of scopes) this.#waiting.add(scope);
    this.#schedule();
  }

  /** Nobody wants it any more. What is under way goes on. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const scope of this.#waiting) if (!this.#running.has(scope)) void this.#run(scope);
    }, EVENT_BURST);
  }

  async #run(scope: ComparisonScope): Promise<void> {
    this.#waiting.delete(scope);
    this.#running.add(scope);
    try {
      await this.#refresh(scope);
    } catch {
      // Whoever shows the scope says so.
    } finally {
      this.#running.delete(scope);
      if (this.#waiting.has(scope)) this.#schedule();
    }
  }
}
