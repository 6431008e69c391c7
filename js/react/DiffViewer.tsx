// The whole viewer: finds its source, or says why there is none yet.

import { useMemo } from 'react';
import { hasUnreadText, mistakeIn, useContent } from './content-of-props.ts';
import { textsWith } from './context/texts.ts';
import { limitsOf, ViewerContext } from './context/ViewerContext.tsx';
import { DiffViewerSkeleton } from './DiffViewerSkeleton.tsx';
import { Failure, Notice, reasonOf, Waiting } from './parts/Notice.tsx';
import { ResolutionBar } from './parts/ResolutionBar.tsx';
import { useContentSource } from './use-content-source.ts';
import { ViewerFrame } from './ViewerFrame.tsx';
import type { DiffViewerProps } from './viewer-props.ts';

/**
 * Shows what changed: the list of files, and the rows of one of them. Needs `hunkwise/styles.css`; takes the height of
 * its parent. Texts are read by the engine, and only of the file that is open.
 */
export function DiffViewer(props: DiffViewerProps) {
  const { leftLabel = 'Before', rightLabel = 'After', thresholds, labels, engine, dataKey } = props;
  const mistake = mistakeIn(props);
  const content = useContent(props);
  const answer = useContentSource({ content: mistake ? undefined : content, engine, dataKey });
  const source = mistake ? undefined : (props.source ?? answer.source);
  const texts = useMemo(() => textsWith(labels), [labels]);
  const { guardRows, guardDiffBytes, expandableFiles, plainRows, longestLine } = limitsOf(thresholds);
  const setting = useMemo(
    () => ({
      texts,
      leftLabel,
      rightLabel,
      limits: { guardRows, guardDiffBytes, expandableFiles, plainRows, longestLine },
    }),
    [texts, leftLabel, rightLabel, guardRows, guardDiffBytes, expandableFiles, plainRows, longestLine],
  );
  if (props.isLoading) return <DiffViewerSkeleton label={texts.loadingFiles} />;

  const isEmpty = source
    ? source.index.fileCount === 0
    : content?.kind === 'files' && content.files.length === 0;
  let state = null;
  if (mistake) state = <Failure sentence={mistake} />;
  else if (isEmpty && hasUnreadText(content))
    state = <Notice title={texts.noFileInPatch} text={texts.noFileInPatchDetail} />;
  else if (isEmpty) state = <Notice title={texts.noChangesToDisplay} />;
  else if (answer.error !== undefined) {
    const sentence = texts.filesFailed(reasonOf(answer.error));
    state = <Failure sentence={sentence} retry={texts.retry} onRetry={answer.retry} />;
  } else if (!source) state = <Waiting what={texts.loadingFiles} lines={24} />;

  return (
    <ViewerContext.Provider value={setting}>
      <ViewerFrame
        source={state ? undefined : source}
        state={state}
        options={props}
        hasFileList={props.showFileList ?? props.path === undefined}
        footer={
          props.showResolutionActions && (
            <ResolutionBar
              localLabel={props.localLabel}
              remoteLabel={props.remoteLabel}
              isPreview={props.previewMode ?? false}
              isResolving={props.isResolving ?? false}
              onResolve={props.onResolve}
            />
          )
        }
      />
    </ViewerContext.Provider>
  );
}
