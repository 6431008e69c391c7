// The selected scope's place: its files and rows, or why there are none.

import { useState } from 'react';
import type { PerfMarks } from '../../sync.ts';
import type { ViewerTexts } from '../context/texts.ts';
import type { ViewerThresholds } from '../context/ViewerContext.tsx';
import { KeptViewContext, useNewKeptView } from '../context/view-state.ts';
import { DiffViewer } from '../DiffViewer.tsx';
import { Failure, Notice } from '../parts/Notice.tsx';
import type { DiffView } from '../rows/row-layout.ts';
import { RenderMark } from './RenderMark.tsx';
import { ArrivingBytes, ScopeWaiting } from './ScopeWaiting.tsx';
import { sideWords } from './scope-sides.ts';
import type { SyncStatus } from './sync-status.ts';
import { useOpenFile } from './use-open-file.ts';

export interface ScopeBodyProps {
  readonly status: SyncStatus;
  readonly file: string | undefined;
  readonly initialFile: string | null | undefined;
  readonly onFileChange: ((path: string) => void) | undefined;
  readonly view: DiffView;
  readonly onView: (view: DiffView) => void;
  readonly viewerLabels: Partial<ViewerTexts>;
  readonly thresholds: ViewerThresholds | undefined;
  readonly marks: PerfMarks | undefined;
}

export function ScopeBody(props: ScopeBodyProps) {
  const { status, marks, thresholds } = props;
  const { content, texts, scope, session, progressKey, source } = status;
  const { oldSide, newSide } = sideWords(texts, scope);
  // What somebody chose in the viewer stays while another comparison is waited for in its place.
  const [wraps, setWraps] = useState(false);
  const { artifactId, collection } = status.target;
  const kept = useNewKeptView(JSON.stringify([artifactId, collection]));
  const { onFileSelect, onDetailPainted, ...opened } = useOpenFile({ ...props, source });

  switch (content.kind) {
    case 'unavailable': {
      const [title, text] = texts.unavailable[content.reason];
      return <Notice title={title} text={text} />;
    }
    case 'left':
      return (
        <Notice text={texts.left(oldSide, newSide)}>
          <button type="button" className="hw-action" onClick={status.refresh}>
            {texts.compare}
          </button>
        </Notice>
      );
    case 'failed':
      return <Failure sentence={content.error.message} retry={texts.retry} onRetry={status.refresh} />;
    case 'looking-for-project':
    case 'waiting': {
      const isWaiting = content.kind === 'waiting';
      const what = isWaiting ? texts.comparing(oldSide, newSide) : texts.loadingProjects;
      return (
        <ScopeWaiting
          texts={texts}
          what={what}
          progress={session.progress}
          progressKey={progressKey}
          onLeave={isWaiting ? status.leave : undefined}
        />
      );
    }
  }
  const index = content.kind === 'loaded' ? content.summary.index : content.index;
  if (content.kind === 'loaded' && index.fileCount === 0)
    return <Notice text={scope === 'source-vs-collection' ? texts.noNewerSource : texts.noFiles} />;
  if (content.kind === 'loaded' && !index.hasChanges)
    return <Notice text={texts.sidesIdentical(oldSide, newSide, index.fileCount)} />;
  if (!source) return null;
  return (
    <KeptViewContext.Provider value={kept}>
      <RenderMark marks={marks} source={source} />
      <DiffViewer
        source={source}
        leftLabel={oldSide}
        rightLabel={newSide}
        view={props.view}
        onViewChange={props.onView}
        wrap={wraps}
        onWrapChange={setWraps}
        onFileSelect={onFileSelect}
        onDetailPainted={onDetailPainted}
        labels={props.viewerLabels}
        {...(thresholds ? { thresholds } : {})}
        {...opened}
      />
      {content.kind === 'arriving' && (
        <div className="hw-list-wait" role="presentation">
          <ArrivingBytes
            texts={texts}
            what={texts.comparing(oldSide, newSide)}
            progress={session.progress}
            progressKey={progressKey}
          />
        </div>
      )}
    </KeptViewContext.Provider>
  );
}
