// What an action would change: the comparison that it is about, as a list and as rows.

import { useEffect, useRef, useState } from 'react';
import type { ComparisonScope } from '../../sync.ts';
import type { ViewerTexts } from '../context/texts.ts';
import type { ViewerThresholds } from '../context/ViewerContext.tsx';
import { DiffViewer } from '../DiffViewer.tsx';
import { Failure, Notice, Waiting } from '../parts/Notice.tsx';
import { ChangedFiles } from './ChangedFiles.tsx';
import type { SideWords } from './scope-sides.ts';
import type { SyncStatus } from './sync-status.ts';
import { useScopeSummary } from './use-scope-summary.ts';

export interface ConfirmCheckProps {
  readonly status: SyncStatus;
  readonly scope: ComparisonScope;
  readonly sides: SideWords;
  readonly viewerLabels: Partial<ViewerTexts>;
  readonly thresholds?: ViewerThresholds | undefined;
}

export function ConfirmCheck({ status, scope, sides, viewerLabels, thresholds }: ConfirmCheckProps) {
  const { texts, scopes, previewOf, session, target, enabled } = status;
  // An answer older than 30 seconds is asked for again before somebody decides by it.
  const { confirmCheck, summaryTexts } = enabled;
  useScopeSummary({ session, scope, target, texts: summaryTexts, isEnabled: confirmCheck });
  const { summary, error, retry } = scopes[scope];
  const { oldSide, newSide } = sides;
  const [isPreviewing, setIsPreviewing] = useState(false);
  const [path, setPath] = useState<string>();
  const preview = useRef<HTMLDivElement>(null);
  // It stands below a list that may fill the dialog.
  useEffect(() => {
    if (isPreviewing) preview.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isPreviewing]);
  if (error && !summary) return <Failure sentence={error.message} retry={texts.retry} onRetry={retry} />;
  if (!summary) return <Waiting what={texts.comparing(oldSide, newSide)} lines={4} />;
  if (!summary.index.hasChanges) return <Notice text={texts.nothingToDo(oldSide, newSide)} />;
  return (
    <>
      <ChangedFiles
        texts={texts}
        summary={summary}
        onPreview={(file) => {
          setPath(file);
          setIsPreviewing(true);
        }}
      />
      <button
        type="button"
        className="hw-button"
        aria-expanded={isPreviewing}
        onClick={() => setIsPreviewing((isOpen) => !isOpen)}
      >
        {isPreviewing ? texts.hidePreview : texts.preview}
      </button>
      {isPreviewing && (
        <div ref={preview} className="hw-confirm-preview">
          <DiffViewer
            source={previewOf(summary)}
            leftLabel={oldSide}
            rightLabel={newSide}
            view="unified"
            {...(path === undefined ? {} : { selectedPath: path })}
            onFileSelect={setPath}
            labels={viewerLabels}
            {...(thresholds ? { thresholds } : {})}
          />
        </div>
      )}
    </>
  );
}
