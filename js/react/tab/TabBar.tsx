// The bar of the tab: which comparison, with which project, and what can be done.

import { type ConfirmedAction, type PerfMarks, scopeToConfirm } from '../../sync.ts';
import { ProjectSelector } from './ProjectSelector.tsx';
import { ScopeSwitch } from './ScopeSwitch.tsx';
import type { SyncStatus } from './sync-status.ts';

export interface TabBarProps {
  readonly status: SyncStatus;
  readonly marks: PerfMarks | undefined;
  /** False: the project is given. */
  readonly hasProjectChoice: boolean;
  readonly onAct: (action: ConfirmedAction) => void;
}

const actions: readonly ConfirmedAction[] = ['pull', 'push', 'deploy'];

/** All parts are there from the beginning; those that cannot be used yet, or at all, are switched off. */
export function TabBar({ status, marks, hasProjectChoice, onAct }: TabBarProps) {
  const { texts, target, enabled, canPull, reasons } = status;
  const isPossible = (action: ConfirmedAction) =>
    enabled.selector && (action === 'pull' ? canPull : target.projectPath !== undefined);
  const titleOf = (action: ConfirmedAction) => {
    if (isPossible(action)) return texts.actions[action].direction;
    return reasons[scopeToConfirm(action)] ?? texts.unavailable['not-fetched'][0];
  };
  return (
    <header className="hw-bar hw-tab-bar">
      <ScopeSwitch status={status} />
      {hasProjectChoice && <ProjectSelector texts={texts} projects={status.projects} marks={marks} />}
      <div className="hw-bar-tools">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            className="hw-button"
            disabled={!isPossible(action)}
            title={titleOf(action)}
            onClick={() => onAct(action)}
          >
            {texts.actions[action].button}
          </button>
        ))}
      </div>
    </header>
  );
}
