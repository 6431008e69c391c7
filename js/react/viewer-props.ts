// The props of the viewer.

import type { ViewerTexts } from './context/texts.ts';
import type { ViewerThresholds } from './context/ViewerContext.tsx';
import type { ViewerKeys } from './context/viewer-keys.ts';
import type { ResolutionType } from './parts/ResolutionBar.tsx';
import type { DiffView } from './rows/row-layout.ts';
import type { AnyDiffEngine, DiffSource } from './source/diff-source.ts';
import type { FileDiff } from './source/file-diff.ts';

/** Rows that somebody asked for are on the screen. */
export interface DetailPainted {
  readonly path: string;
  readonly rows: number;
  /** From the click or key that asked for the file. Undefined: nobody did, it is the one shown at first. */
  readonly milliseconds: number | undefined;
}

/** What every viewer takes, wherever its files come from. */
export interface ViewerOptions {
  /** Name of the old side. Default "Before". */
  readonly leftLabel?: string;
  /** Name of the new side. Default "After". */
  readonly rightLabel?: string;
  /** Shows a button that closes the viewer. */
  readonly onClose?: () => void;
  /** Shows the buttons that keep one side or merge. Default false. */
  readonly showResolutionActions?: boolean;
  readonly onResolve?: (resolution: ResolutionType) => void;
  /** On the button that keeps the local side. Default "Local (Project)". */
  readonly localLabel?: string;
  /** On the button that keeps the remote side. Default "Remote (Collection)". */
  readonly remoteLabel?: string;
  /** Says above the buttons that this is a preview. Default false. */
  readonly previewMode?: boolean;
  /** Disables the buttons and shows that it is being worked on. Default false. */
  readonly isResolving?: boolean;
  /** Shows the skeleton instead of anything else. Default false. */
  readonly isLoading?: boolean;

  /** The file to open at first; null: none. Default: the first changed one. */
  readonly initialPath?: string | null;
  /** The open file, if the application decides; change it in `onFileSelect`. */
  readonly selectedPath?: string;
  /** Somebody opened a file: by a click, a key or the list. */
  readonly onFileSelect?: (path: string) => void;
  /** Default `split`. Below 768 px the viewer shows `unified`. */
  readonly view?: DiffView;
  /** If given, the application decides by `view`; otherwise `view` is only the first one. */
  readonly onViewChange?: (view: DiffView) => void;
  /** Whether long lines are wrapped. Default false. */
  readonly wrap?: boolean;
  /** As `onViewChange`. */
  readonly onWrapChange?: (wrap: boolean) => void;
  readonly thresholds?: ViewerThresholds;
  /** Replaces some or all texts. Keep the object between renders, as all rows are drawn again with a new one. */
  readonly labels?: Partial<ViewerTexts>;
  /** Replaces some or all keys; an empty list switches one off. */
  readonly keys?: Partial<ViewerKeys>;
  /** After the rows of an opened file are on the screen. */
  readonly onDetailPainted?: (painted: DetailPainted) => void;
}

/** Files that the application holds. A new array with the same content is not new data. */
export interface FilesProps extends ViewerOptions {
  readonly files: readonly FileDiff[];
  readonly source?: undefined;
  /** Reads the files. Default: an engine of this package in this thread, loaded when it is needed. */
  readonly engine?: AnyDiffEngine;
  /** What the files are of (scope, artifact, …). Which file is open is kept by it. Default: by the content. */
  readonly dataKey?: string;
}

/** A source: for comparisons that are loaded file by file, or were indexed elsewhere. */
export interface SourceProps extends ViewerOptions {
  readonly source: DiffSource;
  readonly files?: undefined;
  readonly engine?: undefined;
  readonly dataKey?: undefined;
}

/** Props of DiffViewer: either `files` or `source`. */
export type DiffViewerProps = FilesProps | SourceProps;
