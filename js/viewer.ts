// The entry point of the diff viewer alone: needs React, and no library for queries.

export { type AnyFileParser, readInSlices, type SliceOptions } from './core/read-in-slices.ts';
export { defaultTexts, type KeyAction, type ViewerTexts } from './react/context/texts.ts';
export type { ViewerThresholds } from './react/context/ViewerContext.tsx';
export { defaultKeys, type ViewerKeys } from './react/context/viewer-keys.ts';
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
export type {
  ContentOptions,
  DetailPainted,
  DiffViewerProps,
  FilesProps,
  PatchProps,
  SourceProps,
  TextsProps,
  ViewerOptions,
} from './react/viewer-props.ts';
