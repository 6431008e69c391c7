// What the service said about an answer beside the answer itself: with it, a later request asks only for what is new.

import type { DiffIndex } from '../core/api.ts';

/** Of an answer that carries every file: its name at the service. */
interface AnswerName {
  readonly address: string;
  /** For `since`; undefined if the service does not know that. */
  readonly digest: string | undefined;
  readonly etag: string | undefined;
}

/** Names what the index was made of. */
const DIGEST_HEADER = 'hunkwise-digest';

/** Says that only changes come, and since which digest. */
const SINCE_HEADER = 'hunkwise-since';

const names = new WeakMap<DiffIndex, AnswerName>();

/** A later answer to the same question may be shorter for it. */
export function rememberAnswer(index: DiffIndex, address: string, headers: Headers): void {
  const digest = headers.get(DIGEST_HEADER) || undefined;
  // The name of an answer with changes only is not that of the whole.
  const etag = headers.has(SINCE_HEADER) ? undefined : (headers.get('etag') ?? undefined);
  if (digest !== undefined || etag !== undefined) names.set(index, { address, digest, etag });
}

/** How to ask for what an answer does not have yet. */
export interface Continuation {
  readonly since?: string;
  readonly headers?: Record<string, string>;
}

/**
 * Nothing, unless the service has given the answer a name.
 *
 * @param mayBePart Whether an answer with only the changed files can be used.
 */
export function continuationOf(
  index: DiffIndex | undefined,
  address: string,
  mayBePart: boolean,
): Continuation {
  const name = index && names.get(index);
  if (name?.address !== address) return {};
  if (mayBePart && name.digest !== undefined) return { since: name.digest };
  return name.etag === undefined ? {} : { headers: { 'if-none-match': name.etag } };
}

/** Whether an answer has only what changed since that digest. */
export const isPartSince = (headers: Headers, since: string | undefined): boolean =>
  since !== undefined && headers.get(SINCE_HEADER) === since;
