// The words over the columns of a scope, in the tab's texts.

import { type ComparisonScope, describeScope, type TreeRole } from '../../sync.ts';
import type { TabTexts } from './tab-texts.ts';

export interface SideWords {
  readonly oldSide: string;
  readonly newSide: string;
}

/** The old side's lines are the deletions. */
export function sideWords(texts: TabTexts, scope: ComparisonScope): SideWords {
  return { oldSide: texts.sides[roleOf(scope, 'old')], newSide: texts.sides[roleOf(scope, 'new')] };
}

export function roleOf(scope: ComparisonScope, side: 'old' | 'new'): TreeRole {
  const { oldSide, newSide } = describeScope(scope);
  return side === 'old' ? oldSide : newSide;
}
