// The bar of the tab: which comparison, with which project, how much differs, and what can be done.

import type { ConfirmedAction, PerfMarks } from '../../sync.ts';
import { ProjectSelector } from './ProjectSelector.tsx';
import { ScopeSwitch } from './ScopeSwitch.tsx';
import { sideWords } from './scope-sides.ts';
import { sideCounts } from './side-counts.ts';
import type { SyncStatus } from './use-sync-status.ts';

export interface TabBarProps {
  readonly status: SyncStatus;
  readonly marks: PerfMarks | undefined;
  readonly canPull: boolean;
  /** False: the project is given. */
  readonly hasProjectChoice: boolean;
  readonly onAct: (action: ConfirmedAction) => void;
}

export function TabBar({ status, marks, canPull, hasProjectChoice, onAct }: TabBarProps) {
  const { texts, target, enabled } = status;
  const hasProject = target.projectPath !== undefined && status.content.kind !== 'unavailable';
  const possible: readonly ConfirmedAction[] = [
    ...(canPull && enabled.selector ? (['pull'] as const) : []),
    ...(hasProject ? (['push', 'deploy'] as const) : []),
  ];
  return (
    <header className="hw-bar hw-tab-bar">
      <ScopeSwitch status={status} />
      {hasProjectChoice && <ProjectSelector texts={texts} projects={status.projects} marks={marks} />}
      <SummaryCounts status={status} />
      {possible.length > 0 && (
        <div className="hw-bar-tools">
          {possible.map((action) => (
            <button key={action} type="button" className="hw-button" onClick={() => onAct(action)}>
              {texts.actions[action].button}
            </button>
          ))}
        </div>
      )}
    </header>
  );
}

/** By sides, since "added" means another side in each comparison; a dash until they are known. */
function SummaryCounts({ status }: Pick<TabBarProps, 'status'>) {
  const { content, scope, texts } = status;
  const { oldSide, newSide } = sideWords(texts, scope);
  const counts = content.kind === 'loaded' ? sideCounts(scope, content.summary.index.summary) : undefined;
  return (
    <p className="hw-side-counts" role="status" aria-busy={content.kind === 'waiting'}>
      {counts ? texts.counts(counts, oldSide, newSide) : texts.notCounted}
    </p>
  );
}
