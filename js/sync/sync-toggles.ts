// What can be switched off while the page runs, to compare with how the first user's tab worked before.

/** Ways of loading that can be switched off at run time. Each works without the others. */
export interface SyncToggles {
  /** A scope's first answer comes without texts. Off: with every text. */
  readonly summaryFirst: boolean;
  /** A file's text is asked for when the file is opened. Off: one more answer brings all of them. */
  readonly lazyDetail: boolean;
  /** Scopes that are not shown are loaded as well, one at a time, once the shown one is painted. */
  readonly prefetchScopes: boolean;
}

/** All on. */
export const defaultToggles: SyncToggles = { summaryFirst: true, lazyDetail: true, prefetchScopes: true };

/** All off: the former behaviour, its background requests included. */
export const legacyToggles: SyncToggles = { summaryFirst: false, lazyDetail: false, prefetchScopes: false };

export function isLegacy({ summaryFirst, lazyDetail, prefetchScopes }: SyncToggles): boolean {
  return !summaryFirst && !lazyDetail && !prefetchScopes;
}
