// Measures drawing: from the moment the viewer's elements are in the document to the frame that shows them.

import type { PerfMarks } from '../../sync.ts';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';
import type { DiffSource } from '../source/diff-source.ts';
import { useAfterPaint } from './use-after-paint.ts';

export interface RenderMarkProps {
  readonly marks: PerfMarks | undefined;
  readonly source: DiffSource;
}

/** Stands before the viewer, so that its effect runs before the viewer's own draw the rows. */
export function RenderMark({ marks, source }: RenderMarkProps) {
  useClientLayoutEffect(() => {
    marks?.start('diff-viewer.render');
    return () => marks?.cancel('diff-viewer.render');
  }, [marks, source]);
  useAfterPaint(source.key, () => marks?.end('diff-viewer.render', { files: source.index.fileCount }));
  return null;
}
