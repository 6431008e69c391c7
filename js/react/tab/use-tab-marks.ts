// When a person acts and when they see what comes of it, as marks. Times of what nobody waits for any more are discarded.

import { useCallback, useEffect, useRef } from 'react';
import type { ComparisonScope, PerfMarks } from '../../sync.ts';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';
import { useAfterPaint } from './use-after-paint.ts';

export interface TabMarks {
  /** Somebody clicks a scope. */
  readonly onChoose: (scope: ComparisonScope) => void;
  /** A scope's list, or why there is none, is on the screen. */
  readonly onPainted: (scope: ComparisonScope, files: number | undefined) => void;
}

export function useTabMarks(marks: PerfMarks | undefined, isActive: boolean): TabMarks {
  const hasShownData = useRef(false);
  useClientLayoutEffect(() => {
    marks?.start('sync-tab.mount');
    return () => marks?.cancel('sync-tab.mount');
  }, [marks]);
  useAfterPaint('mounted', () => marks?.end('sync-tab.mount'));
  useEffect(() => {
    if (!isActive) return;
    marks?.start('sync-tab.activate');
    marks?.start('diff-viewer.summary-ready');
    if (!hasShownData.current) marks?.start('sync-tab.first-data');
    return () => {
      marks?.cancel('sync-tab.activate');
      marks?.cancel('diff-viewer.summary-ready');
      marks?.cancel('sync-tab.first-data');
    };
  }, [marks, isActive]);

  const onChoose = useCallback(
    (scope: ComparisonScope) => {
      marks?.start(`sync-tab.scope.${scope}`);
      marks?.start('diff-viewer.summary-ready');
    },
    [marks],
  );
  const onPainted = useCallback(
    (scope: ComparisonScope, files: number | undefined) => {
      marks?.end('sync-tab.activate');
      if (files === undefined) {
        // A sentence is no content: its time would make the others look good.
        marks?.cancel(`sync-tab.scope.${scope}`);
        marks?.cancel('diff-viewer.summary-ready');
        return;
      }
      hasShownData.current = true;
      marks?.end('sync-tab.first-data', { files });
      marks?.end('diff-viewer.summary-ready', { files });
      marks?.end(`sync-tab.scope.${scope}`, { files });
    },
    [marks],
  );
  return { onChoose, onPainted };
}
