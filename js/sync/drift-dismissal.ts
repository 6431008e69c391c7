// "I have seen it": a drift's banner stays away for a day, or until the drift is another one.

import type { DriftStatus } from './drift.ts';
import type { ComparisonScope } from './scopes.ts';
import { DISMISSAL_TIME } from './sync-limits.ts';

/** Options of {@link DriftDismissal}: under which name and where dismissals are stored. */
export interface DriftDismissalOptions {
  /** Of the stored keys: `{prefix}:drift-dismissed:{id}:{scope}`. Default `hunkwise`. */
  readonly prefix?: string;
  /** Default: the page's `localStorage`, where there is one. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

interface Dismissed {
  readonly dismissedAt: number;
  readonly status: DriftStatus;
}

/** Never throws: where nothing can be stored, on a server or in a locked browser, nothing stays dismissed. */
export class DriftDismissal {
  readonly #prefix: string;
  readonly #storage: DriftDismissalOptions['storage'];
  readonly #now: () => number;

  constructor({ prefix = 'hunkwise', storage, now = Date.now }: DriftDismissalOptions = {}) {
    this.#prefix = prefix;
    this.#storage = storage;
    this.#now = now;
  }

  /** Whether this very drift was dismissed within a day. A dismissal of another one is dropped. */
  isDismissed(artifactId: string, scope: ComparisonScope, status: DriftStatus): boolean {
    const dismissed = dismissedIn(this.#try((storage) => storage.getItem(this.#key(artifactId, scope))));
    if (!dismissed) return false;
    const age = this.#now() - dismissed.dismissedAt;
    if (age >= 0 && age < DISMISSAL_TIME && dismissed.status === status) return true;
    this.restore(artifactId, scope);
    return false;
  }

  dismiss(artifactId: string, scope: ComparisonScope, status: DriftStatus): void {
    const dismissed: Dismissed = { dismissedAt: this.#now(), status };
    this.#try((storage) => storage.setItem(this.#key(artifactId, scope), JSON.stringify(dismissed)));
  }

  /** Shows it again. */
  restore(artifactId: string, scope: ComparisonScope): void {
    this.#try((storage) => storage.removeItem(this.#key(artifactId, scope)));
  }

  #key(artifactId: string, scope: ComparisonScope): string {
    return `${this.#prefix}:drift-dismissed:${artifactId}:${scope}`;
  }

  /** Even looking at `localStorage` throws where it is locked. */
  #try<Result>(use: (storage: NonNullable<DriftDismissalOptions['storage']>) => Result): Result | undefined {
    try {
      const storage = this.#storage ?? globalThis.localStorage;
      return storage ? use(storage) : undefined;
    } catch {
      return undefined;
    }
  }
}

function dismissedIn(text: string | null | undefined): Dismissed | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    const { dismissedAt, status } = value as Partial<Dismissed>;
    return typeof dismissedAt === 'number' && status ? { dismissedAt, status } : undefined;
  } catch {
    return undefined;
  }
}
