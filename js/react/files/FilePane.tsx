// The left-hand side: filter, list, how much of it is shown.

import { type RefObject, useMemo } from 'react';
import type { DiffIndex, FileStatus } from '../../core/api.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import {
  type ChangeView,
  type LineCounts,
  type ListChoice,
  type StatusFilter,
  toggled,
  type ViewState,
} from '../context/view-state.ts';
import { Notice } from '../parts/Notice.tsx';
import { FileFilter } from './FileFilter.tsx';
import { FileList } from './FileList.tsx';
import type { FileEntries, FileEntry } from './file-entries.ts';

export interface FilePaneProps {
  readonly id: string;
  /** {@link DiffSource.key} */
  readonly sourceKey: string;
  readonly index: DiffIndex;
  readonly entries: FileEntries;
  /** Those that the choice leaves. */
  readonly listed: readonly FileEntry[];
  readonly selected: string | undefined;
  readonly state: ViewState;
  readonly onState: ChangeView;
  readonly choice: ListChoice & { readonly status: StatusFilter };
  readonly onChoice: (change: Partial<ListChoice>) => void;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  readonly onOpen: (entry: FileEntry) => void;
}

export function FilePane(props: FilePaneProps) {
  const { index, entries, listed, selected, state, onState, choice, onChoice } = props;
  const { texts, limits } = useViewer();
  const expandable = state.expandable ?? limits.expandableFiles;
  const ranked = entries.changed || entries.all.length;
  const unfolded = useMemo(
    () => state.unfolded ?? new Set(selected === undefined ? [] : [selected]),
    [state.unfolded, selected],
  );
  const statuses = useMemo(() => {
    const found = new Set(entries.all.map(({ status }) => status));
    // Also when the last such file has gone: a field that shows another choice than the one made could not take it back.
    if (choice.status !== 'changed' && choice.status !== 'all') found.add(choice.status);
    return [...found].sort(byOrder);
  }, [entries, choice.status]);
  const showAll = () => onChoice({ text: '', status: 'all' });
  return (
    <section id={props.id} className="hw-files" aria-label={texts.files}>
      <FileFilter
        text={choice.text}
        status={choice.status}
        isTree={choice.isTree}
        statuses={statuses}
        inputRef={props.filterRef}
        onText={(text) => onChoice({ text })}
        onStatus={(status) => onChoice({ status })}
        onTree={(isTree) => onChoice({ isTree })}
      />
      {ranked > expandable && (
        <div className="hw-more-files">
          <p>
            <span>{texts.showingFiles(expandable, ranked)}</span> <span>{texts.inDetail}</span>
          </p>
          {ranked > 2 * limits.expandableFiles && (
            <button
              type="button"
              className="hw-button"
              onClick={() =>
                onState((before) => ({ ...before, expandable: expandable + limits.expandableFiles }))
              }
            >
              {texts.loadMore(Math.min(limits.expandableFiles, ranked - expandable))}
            </button>
          )}
          <button
            type="button"
            className="hw-button"
            onClick={() => onState((before) => ({ ...before, expandable: ranked }))}
          >
            {texts.loadAllFiles(ranked)}
          </button>
        </div>
      )}
      {listed.length > 0 ? (
        <FileList
          label={texts.files}
          listKey={`${choice.status} ${choice.text} ${props.sourceKey}`}
          entries={listed}
          selected={selected}
          isTree={choice.isTree}
          unfolded={unfolded}
          closedFolders={state.closedFolders}
          expandable={expandable}
          countsOf={(entry) => countsOf(index, entry, state)}
          onOpen={props.onOpen}
          onUnfold={({ id }) => onState((before) => ({ ...before, unfolded: toggled(unfolded, id) }))}
          onFolder={(path) =>
            onState((before) => ({ ...before, closedFolders: toggled(before.closedFolders, path) }))
          }
        />
      ) : (
        <div className="hw-list">
          <Notice text={choice.text.trim() ? texts.noFileMatches(choice.text.trim()) : texts.noFileOfStatus}>
            <button type="button" className="hw-link" onClick={showAll}>
              {texts.showAllFiles}
            </button>
          </Notice>
        </div>
      )}
      <p className="hw-list-count" role="status">
        {texts.filesShown(listed.length, entries.all.length)}
      </p>
    </section>
  );
}

/** As the index says, or as the opened file has shown; undefined: not known, or the file has no lines. */
export function countsOf(index: DiffIndex, entry: FileEntry, state: ViewState): LineCounts | undefined {
  const detail = index.detail(entry.file);
  if (detail === 'binary' || detail === 'error') return undefined;
  const additions = index.additions(entry.file);
  const deletions = index.deletions(entry.file);
  return additions >= 0 && deletions >= 0 ? { additions, deletions } : state.counts.get(entry.id);
}

const order: readonly FileStatus[] = [
  'added',
  'modified',
  'deleted',
  'renamed',
  'copied',
  'type-changed',
  'unchanged',
];
const byOrder = (one: FileStatus, other: FileStatus) => order.indexOf(one) - order.indexOf(other);
