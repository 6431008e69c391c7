// Bar, list and rows of one viewer, and the keys that move between them.

import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { focusedIn } from './context/shadow-tree.ts';
import type { KeyAction } from './context/texts.ts';
import { useClientLayoutEffect } from './context/use-client-layout-effect.ts';
import { useViewer } from './context/ViewerContext.tsx';
import { useKeptView, useViewState } from './context/view-state.ts';
import { actionOf, defaultKeys, isComposing, isTyping } from './context/viewer-keys.ts';
import { FilePane } from './files/FilePane.tsx';
import { chooseEntries, entriesOf, type FileEntry } from './files/file-entries.ts';
import { filesInOrder } from './files/list-items.ts';
import { FilePanel } from './panel/FilePanel.tsx';
import { HelpDialog } from './parts/HelpDialog.tsx';
import { Notice } from './parts/Notice.tsx';
import { PaneDivider } from './parts/PaneDivider.tsx';
import { ViewerBar } from './parts/ViewerBar.tsx';
import type { DiffPainter } from './rows/diff-painter.ts';
import type { DiffSource } from './source/diff-source.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { usePaintedReport } from './use-painted.ts';
import { useFileSelection } from './use-selection.ts';
import { useIsNarrow } from './use-width.ts';
import type { ViewerOptions } from './viewer-props.ts';

export interface ViewerFrameProps {
  readonly source: DiffSource | undefined;
  /** In the place of list and rows, as long as there is no source. */
  readonly state: ReactNode;
  readonly options: ViewerOptions;
  readonly hasFileList: boolean;
  readonly footer: ReactNode;
}

export function ViewerFrame({ source, state: replacement, options, hasFileList, footer }: ViewerFrameProps) {
  const { texts } = useViewer();
  const root = useRef<HTMLElement>(null);
  const panes = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const filterInput = useRef<HTMLInputElement>(null);
  const findInput = useRef<HTMLInputElement>(null);
  const painter = useRef<DiffPainter>(null);
  const listId = useId();
  const isNarrow = useIsNarrow(root);

  const [ownView, setOwnView] = useState(options.view ?? 'split');
  const [ownWraps, setOwnWraps] = useState(options.wrap ?? false);
  const view = (options.onViewChange ? options.view : undefined) ?? ownView;
  const wraps = (options.onWrapChange ? options.wrap : undefined) ?? ownWraps;
  const [isListOpen, setIsListOpen] = useState(false);
  const [isFinding, setIsFinding] = useState(false);
  const [isHelping, setIsHelping] = useState(false);
  const [announced, setAnnounced] = useState('');

  const keys = { ...defaultKeys, ...options.keys, ...(hasFileList ? {} : { filter: [] }) };
  const kept = useKeptView();
  const [choice, setChoice] = kept.list;
  const listWidth = choice.width;
  useClientLayoutEffect(() => {
    if (listWidth !== undefined) panes.current?.style.setProperty('--hw-list-width', `${listWidth}px`);
  }, [listWidth]);
  const viewState = useViewState(kept.states, source?.key ?? '');
  const { state, onState } = viewState;
  const entries = source && entriesOf(source.index);
  const selection = useFileSelection(entries, viewState, options);
  useKeptFocus(root, panel);
  const painted = usePaintedReport(options.onDetailPainted);
  const status = choice.status ?? (entries?.changed === 0 ? 'all' : 'changed');
  const listed = useMemo(
    () => (entries ? chooseEntries(entries.all, choice.text, status) : []),
    [entries, choice.text, status],
  );

  // A list that stands beside the rows is no sheet, also if it was one a moment ago.
  const isSheetOpen = isListOpen && isNarrow;
  const closeSheet = () => {
    // It takes the focus along when it goes, and what lies below it takes none before that.
    flushSync(() => setIsListOpen(false));
    panel.current?.focus({ preventScroll: true });
  };
  const open = (entry: FileEntry) => {
    painted.onAsk();
    if (isSheetOpen) closeSheet();
    selection.open(entry);
  };
  const goToFile = (step: 1 | -1) => {
    const files = filesInOrder(listed, choice.isTree);
    const at = files.findIndex(({ id }) => id === selection.entry?.id);
    const next = files[at < 0 ? 0 : at + step];
    if (next) open(next);
  };
  const goToChange = (step: 1 | -1) => {
    if (painter.current) setAnnounced(painter.current.step(step) < 0 ? texts.noFurtherChange : '');
  };
  const find = (isWanted: boolean) => {
    if (isSheetOpen) closeSheet();
    const bar = findInput.current?.parentElement;
    const isInside = bar?.contains(focusedIn(bar) ?? null) ?? false;
    // What is not there yet takes no focus.
    flushSync(() => setIsFinding(isWanted));
    findInput.current?.focus();
    findInput.current?.select();
    if (isInside && !isWanted) painter.current?.focus();
  };
  const act: Record<KeyAction, () => void> = {
    nextFile: () => goToFile(1),
    previousFile: () => goToFile(-1),
    nextChange: () => goToChange(1),
    previousChange: () => goToChange(-1),
    filter: () => {
      // What is hidden takes no focus, so the sheet opens first.
      if (isNarrow) flushSync(() => setIsListOpen(true));
      filterInput.current?.focus();
      filterInput.current?.select();
    },
    find: () => find(true),
    help: () => setIsHelping(true),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event)) return;
    if (event.key === 'Escape' && isSheetOpen) {
      closeSheet();
      return;
    }
    // Rows that are not in the document are beyond the browser's own search.
    const isSearchKey = event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey;
    const takesSearch = isSearchKey && painter.current && !painter.current.isPlain;
    const action = takesSearch ? 'find' : isTyping(event.target) ? undefined : actionOf(event, keys);
    if (!action) return;
    event.preventDefault();
    act[action]();
  };

  const { entry } = selection;
  return (
    <section
      ref={root}
      className={classOf(hasFileList, isSheetOpen)}
      aria-label={texts.title}
      onKeyDown={onKeyDown}
    >
      <ViewerBar
        summary={source?.index.summary}
        view={view}
        canSplit={!isNarrow}
        onView={options.onViewChange ?? setOwnView}
        wraps={wraps}
        onWraps={options.onWrapChange ?? setOwnWraps}
        hasFileList={hasFileList}
        isListOpen={isSheetOpen}
        listId={listId}
        onList={() => setIsListOpen(!isSheetOpen)}
        onHelp={() => setIsHelping(true)}
        onClose={options.onClose}
      />
      <div ref={panes} className="hw-panes">
        {source && entries ? (
          <>
            {hasFileList && (
              <FilePane
                id={listId}
                sourceKey={source.key}
                index={source.index}
                entries={entries}
                listed={listed}
                selected={entry?.id}
                state={state}
                onState={onState}
                choice={{ ...choice, status }}
                onChoice={(change) => setChoice((before) => ({ ...before, ...change }))}
                filterRef={filterInput}
                onOpen={open}
              />
            )}
            {hasFileList && (
              <PaneDivider
                panes={panes}
                controls={listId}
                width={listWidth}
                onWidth={(width) => setChoice((before) => ({ ...before, width }))}
              />
            )}
            <div ref={panel} className="hw-diff" tabIndex={-1}>
              {entry ? (
                <FilePanel
                  source={source}
                  entry={entry}
                  state={state}
                  onState={onState}
                  view={isNarrow ? 'unified' : view}
                  wraps={wraps}
                  painterRef={painter}
                  isFinding={isFinding}
                  findRef={findInput}
                  onFind={find}
                  onAsk={painted.onAsk}
                  onDrawn={painted.onDrawn}
                />
              ) : (
                <Notice title={texts.nothingOpen} text={texts.nothingOpenDetail(entries.changed)} />
              )}
            </div>
          </>
        ) : (
          <div className="hw-state">{replacement}</div>
        )}
      </div>
      {footer}
      <p className="hw-for-readers" role="status">
        {announced}
      </p>
      {isHelping && <HelpDialog keys={keys} onClose={() => setIsHelping(false)} />}
    </section>
  );
}

const classOf = (hasFileList: boolean, isListOpen: boolean): string => {
  if (!hasFileList) return 'hw-viewer hw-one-pane';
  return isListOpen ? 'hw-viewer hw-list-open' : 'hw-viewer';
};
