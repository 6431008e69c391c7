// Which file the viewer of the tab opens, and how long that takes.

import { useEffect } from 'react';
import type { PerfMarks } from '../../sync.ts';
import { entriesOf } from '../files/file-entries.ts';
import type { DiffSource } from '../source/diff-source.ts';
import type { DetailPainted } from '../viewer-props.ts';

export interface OpenFileOptions {
  readonly source: DiffSource | undefined;
  /** The file that the application wants open. */
  readonly file: string | undefined;
  readonly initialFile: string | null | undefined;
  readonly onFileChange: ((path: string) => void) | undefined;
  readonly marks: PerfMarks | undefined;
}

export function useOpenFile({ source, file, initialFile, onFileChange, marks }: OpenFileOptions) {
  // Rows of a scope that was left will not be painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: ends with every comparison
  useEffect(() => () => marks?.cancel('diff-viewer.detail'), [marks, source?.key]);
  // A file that this scope does not have is no wish here: the viewer opens the first one then.
  const isHere = file !== undefined && source !== undefined && entriesOf(source.index).byId.has(file);
  return {
    ...(isHere ? { selectedPath: file } : {}),
    ...(initialFile === undefined ? {} : { initialPath: initialFile }),
    onFileSelect(path: string) {
      marks?.start('diff-viewer.detail');
      onFileChange?.(path);
    },
    onDetailPainted({ path, rows, milliseconds }: DetailPainted) {
      if (milliseconds !== undefined) marks?.end('diff-viewer.detail', { path, rows });
    },
  };
}
