// Whether an artifact has an upstream. Two questions that are easy to take for one: showing a source needs a link to it,
// asking the service about it needs tracking to be on as well, or every request fails.

/** What an artifact says about where it comes from; each field as the service sends it. */
export interface UpstreamFacts {
  readonly origin?: string | null | undefined;
  /** "owner/repository", possibly with a path behind it. */
  readonly source?: string | null | undefined;
  readonly upstream?: { readonly enabled?: boolean | null | undefined } | null | undefined;
}

/** For display, and for which scopes can be chosen. */
export function hasSourceLink({ source }: Pick<UpstreamFacts, 'source'>): boolean {
  if (!source) return false;
  return source.includes('/') && source !== 'unknown' && !source.startsWith('local');
}

/** For queries: whether the service can fetch the source. */
export function hasValidUpstreamSource(facts: UpstreamFacts): boolean {
  return facts.origin === 'github' && facts.upstream?.enabled === true && hasSourceLink(facts);
}
