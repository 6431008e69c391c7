// The list of files: a tree of which only the part in sight exists. Arrows move and fold, Enter opens.

import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';
import type { LineCounts } from '../context/view-state.ts';
import { FileListItem } from './FileListItem.tsx';
import type { FileEntry } from './file-entries.ts';
import { type ListItem, listItems } from './list-items.ts';
import { FILE_HEIGHT, useListWindow } from './use-list-window.ts';

export interface FileListProps {
  readonly label: string;
  /** What is listed: comparison and filter, whichever answer the entries are from. */
  readonly listKey: string;
  readonly entries: readonly FileEntry[];
  readonly selected: string | undefined;
  readonly isTree: boolean;
  readonly unfolded: ReadonlySet<string>;
  readonly closedFolders: ReadonlySet<string>;
  /** Changed files up to this rank can be unfolded. */
  readonly expandable: number;
  readonly countsOf: (entry: FileEntry) => LineCounts | undefined;
  readonly onOpen: (entry: FileEntry) => void;
  readonly onUnfold: (entry: FileEntry) => void;
  readonly onFolder: (path: string) => void;
}

export function FileList(props: FileListProps) {
  const { listKey, entries, selected, isTree, unfolded, closedFolders, expandable } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = useMemo(
    () => listItems(entries, { isTree, unfolded, closedFolders }),
    [entries, isTree, unfolded, closedFolders],
  );
  const list = useListWindow(scroller, items.length);
  const selectedAt = items.findIndex((item) => item.kind === 'file' && item.entry.id === selected);
  const [activeId, setActiveId] = useState(selected === undefined ? undefined : `file:${selected}`);
  const known = items.findIndex((item) => item.id === activeId);
  const active = known >= 0 ? known : Math.max(0, selectedAt);
  const isDrawn = list.lines.some(({ index }) => index === active);

  // What was opened by another way comes into sight; what somebody scrolled away from stays away, also when the list comes
  // anew.
  const { reveal } = list;
  const revealSelected = useRef(() => {});
  useEffect(() => {
    revealSelected.current = () => {
      if (selectedAt >= 0) reveal(selectedAt);
    };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is a reason to look for the open file again
  useEffect(() => {
    if (selected === undefined) return;
    setActiveId(`file:${selected}`);
    revealSelected.current();
  }, [selected, listKey, isTree]);

  const move = (to: number) => {
    const at = Math.max(0, Math.min(items.length - 1, to));
    setActiveId(items[at]?.id);
    reveal(at);
  };
  const canUnfold = (entry: FileEntry) => entry.rank >= 0 && entry.rank < expandable;
  const open = (item: ListItem | undefined) => {
    if (item?.kind === 'folder') props.onFolder(item.path);
    else if (item) props.onOpen(item.entry);
  };
  const fold = (item: ListItem | undefined, wantsOpen: boolean) => {
    if (item?.kind === 'folder') {
      if (item.isOpen !== wantsOpen) props.onFolder(item.path);
      else if (wantsOpen) move(active + 1);
    } else if (item?.kind === 'file' && canUnfold(item.entry) && unfolded.has(item.entry.id) !== wantsOpen) {
      props.onUnfold(item.entry);
    } else if (item && !wantsOpen) move(parentOf(items, active));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / FILE_HEIGHT) - 1);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: items.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) move(target);
    else if (event.key === 'Enter' || event.key === ' ') open(items[active]);
    else if (event.key === 'ArrowRight') fold(items[active], true);
    else if (event.key === 'ArrowLeft') fold(items[active], false);
    else return;
    event.preventDefault();
  };

  const onClick = ({ target }: MouseEvent) => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const item = line ? items[Number(line.dataset.index)] : undefined;
    if (!item) return;
    setActiveId(item.id);
    const isChevron = target instanceof Element && target.closest('[data-unfolds]') !== null;
    if (isChevron && item.kind === 'file') props.onUnfold(item.entry);
    else open(item);
  };

  return (
    <div
      ref={scroller}
      className="hw-list"
      role="tree"
      aria-label={props.label}
      tabIndex={0}
      {...(isDrawn && items.length > 0 ? { 'aria-activedescendant': `${id}${active}` } : {})}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <ListCanvas height={list.height}>
        {list.lines.map(({ index, top }) => {
          const item = items[index];
          if (!item) return null;
          const isFile = item.kind === 'file';
          const isOpen = item.kind === 'folder' ? item.isOpen : isFile && unfolded.has(item.entry.id);
          const folds = item.kind === 'folder' || (isFile && canUnfold(item.entry));
          return (
            <ListLine key={item.id} top={top} depth={item.depth}>
              {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the tree, which names the active line */}
              <div
                id={`${id}${index}`}
                className={lineClass(item, index === active, isFile && item.entry.id === selected)}
                role="treeitem"
                aria-level={item.depth + 1}
                aria-selected={isFile && item.entry.id === selected}
                {...(folds ? { 'aria-expanded': isOpen } : {})}
                data-index={index}
                {...(isFile ? { 'data-path': item.entry.path } : {})}
              >
                <FileListItem
                  item={item}
                  counts={item.kind === 'folder' ? undefined : props.countsOf(item.entry)}
                  isUnfolded={isOpen}
                  canUnfold={folds}
                />
              </div>
            </ListLine>
          );
        })}
      </ListCanvas>
    </div>
  );
}

const lineClass = (item: ListItem, isActive: boolean, isSelected: boolean): string =>
  ['hw-line-of-list', `hw-is-${item.kind}`, isActive ? 'hw-active' : '', isSelected ? 'hw-selected' : '']
    .filter(Boolean)
    .join(' ');

function parentOf(items: readonly ListItem[], at: number): number {
  const depth = items[at]?.depth ?? 0;
  let parent = at - 1;
  while (parent >= 0 && (items[parent]?.depth ?? 0) >= depth) --parent;
  return parent < 0 ? at : parent;
}

interface ListCanvasProps {
  readonly height: number;
  readonly children: React.ReactNode;
}

// Geometry is set on the elements themselves: an attribute would be refused by a strict policy in a server's markup.
function ListCanvas({ height, children }: ListCanvasProps) {
  const canvas = useRef<HTMLDivElement>(null);
  useClientLayoutEffect(() => {
    if (canvas.current) canvas.current.style.height = `${height}px`;
  }, [height]);
  return (
    <div ref={canvas} className="hw-list-canvas" role="presentation">
      {children}
    </div>
  );
}

interface ListLineProps {
  readonly top: number;
  readonly depth: number;
  readonly children: React.ReactNode;
}

function ListLine({ top, depth, children }: ListLineProps) {
  const line = useRef<HTMLDivElement>(null);
  useClientLayoutEffect(() => {
    if (!line.current) return;
    line.current.style.transform = `translateY(${top}px)`;
    line.current.style.setProperty('--hw-depth', String(depth));
  }, [top, depth]);
  return (
    <div ref={line} className="hw-list-line" role="presentation">
      {children}
    </div>
  );
}
