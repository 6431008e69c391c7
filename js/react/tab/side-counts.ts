// Which side has which files. The service's words mean another side in each comparison; here the sides themselves count.

import type { DiffSummary } from '../../core/api.ts';
import type { ComparisonScope } from '../../sync.ts';
import type { SideCounts } from './tab-texts.ts';

export function sideCounts(scope: ComparisonScope, summary: DiffSummary): SideCounts {
  const { added, deleted, modified, unchanged } = summary;
  const isToldFromOldSide = scope !== 'source-vs-collection';
  return {
    modified,
    onlyOld: isToldFromOldSide ? added : deleted,
    onlyNew: isToldFromOldSide ? deleted : added,
    unchanged,
  };
}

export const changedFiles = ({ added, deleted, modified }: DiffSummary): number => added + deleted + modified;
