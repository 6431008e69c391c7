// What somebody did in one comparison: kept by its key and by path, so that nothing of it is ever shown in another one.

import { createContext, type Dispatch, type SetStateAction, useCallback, useContext, useState } from 'react';

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

/** Where states outlive their viewer: a tab takes it away for as long as another comparison is waited for. */
export const KeptViewStates = createContext<
  readonly [ViewStates, Dispatch<SetStateAction<ViewStates>>] | undefined
>(undefined);

/** Comparisons whose state is kept, the latest ones. */
const MOST_KEYS = 50;

export interface KeyedViewState {
  readonly state: ViewState;
  readonly onState: ChangeView;
  /** The file that was chosen last, here or in the comparison before. */
  readonly lastSelected: string | undefined;
}

export function useViewState(key: string): KeyedViewState {
  const own = useState<ViewStates>(new Map());
  const [states, setStates] = useContext(KeptViewStates) ?? own;
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
