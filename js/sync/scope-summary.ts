// A comparison's answer together with the question: whoever receives it can tell whether it is still the one to show.

import type { DiffIndex } from '../core/api.ts';
import type { ComparisonTarget } from './comparison-target.ts';
import type { ComparisonScope } from './scopes.ts';
import type { DiffRequestOptions, SyncClient } from './sync-client.ts';

/** Which texts a scope's first answer is asked to carry. */
export type SummaryTexts = 'none' | 'all';

/** A scope's answer together with the question. The index belongs to whoever holds the summary. */
export interface ScopeSummary {
  readonly scope: ComparisonScope;
  readonly target: ComparisonTarget;
  /** What was asked for. A service that does not know the question sends all. */
  readonly texts: SummaryTexts;
  readonly index: DiffIndex;
}

/** Options of {@link loadSummary}. */
export interface LoadSummaryOptions extends Omit<DiffRequestOptions, 'previous'> {
  /** The last answer to this question: only what has changed since is fetched, if the service can tell. */
  readonly previous?: ScopeSummary | undefined;
}

/** Asks for a scope. The summary that was there if nothing of it has changed. Fails as {@link SyncClient.diff}. */
export async function loadSummary(
  client: SyncClient,
  scope: ComparisonScope,
  target: ComparisonTarget,
  texts: SummaryTexts,
  { previous, ...request }: LoadSummaryOptions = {},
): Promise<ScopeSummary> {
  const index = await client.diff(scope, target, texts, { ...request, previous: previous?.index });
  return previous && index === previous.index ? previous : { scope, target, texts, index };
}

const answersWithTexts = new WeakMap<DiffIndex, boolean>();

/**
 * Whether the answer has the texts of all files that have one, because that was asked or because the service is too old to
 * leave them out. Looks at every file once.
 */
export function carriesTexts({ index, texts }: ScopeSummary): boolean {
  if (texts === 'all') return true;
  const known = answersWithTexts.get(index);
  if (known !== undefined) return known;
  const found = hasTextBeside(index, -1);
  answersWithTexts.set(index, found);
  return found;
}

const WITHOUT_TEXT: ReadonlySet<string> = new Set(['absent', 'binary']);

/** Whether any file but one has a text. */
export function hasTextBeside(index: DiffIndex, exception: number): boolean {
  for (let file = 0; file < index.fileCount; ++file)
    if (file !== exception && !WITHOUT_TEXT.has(index.detail(file))) return true;
  return false;
}

/**
 * @param likely Where it was in another answer; it seldom moves, and reading ten thousand paths takes a while.
 * @returns -1: the answer does not have the file.
 */
export function fileWithPath(index: DiffIndex, path: string, likely: number): number {
  if (likely < index.fileCount && index.path(likely) === path) return likely;
  for (let file = 0; file < index.fileCount; ++file) if (index.path(file) === path) return file;
  return -1;
}
