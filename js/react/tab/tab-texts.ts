// What every word of the tab is called; default-tab-texts.ts has the words.

import type { ActionOutcome, ComparisonScope, SyncAction, TreeRole } from '../../sync.ts';
import type { UnavailableReason } from './scope-content.ts';

/** Files of a comparison by where they are. */
export interface SideCounts {
  readonly modified: number;
  readonly onlyOld: number;
  readonly onlyNew: number;
  readonly unchanged: number;
}

/** How an action is spoken of. */
export interface ActionTexts {
  /** On the button that opens the confirmation. */
  readonly button: string;
  readonly title: string;
  /** From where to where. */
  readonly direction: string;
  /** What will be done, in one or two sentences. */
  readonly explanation: string;
  /** On the button that does it. */
  readonly confirm: string;
  /** While it is being done. */
  readonly running: string;
}

/** All texts of the tab. Replace some or all of them with the `labels` prop. */
export interface TabTexts {
  readonly title: string;
  readonly scopes: string;
  readonly scopeLabels: Readonly<Record<ComparisonScope, string>>;
  readonly scopeShortLabels: Readonly<Record<ComparisonScope, string>>;
  /** Under a segment that cannot be chosen. */
  readonly scopeMissing: Readonly<Record<ComparisonScope, string>>;
  readonly sides: Readonly<Record<TreeRole, string>>;
  readonly changedFiles: (files: number) => string;
  readonly identical: string;
  readonly notCounted: string;
  /** Under a segment whose comparison failed. */
  readonly failed: string;
  readonly counts: (counts: SideCounts, oldSide: string, newSide: string) => string;

  readonly project: string;
  readonly projectName: (name: string, path: string, isModified: boolean) => string;
  readonly deployments: (all: number, modified: number) => string;
  readonly notDeployed: string;
  readonly deploymentsUnknown: string;
  readonly loadingProjects: string;

  readonly comparing: (oldSide: string, newSide: string) => string;
  readonly soFar: (received: number, total: number | undefined) => string;
  readonly cancel: string;
  readonly left: (oldSide: string, newSide: string) => string;
  readonly compare: string;
  readonly retry: string;
  /** While a list that is shown is asked for again. */
  readonly comparingAgain: string;
  readonly refreshFailed: (reason: string) => string;
  readonly outdated: string;
  readonly refresh: string;
  readonly gone: (path: string) => string;
  readonly unavailable: Readonly<Record<UnavailableReason, readonly [title: string, detail: string]>>;
  readonly sidesIdentical: (oldSide: string, newSide: string, files: number) => string;
  readonly noNewerSource: string;
  readonly noFiles: string;

  readonly drift: (oldSide: string, newSide: string, files: number) => string;
  /** `files`: how many both sides changed, as the service says. */
  readonly conflict: (oldSide: string, newSide: string, files: number) => string;
  readonly takeUpstream: string;
  readonly keepLocal: string;
  readonly keptLocal: string;
  readonly dismiss: string;

  readonly actions: Readonly<Record<'pull' | 'push' | 'deploy', ActionTexts>>;
  readonly mergeInstead: string;
  readonly mergeExplanation: string;
  readonly mergeConfirm: string;
  readonly changesOfTarget: (target: string) => string;
  readonly nothingToDo: (oldSide: string, newSide: string) => string;
  readonly filesThatDiffer: (files: number) => string;
  readonly showAllFiles: (files: number) => string;
  readonly onlyIn: (side: string) => string;
  readonly modified: string;
  readonly preview: string;
  readonly hidePreview: string;
  readonly tryAgain: string;
  readonly close: string;
  readonly done: (action: SyncAction, outcome: ActionOutcome) => string;
}
