// The entry point of the diff viewer alone: needs React, and no library for queries.

export { type AnyFileParser, readInSlices, type SliceOptions } from './core/read-in-slices.ts';
export { DiffViewer } from './react/DiffViewer.tsx';
export { DiffViewerSkeleton } from './react/DiffViewerSkeleton.tsx';
export type { ResolutionType } from './react/parts/ResolutionBar.tsx';
export type { DiffView } from './react/rows/row-layout.ts';
export {
  type AnyDiffEngine,
  type DiffSource,
  type OpenFileOptions,
  type SourceOptions,
  sourceFromIndex,
  sourceFromPatch,
  sourceFromPayload,
  sourceFromTexts,
  type TextNames,
} from './react/source/diff-source.ts';
export type { FileDiff } from './react/source/file-diff.ts';
export { defaultTexts, type KeyAction, type ViewerTexts } from './react/texts.ts';
export type { ViewerThresholds } from './react/ViewerContext.tsx';
export { defaultKeys, type ViewerKeys } from './react/viewer-keys.ts';
export type {
  DetailPainted,
  DiffViewerProps,
  FilesProps,
  SourceProps,
  ViewerOptions,
} from './react/viewer-props.ts';
