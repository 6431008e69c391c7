// What somebody did in one comparison: kept by its key and by path, so that nothing of it is ever shown in another one. What
// they chose for the list as such is kept beside it.

import { createContext, type Dispatch, type SetStateAction, useCallback, useContext, useState } from 'react';
import type { FileStatus } from '../../core/api.ts';

export interface LineCounts {
  readonly additions: number;
  readonly deletions: number;
}

/** Of one comparison. Files are named by FileEntry.id. */
export interface ViewState {
  readonly selected: string | undefined;
  /** Files whose line of counts is shown. Undefined: that of the file which is open from the beginning. */
  readonly unfolded: ReadonlySet<string> | undefined;
  readonly closedFolders: ReadonlySet<string>;
  /** Large files that somebody asked for. */
  readonly wanted: ReadonlySet<string>;
  /** How many changed files may be unfolded; undefined: as many as the threshold says. */
  readonly expandable: number | undefined;
  /** Of files that were opened, where the index does not know them. */
  readonly counts: ReadonlyMap<string, LineCounts>;
}

const fresh: ViewState = {
  selected: undefined,
  unfolded: undefined,
  closedFolders: new Set(),
  wanted: new Set(),
  expandable: undefined,
  counts: new Map(),
};

export type ChangeView = (change: (state: ViewState) => ViewState) => void;

/** By key, the one that was changed last at the end. */
export type ViewStates = ReadonlyMap<string, ViewState>;

/** `changed`: all but unchanged ones. */
export type StatusFilter = 'changed' | 'all' | FileStatus;

/** How the list is to look, of whatever comparison. */
export interface ListChoice {
  readonly text: string;
  /** Undefined: nobody has chosen any. */
  readonly status: StatusFilter | undefined;
  readonly isTree: boolean;
  /** Pixels; undefined: nobody has moved the line beside it. */
  readonly width: number | undefined;
}

const usualList: ListChoice = { text: '', status: undefined, isTree: false, width: undefined };

type State<Value> = readonly [Value, Dispatch<SetStateAction<Value>>];

/** All that a viewer remembers. */
export interface KeptView {
  readonly states: State<ViewStates>;
  readonly list: State<ListChoice>;
}

/** Where that outlives the viewer: a tab takes it away for as long as another comparison is waited for. */
export const KeptViewContext = createContext<KeptView | undefined>(undefined);

/** @param about Another one ends what was looked for in the list. */
export function useNewKeptView(about = ''): KeptView {
  const states = useState<ViewStates>(new Map());
  const [list, setList] = useState(usualList);
  const [aboutBefore, setAbout] = useState(about);
  if (aboutBefore !== about) {
    setAbout(about);
    setList(({ isTree, width }) => ({ ...usualList, isTree, width }));
  }
  return { states, list: [list, setList] };
}

export function useKeptView(): KeptView {
  const own = useNewKeptView();
  return useContext(KeptViewContext) ?? own;
}

/** Comparisons whose state is kept, the latest ones. */
const MOST_KEYS = 50;

export interface KeyedViewState {
  readonly state: ViewState;
  readonly onState: ChangeView;
  /** The file that was chosen last, here or in the comparison before. */
  readonly lastSelected: string | undefined;
}

export function useViewState([states, setStates]: KeptView['states'], key: string): KeyedViewState {
  const onState: ChangeView = useCallback(
    (next) =>
      setStates((before) => {
        const state = before.get(key) ?? fresh;
        const changed = next(state);
        if (changed === state) return before;
        const after = new Map(before);
        after.delete(key);
        after.set(key, changed);
        const [oldest] = after.keys();
        if (after.size > MOST_KEYS && oldest !== undefined) after.delete(oldest);
        return after;
      }),
    [key, setStates],
  );
  let lastSelected: string | undefined;
  for (const { selected } of states.values()) lastSelected = selected ?? lastSelected;
  return { state: states.get(key) ?? fresh, onState, lastSelected };
}

export const withItem = <T>(items: ReadonlySet<T>, item: T): ReadonlySet<T> =>
  items.has(item) ? items : new Set([...items, item]);

export function toggled<T>(items: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const after = new Set(items);
  if (!after.delete(item)) after.add(item);
  return after;
}
