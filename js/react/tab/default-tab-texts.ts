// The English words of the tab.

import { type ComparisonScope, comparisonScopes, roleLabels } from '../../sync.ts';
import { bytes, count, counted } from '../context/quantities.ts';
import { actionWords, resultOf } from './tab-action-texts.ts';
import type { TabTexts } from './tab-texts.ts';

const wordsOf = <Key extends 'label' | 'shortLabel' | 'missing'>(key: Key) =>
  Object.fromEntries(comparisonScopes.map((one) => [one.scope, one[key]])) as Record<ComparisonScope, string>;

/** The tab's texts, in English. An application replaces single ones with the prop `labels`. */
export const defaultTabTexts: TabTexts = {
  title: 'Sync status',
  scopes: 'What to compare',
  scopeLabels: wordsOf('label'),
  scopeShortLabels: wordsOf('shortLabel'),
  scopeMissing: wordsOf('missing'),
  sides: roleLabels,
  changedFiles: (files) => `${count(files)} changed`,
  identical: 'Identical',
  notCounted: '–',
  failed: 'Failed',
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
  soFar: (received, total) => (total ? `${bytes(received)} of ${bytes(total)}` : bytes(received)),
  cancel: 'Cancel',
  left: (oldSide, newSide) => `${oldSide} and ${newSide} were not compared: you ended the wait.`,
  compare: 'Compare',
  retry: 'Retry',
  comparingAgain: 'Comparing again …',
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
  conflict: (_old, _new, files) => `${counted(files, 'file')} changed both in the project and upstream.`,
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
