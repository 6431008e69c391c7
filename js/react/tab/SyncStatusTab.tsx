// The whole tab: which comparison, what differs, what can be done about it.

import { useMemo, useRef, useState } from 'react';
import type { ConfirmedAction } from '../../sync.ts';
import type { DiffView } from '../rows/row-layout.ts';
import { useKeptFocus } from '../use-kept-focus.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { ScopeBody } from './ScopeBody.tsx';
import { StatusRow } from './StatusRow.tsx';
import { sideWords } from './scope-sides.ts';
import { changedFiles } from './side-counts.ts';
import { TabBar } from './TabBar.tsx';
import { TabRemarks } from './TabRemarks.tsx';
import type { SyncStatusTabProps } from './tab-props.ts';
import { useDriftBanner } from './use-drift-banner.ts';
import { useSyncActions } from './use-sync-actions.ts';
import { useSyncStatus } from './use-sync-status.ts';
import { viewerTexts } from './viewer-labels.ts';

/** An action whose confirmation is open, and what it is about. */
interface AskedAction {
  readonly action: ConfirmedAction;
  readonly artifactKey: string;
  readonly projectPath: string | undefined;
}

/**
 * Compares the copies of an artifact: source, collection and project. Needs a QueryClientProvider around it and
 * `hunkwise/styles.css`; takes the height of its parent.
 */
export function SyncStatusTab(props: SyncStatusTabProps) {
  const [asked, setAsked] = useState<AskedAction>();
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(root, body);
  const { id, collection } = props.artifact;
  const artifactKey = JSON.stringify([id, collection]);
  const [said, setSaid] = useState<{ readonly about: string; readonly message: string }>();
  const [ownView, setOwnView] = useState<DiffView>(props.view ?? 'split');
  const status = useSyncStatus({
    ...props,
    confirming: asked?.artifactKey === artifactKey ? asked.action : undefined,
  });
  const { texts, scope, target, content, session, canPull } = status;
  const { alsoInvalidate, onAction } = props;
  const actions = useSyncActions({ client: session.client, target, alsoInvalidate, onAction });
  const index = content.kind === 'loaded' ? content.summary.index : undefined;
  const drift = useDriftBanner({
    artifactId: target.artifactId,
    scope,
    evidence: index && { hasChanges: index.hasChanges, conflicts: index.summary.conflicts },
    dismissal: props.dismissal,
  });
  const title = texts.scopeLabels[scope];
  const viewerLabels = useMemo(
    () => viewerTexts(title, texts, props.viewerLabels),
    [title, texts, props.viewerLabels],
  );

  // Nobody confirms for one artifact or project what was asked about another.
  const { projectPath } = target;
  const isStillAsked = asked?.artifactKey === artifactKey && asked.projectPath === projectPath;
  const confirming = isStillAsked ? asked.action : undefined;
  // What was done is said where it was done, also if it ends when something else is shown.
  const about = JSON.stringify([artifactKey, projectPath]);
  const say = (message: string) => setSaid({ about, message });
  const confirm = (action: ConfirmedAction) => {
    if (!actions.isRunning) actions.reset();
    setSaid(undefined);
    setAsked({ action, artifactKey, projectPath });
  };
  const keepLocal = () => {
    drift.dismiss();
    actions.keepLocal();
    say(texts.keptLocal);
  };
  const { oldSide, newSide } = sideWords(texts, scope);
  const isConflict = drift.status === 'conflict';
  const upstream: ConfirmedAction | undefined =
    scope === 'collection-vs-project'
      ? 'deploy'
      : scope === 'source-vs-collection' && canPull
        ? 'pull'
        : undefined;
  return (
    <section ref={root} className="hw-viewer hw-tab" aria-label={texts.title}>
      <TabBar
        status={status}
        marks={props.marks}
        hasProjectChoice={!(props.mode === 'project' && props.projectPath)}
        onAct={confirm}
      />
      <StatusRow
        status={status}
        drift={
          drift.isShown && index
            ? {
                sentence: isConflict
                  ? texts.conflict(oldSide, newSide, index.summary.conflicts ?? 0)
                  : texts.drift(oldSide, newSide, changedFiles(index.summary)),
                onTakeUpstream: upstream && (() => confirm(upstream)),
                onKeepLocal: keepLocal,
                onDismiss: drift.dismiss,
              }
            : undefined
        }
      />
      <TabRemarks
        status={status}
        message={said?.about === about ? said.message : ''}
        onMessageRead={() => setSaid(undefined)}
      />
      <div ref={body} className="hw-tab-body" tabIndex={-1}>
        <ScopeBody
          status={status}
          file={props.file}
          initialFile={props.initialFile}
          onFileChange={props.onFileChange}
          view={(props.onViewChange ? props.view : undefined) ?? ownView}
          onView={props.onViewChange ?? setOwnView}
          viewerLabels={viewerLabels}
          thresholds={props.thresholds}
          marks={props.marks}
        />
      </div>
      {confirming && (
        <ConfirmDialog
          key={confirming}
          action={confirming}
          status={status}
          actions={actions}
          viewerLabels={viewerLabels}
          thresholds={props.thresholds}
          onClose={() => setAsked(undefined)}
          onDone={say}
        />
      )}
    </section>
  );
}
