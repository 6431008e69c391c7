// Which file is open: what the application says, what somebody chose here or in the comparison before, or the first one.

import { useCallback } from 'react';
import { type KeyedViewState, withItem } from './context/view-state.ts';
import type { FileEntries, FileEntry } from './files/file-entries.ts';
import type { ViewerOptions } from './viewer-props.ts';

export interface FileSelection {
  readonly entry: FileEntry | undefined;
  readonly open: (entry: FileEntry) => void;
}

export function useFileSelection(
  entries: FileEntries | undefined,
  { state, onState, lastSelected }: KeyedViewState,
  options: ViewerOptions,
): FileSelection {
  const { selectedPath, initialPath, onFileSelect } = options;
  // Another comparison of the same files goes on with the same file, if it has it.
  const wish = selectedPath ?? state.selected ?? lastSelected;
  let entry = wish === undefined ? undefined : entries?.byId.get(wish);
  if (!entry && selectedPath === undefined && initialPath !== null && entries)
    entry = firstOf(entries, initialPath);
  const current = entry?.id;

  const open = useCallback(
    (next: FileEntry) => {
      onState((before) => ({
        ...before,
        selected: next.id,
        closedFolders: withoutFoldersOf(before.closedFolders, next.path),
        unfolded: withItem(before.unfolded ?? new Set(current === undefined ? [] : [current]), next.id),
      }));
      onFileSelect?.(next.path);
    },
    [onState, onFileSelect, current],
  );
  return { entry, open };
}

/** What is opened by a key is seen in the list, too. */
function withoutFoldersOf(closed: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const others = [...closed].filter((folder) => !path.startsWith(`${folder}/`));
  return others.length === closed.size ? closed : new Set(others);
}

function firstOf({ all, byId, changed }: FileEntries, path: string | undefined): FileEntry | undefined {
  const wanted = path === undefined ? undefined : byId.get(path);
  return wanted ?? (changed > 0 ? all.find(({ status }) => status !== 'unchanged') : all[0]);
}
