// What somebody did in one comparison: kept by its key and by path, so that nothing of it is ever shown in another one.

import { useCallback, useState } from 'react';

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

/** Comparisons whose state is kept, the latest ones. */
const MOST_KEYS = 50;

export function useViewState(key: string): readonly [ViewState, ChangeView] {
  const [states, setStates] = useState<ReadonlyMap<string, ViewState>>(new Map());
  const change: ChangeView = useCallback(
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
    [key],
  );
  return [states.get(key) ?? fresh, change];
}

export const withItem = <T>(items: ReadonlySet<T>, item: T): ReadonlySet<T> =>
  items.has(item) ? items : new Set([...items, item]);

export function toggled<T>(items: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const after = new Set(items);
  if (!after.delete(item)) after.add(item);
  return after;
}
