// What every part of one viewer needs: its words and its limits.

import { createContext, useContext } from 'react';
import { defaultTexts, type ViewerTexts } from './texts.ts';

/** When the viewer asks first or draws less. Nothing is cut for good: every limit has a button beside it. */
export interface ViewerThresholds {
  /** Rows above which a file waits behind "Load diff". Default: what the index's guard says (1,000). */
  readonly guardRows?: number | undefined;
  /** UTF-8 bytes of diff text above which a file waits. Default: what the index's guard says (51,200). */
  readonly guardDiffBytes?: number | undefined;
  /** Changed files that can be unfolded in the list before "Load all". Default 50. */
  readonly expandableFiles?: number | undefined;
  /** Rows up to which all of them are in the document, for the browser's own search. Default 1,000. */
  readonly plainRows?: number | undefined;
  /** UTF-16 units of a line that are drawn at first. Default 2,000. */
  readonly longestLine?: number | undefined;
}

export interface ViewerLimits {
  readonly guardRows: number | undefined;
  readonly guardDiffBytes: number | undefined;
  readonly expandableFiles: number;
  readonly plainRows: number;
  readonly longestLine: number;
}

export const limitsOf = (thresholds: ViewerThresholds = {}): ViewerLimits => ({
  guardRows: thresholds.guardRows,
  guardDiffBytes: thresholds.guardDiffBytes,
  expandableFiles: thresholds.expandableFiles ?? 50,
  plainRows: thresholds.plainRows ?? 1000,
  longestLine: thresholds.longestLine ?? 2000,
});

export interface ViewerSetting {
  readonly texts: ViewerTexts;
  readonly limits: ViewerLimits;
  readonly leftLabel: string;
  readonly rightLabel: string;
}

export const ViewerContext = createContext<ViewerSetting>({
  texts: defaultTexts,
  limits: limitsOf(),
  leftLabel: 'Before',
  rightLabel: 'After',
});

export const useViewer = (): ViewerSetting => useContext(ViewerContext);
