// Asks before something is written: what, from where to where, which files. Nothing is sent before the button is pressed.

import { useEffect, useId, useRef, useState } from 'react';
import {
  type ComparisonTarget,
  type ConfirmedAction,
  type SyncAction,
  scopeToConfirm,
  targetHasChanges,
} from '../../sync.ts';
import type { ViewerTexts } from '../context/texts.ts';
import type { ViewerThresholds } from '../context/ViewerContext.tsx';
import { Failure } from '../parts/Notice.tsx';
import { ConfirmCheck } from './ConfirmCheck.tsx';
import { DeployChoice } from './DeployChoice.tsx';
import { sideWords } from './scope-sides.ts';
import type { SyncStatus } from './sync-status.ts';
import { useModal } from './use-modal.ts';
import type { SyncActions } from './use-sync-actions.ts';

export interface ConfirmDialogProps {
  readonly action: ConfirmedAction;
  readonly status: SyncStatus;
  readonly actions: SyncActions;
  readonly viewerLabels: Partial<ViewerTexts>;
  readonly thresholds?: ViewerThresholds | undefined;
  readonly onClose: () => void;
  /** What was done, or what failed after the dialog was closed. */
  readonly onDone: (sentence: string) => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { action, status, actions, onClose, onDone } = props;
  const { texts, scopes } = status;
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [isMerge, setIsMerge] = useState(false);
  useModal(dialog, cancel);
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  const words = texts.actions[action];
  const scope = scopeToConfirm(action);
  const check = scopes[scope];
  const index = check.summary?.index;
  const sides = sideWords(texts, scope);
  const sent: SyncAction = action === 'deploy' && isMerge ? 'merge-deploy' : action;
  const written = action === 'deploy' ? texts.sides.project : texts.sides.collection;
  const isOverwriting = index !== undefined && !isMerge && targetHasChanges(action, index.summary);
  // Without an answer nobody knows what they agree to; after a failure they know that they do not.
  const isReady = index ? index.hasChanges : check.error !== null;

  // What was confirmed in another dialog neither runs nor fails in this one.
  const { latest } = actions;
  const isLatest =
    latest !== undefined && confirmedAs(latest.action) === action && isSame(latest.target, status.target);
  const isRunning = actions.isRunning && isLatest;
  const error = isLatest ? actions.error : null;

  const run = () => {
    actions.run(sent).then(
      (outcome) => {
        onDone(texts.done(sent, outcome));
        if (isOpen.current) onClose();
      },
      (error: Error) => {
        // The dialog shows it; where it was closed meanwhile, the page does.
        if (!isOpen.current) onDone(error.message);
      },
    );
  };
  return (
    <dialog
      ref={dialog}
      className="hw-confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-explanation`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        event.stopPropagation(); // the keys of what lies below are not those of the dialog
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <h3 id={`${id}-title`}>{words.title}</h3>
      <p className="hw-confirm-direction">{words.direction}</p>
      <p id={`${id}-explanation`}>{isMerge ? texts.mergeExplanation : words.explanation}</p>
      {action === 'deploy' && <DeployChoice texts={texts} isMerge={isMerge} onMerge={setIsMerge} />}
      {isOverwriting && (
        <p className="hw-confirm-warning" role="note">
          {texts.changesOfTarget(written)}
        </p>
      )}
      <div className="hw-confirm-check">
        <ConfirmCheck
          status={status}
          scope={scope}
          sides={sides}
          viewerLabels={props.viewerLabels}
          thresholds={props.thresholds}
        />
      </div>
      {error && <Failure sentence={error.message} />}
      <footer className="hw-confirm-buttons">
        <button ref={cancel} type="button" className="hw-button" onClick={onClose}>
          {isRunning ? texts.close : texts.cancel}
        </button>
        <button
          type="button"
          className="hw-action"
          disabled={!isReady || actions.isRunning}
          aria-busy={isRunning}
          onClick={run}
        >
          {isRunning && <span className="hw-spinner" aria-hidden="true" />}
          {isRunning ? words.running : error ? texts.tryAgain : isMerge ? texts.mergeConfirm : words.confirm}
        </button>
      </footer>
    </dialog>
  );
}

const confirmedAs = (action: SyncAction): ConfirmedAction => (action === 'merge-deploy' ? 'deploy' : action);

const isSame = (one: ComparisonTarget, other: ComparisonTarget): boolean =>
  one.artifactId === other.artifactId &&
  one.collection === other.collection &&
  one.projectPath === other.projectPath;
