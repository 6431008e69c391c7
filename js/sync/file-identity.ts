// What makes a file of one answer the same as a file of another: its contents, never its path alone.

import type { DiffIndex } from '../core/api.ts';
import { sentCollection } from './comparison-target.ts';
import { type FileDetailKey, KEY_ROOT } from './query-keys.ts';
import type { ScopeSummary } from './scope-summary.ts';

const identities = new WeakMap<DiffIndex, number>();
let lastIdentity = 0;

/** A number of its own for each answer of this page, from 1. */
function identityOf(index: DiffIndex): number {
  const known = identities.get(index);
  if (known !== undefined) return known;
  identities.set(index, ++lastIdentity);
  return lastIdentity;
}

const SHA256 = /^[0-9a-f]{64}$/i;

/**
 * Under which rows are kept. Two SHA-256 hashes say everything about two contents, so such rows serve every scope in which
 * the same pair appears; other hashes only count within their comparison, and without any only this very answer does.
 */
export function contentKey({ scope, target, index }: ScopeSummary, file: number): string {
  const hashes = [index.oldHash(file) ?? '', index.newHash(file) ?? ''];
  const parts = [index.path(file), ...hashes];
  if (hashes.every((hash) => SHA256.test(hash))) return parts.join('\0');
  const { artifactId, projectPath } = target;
  const comparison = [scope, artifactId, sentCollection(target) ?? '', projectPath ?? ''];
  const answer = hasHashes(index, file) ? 0 : identityOf(index);
  return [...parts, ...comparison, answer].join('\0');
}

/** The same for a query's key, readable in its tools. */
export function fileDetailKey(summary: ScopeSummary, file: number, isExpanded: boolean): FileDetailKey {
  const { scope, target, index } = summary;
  return [
    KEY_ROOT,
    'file-detail',
    {
      scope,
      artifactId: target.artifactId,
      collection: sentCollection(target) ?? null,
      projectPath: target.projectPath ?? null,
      path: index.path(file),
      oldHash: index.oldHash(file) ?? null,
      newHash: index.newHash(file) ?? null,
      answer: hasHashes(index, file) ? 0 : identityOf(index),
      isExpanded,
    },
  ];
}

function hasHashes(index: DiffIndex, file: number): boolean {
  return index.oldHash(file) !== undefined || index.newHash(file) !== undefined;
}

/** Whether two answers speak of the same contents. */
export function isSamePair(index: DiffIndex, file: number, other: DiffIndex, otherFile: number): boolean {
  return index.oldHash(file) === other.oldHash(otherFile) && index.newHash(file) === other.newHash(otherFile);
}
