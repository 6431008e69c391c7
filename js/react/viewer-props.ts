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
  readonly leftLabel?: string | undefined;
  /** Name of the new side. Default "After". */
  readonly rightLabel?: string | undefined;
  /** Shows a button that closes the viewer. */
  readonly onClose?: (() => void) | undefined;
  /** Shows the buttons that keep one side or merge. Default false. */
  readonly showResolutionActions?: boolean | undefined;
  readonly onResolve?: ((resolution: ResolutionType) => void) | undefined;
  /** On the button that keeps the local side. Default "Local (Project)". */
  readonly localLabel?: string | undefined;
  /** On the button that keeps the remote side. Default "Remote (Collection)". */
  readonly remoteLabel?: string | undefined;
  /** Says above the buttons that this is a preview. Default false. */
  readonly previewMode?: boolean | undefined;
  /** Disables the buttons and shows that it is being worked on. Default false. */
  readonly isResolving?: boolean | undefined;
  /** Shows the skeleton instead of anything else. Default false. */
  readonly isLoading?: boolean | undefined;

  /** The file to open at first; null: none. Default: the first changed one. */
  readonly initialPath?: string | null | undefined;
  /** The open file, if the application decides; change it in `onFileSelect`. */
  readonly selectedPath?: string | undefined;
  /**
   * Whether the list of files is drawn. Default true; false for two texts, which are one file. Without it, `]` and `[` go
   * from file to file, and so does `selectedPath`.
   */
  readonly showFileList?: boolean | undefined;
  /** Somebody opened a file: by a click, a key or the list. */
  readonly onFileSelect?: ((path: string) => void) | undefined;
  /** Default `split`. Below 768 px the viewer shows `unified`. */
  readonly view?: DiffView | undefined;
  /** If given, the application decides by `view`; otherwise `view` is only the first one. */
  readonly onViewChange?: ((view: DiffView) => void) | undefined;
  /** Whether long lines are wrapped. Default false. */
  readonly wrap?: boolean | undefined;
  /** As `onViewChange`. */
  readonly onWrapChange?: ((wrap: boolean) => void) | undefined;
  readonly thresholds?: ViewerThresholds | undefined;
  /** Replaces some or all texts. Keep the object between renders, as all rows are drawn again with a new one. */
  readonly labels?: Partial<ViewerTexts> | undefined;
  /** Replaces some or all keys; an empty list switches one off. */
  readonly keys?: Partial<ViewerKeys> | undefined;
  /** After the rows of an opened file are on the screen. */
  readonly onDetailPainted?: ((painted: DetailPainted) => void) | undefined;
}

/** What a viewer takes that reads its content itself. */
export interface ContentOptions extends ViewerOptions {
  /** Reads the content. Default: an engine of this package in this thread, loaded when it is needed. */
  readonly engine?: AnyDiffEngine | undefined;
  /**
   * What the content is of (scope, artifact, branch, …). Which file is open is kept by it, and what is shown stays until
   * newer content of the same key is read. Default: by the content.
   */
  readonly dataKey?: string | undefined;
}

/** Files that the application holds. A new array with the same content is not new data. */
export interface FilesProps extends ContentOptions {
  /** Undefined: not here yet. */
  readonly files: readonly FileDiff[] | undefined;
  readonly patch?: undefined;
  readonly oldText?: undefined;
  readonly newText?: undefined;
  readonly path?: undefined;
  readonly oldPath?: undefined;
  readonly source?: undefined;
}

/** A patch that the application holds. */
export interface PatchProps extends ContentOptions {
  /**
   * What `git diff`, `git format-patch` and their like print, of any number of files. Bytes are kept, not copied: pass the
   * same array while nothing changes, and do not write to it. A string is encoded first. Undefined: not here yet.
   */
  readonly patch: Uint8Array | string | undefined;
  readonly files?: undefined;
  readonly oldText?: undefined;
  readonly newText?: undefined;
  readonly path?: undefined;
  readonly oldPath?: undefined;
  readonly source?: undefined;
}

/** Two texts of one file that the application holds. */
export interface TextsProps extends ContentOptions {
  /** The old side; empty for a file that is new. Bytes as for `patch`. Undefined: not here yet. */
  readonly oldText: Uint8Array | string | undefined;
  /** The new side. Undefined: not here yet. */
  readonly newText: Uint8Array | string | undefined;
  /** The file's path, as it stands above the rows. */
  readonly path: string;
  /** The old side's path, if it is another. */
  readonly oldPath?: string | undefined;
  readonly files?: undefined;
  readonly patch?: undefined;
  readonly source?: undefined;
}

/** A source: for comparisons that are loaded file by file, or were indexed elsewhere. */
export interface SourceProps extends ViewerOptions {
  /** Undefined: not here yet. */
  readonly source: DiffSource | undefined;
  readonly files?: undefined;
  readonly patch?: undefined;
  readonly oldText?: undefined;
  readonly newText?: undefined;
  readonly path?: undefined;
  readonly oldPath?: undefined;
  readonly engine?: undefined;
  readonly dataKey?: undefined;
}

/** Props of DiffViewer: one of `files`, `patch`, `oldText` with `newText` and `path`, or `source`. */
export type DiffViewerProps = FilesProps | PatchProps | TextsProps | SourceProps;
