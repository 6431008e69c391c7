// What stands on the lines of the list: files, in tree mode folders, and the line that a file unfolds.

import type { FileEntry } from './file-entries.ts';

export interface FileItem {
  readonly kind: 'file';
  readonly id: string;
  readonly entry: FileEntry;
  readonly depth: number;
  /** In front of the name; in tree mode nothing. */
  readonly folder: string;
  readonly name: string;
}

export interface FolderItem {
  readonly kind: 'folder';
  readonly id: string;
  readonly depth: number;
  readonly name: string;
  readonly path: string;
  readonly isOpen: boolean;
}

/** The line below an unfolded file. */
export interface CountsItem {
  readonly kind: 'counts';
  readonly id: string;
  readonly entry: FileEntry;
  readonly depth: number;
}

export type ListItem = FileItem | FolderItem | CountsItem;

export interface ListShape {
  readonly isTree: boolean;
  readonly unfolded: ReadonlySet<string>;
  readonly closedFolders: ReadonlySet<string>;
}

export function listItems(entries: readonly FileEntry[], shape: ListShape): readonly ListItem[] {
  const items: ListItem[] = [];
  const push = (entry: FileEntry, depth: number) => {
    const slash = entry.path.lastIndexOf('/') + 1;
    items.push({
      kind: 'file',
      id: `file:${entry.id}`,
      entry,
      depth,
      folder: shape.isTree ? '' : entry.path.slice(0, slash),
      name: entry.path.slice(slash) || entry.path,
    });
    if (shape.unfolded.has(entry.id))
      items.push({ kind: 'counts', id: `counts:${entry.id}`, entry, depth: depth + 1 });
  };
  if (!shape.isTree) {
    for (const entry of entries) push(entry, 0);
    return items;
  }
  pushFolder(treeOf(entries), 0);
  return items;

  function pushFolder(folder: Folder, depth: number): void {
    for (const child of folder.folders.values()) {
      // A chain of folders with nothing else in them is one line.
      let last = child;
      let name = child.name;
      while (last.files.length === 0 && last.folders.size === 1) {
        const [only] = last.folders.values();
        if (!only) break;
        name += `/${only.name}`;
        last = only;
      }
      const isOpen = !shape.closedFolders.has(last.path);
      items.push({ kind: 'folder', id: `folder:${last.path}`, depth, name, path: last.path, isOpen });
      if (isOpen) pushFolder(last, depth + 1);
    }
    for (const entry of folder.files) push(entry, depth);
  }
}

interface Folder {
  readonly name: string;
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly files: FileEntry[];
}

function treeOf(entries: readonly FileEntry[]): Folder {
  const root: Folder = { name: '', path: '', folders: new Map(), files: [] };
  for (const entry of entries) {
    let folder = root;
    const names = entry.path.split('/');
    for (const name of names.slice(0, -1)) {
      const path = folder === root ? name : `${folder.path}/${name}`;
      const next = folder.folders.get(name) ?? { name, path, folders: new Map(), files: [] };
      folder.folders.set(name, next);
      folder = next;
    }
    folder.files.push(entry);
  }
  return root;
}

/** The files in the order of the list, also those in closed folders. */
export function filesInOrder(entries: readonly FileEntry[], isTree: boolean): readonly FileEntry[] {
  const items = listItems(entries, { isTree, unfolded: new Set(), closedFolders: new Set() });
  return items.flatMap((item) => (item.kind === 'file' ? [item.entry] : []));
}
