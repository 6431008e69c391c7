// What of the list is shown: part of a path, a status, as a tree.

import type { RefObject } from 'react';
import type { FileStatus } from '../../core/api.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import type { StatusFilter } from '../context/view-state.ts';

export interface FileFilterProps {
  readonly text: string;
  readonly status: StatusFilter;
  readonly statuses: readonly FileStatus[];
  readonly isTree: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  readonly onStatus: (status: StatusFilter) => void;
  readonly onTree: (isTree: boolean) => void;
}

export function FileFilter({ text, status, statuses, isTree, inputRef, ...props }: FileFilterProps) {
  const { texts } = useViewer();
  return (
    <div className="hw-list-tools">
      <input
        ref={inputRef}
        className="hw-input"
        type="search"
        autoComplete="off"
        spellCheck={false}
        placeholder={texts.filterFiles}
        aria-label={texts.filterFiles}
        value={text}
        onChange={(event) => props.onText(event.target.value)}
      />
      <div className="hw-list-options">
        <select
          className="hw-select"
          aria-label={texts.statusFilter}
          value={status}
          onChange={(event) => props.onStatus(event.target.value as StatusFilter)}
        >
          <option value="changed">{texts.changedFiles}</option>
          <option value="all">{texts.allFiles}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {texts.status[one]}
            </option>
          ))}
        </select>
        <label className="hw-check">
          <input type="checkbox" checked={isTree} onChange={(event) => props.onTree(event.target.checked)} />
          {texts.asTree}
        </label>
      </div>
    </div>
  );
}
