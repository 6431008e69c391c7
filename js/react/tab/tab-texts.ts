// Every word of the tab, in one place.

import {
  type ActionOutcome,
  type ComparisonScope,
  comparisonScopes,
  roleLabels,
  type SyncAction,
  type TreeRole,
} from '../../sync.ts';
import { bytes, count, counted } from '../quantities.ts';
import type { UnavailableReason } from './scope-content.ts';
import { actionWords, resultOf } from './tab-action-texts.ts';

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
  readonly notCompared: string;
  readonly notCounted: string;
  readonly counts: (counts: SideCounts, oldSide: string, newSide: string) => string;

  readonly project: string;
  readonly projectName: (name: string, path: string, isModified: boolean) => string;
  readonly deployments: (all: number, modified: number) => string;
  readonly notDeployed: string;
  readonly deploymentsUnknown: string;
  readonly loadingProjects: string;

  readonly comparing: (oldSide: string, newSide: string) => string;
  readonly loadingFile: string;
  readonly soFar: (received: number, total: number | undefined) => string;
  readonly cancel: string;
  readonly left: (oldSide: string, newSide: string) => string;
  readonly compare: string;
  readonly retry: string;
  readonly refreshFailed: (reason: string) => string;
  readonly outdated: string;
  readonly refresh: string;
  readonly gone: (path: string) => string;
  readonly unavailable: Readonly<Record<UnavailableReason, readonly [title: string, detail: string]>>;
  readonly sidesIdentical: (oldSide: string, newSide: string, files: number) => string;
  readonly noNewerSource: string;
  readonly noFiles: string;

  readonly drift: (oldSide: string, newSide: string, files: number) => string;
  readonly conflict: (oldSide: string, newSide: string) => string;
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

const wordsOf = <Key extends 'label' | 'shortLabel' | 'missing'>(key: Key) =>
  Object.fromEntries(comparisonScopes.map((one) => [one.scope, one[key]])) as Record<ComparisonScope, string>;

export const defaultTabTexts: TabTexts = {
  title: 'Sync status',
  scopes: 'What to compare',
  scopeLabels: wordsOf('label'),
  scopeShortLabels: wordsOf('shortLabel'),
  scopeMissing: wordsOf('missing'),
  sides: roleLabels,
  changedFiles: (files) => `${count(files)} changed`,
  identical: 'Identical',
  notCompared: 'Not compared yet',
  notCounted: '–',
  counts: ({ modified, onlyOld, onlyNew, unchanged }, oldSide, newSide) =>
    [
      modified > 0 && `${count(modified)} modified`,
      onlyOld > 0 && `${count(onlyOld)} only in ${oldSide}`,
      onlyNew > 0 && `${count(onlyNew)} only in ${newSide}`,
      unchanged > 0 && `${count(unchanged)} the same`,
    ]
      .filter(Boolean)
      .join(' · '),

  project: 'Project',
  projectName: (name, path, isModified) => `${name || path}${isModified ? ' (modified)' : ''}`,
  deployments: (all, modified) => `${counted(all, 'deployment')}, ${count(modified)} modified`,
  notDeployed: 'Not deployed in any project',
  deploymentsUnknown: 'The service could not tell where this is deployed',
  loadingProjects: 'Looking for projects …',

  comparing: (oldSide, newSide) => `Comparing ${oldSide} and ${newSide} …`,
  loadingFile: 'Loading the file …',
  soFar: (received, total) => (total ? `${bytes(received)} of ${bytes(total)}` : bytes(received)),
  cancel: 'Cancel',
  left: (oldSide, newSide) => `${oldSide} and ${newSide} were not compared: you ended the wait.`,
  compare: 'Compare',
  retry: 'Retry',
  refreshFailed: (reason) => `What you see is what was loaded before. ${reason}`,
  outdated: 'A file has changed since this list was made.',
  refresh: 'Refresh the list',
  gone: (path) => `${path} is not there any more. Refresh the list.`,
  unavailable: {
    'no-artifact': [
      'Not in a collection',
      'This artifact was only discovered. Add it to a collection to compare its copies.',
    ],
    'no-source': ['No upstream source', 'This artifact has no source that it could be compared with.'],
    'no-project': [
      'No project',
      'This artifact is not deployed in any project. Deploy it to compare the copies.',
    ],
    'no-source-or-project': [
      'Nothing to compare with',
      'This artifact has neither an upstream source nor a project in which it is deployed.',
    ],
    'projects-unknown': [
      'No project is known',
      'The list of projects could not be loaded. Retry it beside “Project”, or choose another comparison.',
    ],
    'not-fetched': [
      'The source is not tracked',
      'Only sources on GitHub with tracking switched on can be fetched. Switch it on, or choose another comparison.',
    ],
  },
  sidesIdentical: (oldSide, newSide, files) =>
    `${oldSide} and ${newSide} are identical: ${files === 1 ? 'the one file is' : `all ${count(files)} files are`} the same.`,
  noNewerSource: 'Nothing newer in the source: the collection has its latest version.',
  noFiles: 'Neither side has any file.',

  drift: (oldSide, newSide, files) => `${oldSide} and ${newSide} differ in ${counted(files, 'file')}.`,
  conflict: (oldSide, newSide) => `${oldSide} and ${newSide} have both changed the same files.`,
  takeUpstream: 'Take upstream …',
  keepLocal: 'Keep local',
  keptLocal:
    'Nothing was changed. This notice stays away for 24 hours, or until the difference is another one.',
  dismiss: 'Dismiss this notice',

  actions: actionWords,
  mergeInstead: 'Keep what the project changed (merge)',
  mergeExplanation: 'Files that the project changed are merged or kept; conflicts are listed afterwards.',
  mergeConfirm: 'Merge into project',
  changesOfTarget: (target) => `${target} has changes of its own. They will be overwritten.`,
  nothingToDo: (oldSide, newSide) => `${oldSide} and ${newSide} are identical: there is nothing to do.`,
  filesThatDiffer: (files) => `${counted(files, 'file')} that ${files === 1 ? 'differs' : 'differ'}`,
  showAllFiles: (files) => `Show all ${count(files)} files`,
  onlyIn: (side) => `Only in ${side}`,
  modified: 'Modified',
  preview: 'Preview the changes',
  hidePreview: 'Hide the preview',
  tryAgain: 'Try again',
  close: 'Close',
  done: resultOf,
};

/** The default texts with some of them replaced. */
export const tabTextsWith = (labels: Partial<TabTexts> | undefined): TabTexts =>
  labels ? { ...defaultTabTexts, ...labels } : defaultTabTexts;
