// Looks for a text in the open file, also in rows that are not in the document.

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { DiffTable } from '../../core/api.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import { isComposing } from '../context/viewer-keys.ts';
import type { DiffPainter } from '../rows/diff-painter.ts';
import { type SearchState, searchRows } from '../rows/row-search.ts';

export interface FindBarProps {
  readonly table: DiffTable;
  readonly path: string;
  readonly painterRef: RefObject<DiffPainter | null>;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

const nothing: SearchState = { matches: [], isDone: true };

export function FindBar({ table, path, painterRef, inputRef, onClose }: FindBarProps) {
  const { texts } = useViewer();
  const [wanted, setWanted] = useState('');
  const [search, setSearch] = useState(nothing);
  const [at, setAt] = useState(0);
  // Rows that come anew are searched again. Shown is the match that was, and nobody is led away from where they are.
  const shown = useRef({ wanted: '', at: 0 });

  useEffect(() => {
    if (wanted === '') return;
    const task = new AbortController();
    const isAgain = shown.current.wanted === wanted;
    const first = isAgain ? shown.current.at : 0;
    let hasShown = false;
    searchRows(table, wanted, task.signal, (state) => {
      // A new object: the array in it is the same and grows.
      setSearch({ ...state });
      const { length } = state.matches;
      if (hasShown || length === 0 || (first >= length && !state.isDone)) return;
      hasShown = true;
      const match = Math.min(first, length - 1);
      shown.current = { wanted, at: match };
      setAt(match);
      painterRef.current?.showFound(state.matches[match], !isAgain);
    });
    return () => {
      task.abort();
      painterRef.current?.showFound(undefined);
    };
  }, [table, wanted, painterRef]);

  const go = (step: number) => {
    const { length } = search.matches;
    if (length === 0) return;
    const next = (at + step + length) % length;
    shown.current = { wanted, at: next };
    setAt(next);
    painterRef.current?.showFound(search.matches[next]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="hw-find">
      <input
        ref={inputRef}
        className="hw-input"
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={texts.findInFile(path)}
        placeholder={texts.find}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setSearch(nothing);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className="hw-find-count" role="status">
        {wanted !== '' && texts.matches(at + 1, search.matches.length, search.isDone)}
      </span>
      <button type="button" className="hw-button" aria-label={texts.previousMatch} onClick={() => go(-1)}>
        ↑
      </button>
      <button type="button" className="hw-button" aria-label={texts.nextMatch} onClick={() => go(1)}>
        ↓
      </button>
      <button type="button" className="hw-button" aria-label={texts.closeFind} onClick={onClose}>
        ×
      </button>
    </search>
  );
}
