// How pull, push and deploy are spoken of. Each says its direction, since the signs of the preview mean another thing in
// each: what the collection has is "-" in both comparisons.

import type { ActionOutcome, SyncAction } from '../../sync.ts';
import { counted } from '../context/quantities.ts';
import type { ActionTexts } from './tab-texts.ts';

export const actionWords: Readonly<Record<'pull' | 'push' | 'deploy', ActionTexts>> = {
  pull: {
    button: 'Pull …',
    title: 'Pull from the source?',
    direction: 'Source → Collection',
    explanation:
      'The collection takes the files of the source. Lines with + come from the source, lines with − are what the collection has now. Projects stay as they are.',
    confirm: 'Pull',
    running: 'Pulling …',
  },
  push: {
    button: 'Push …',
    title: 'Push to the collection?',
    direction: 'Project → Collection',
    explanation:
      'The collection takes the files of the project. Lines with + come from the project, lines with − are what the collection has now.',
    confirm: 'Push',
    running: 'Pushing …',
  },
  deploy: {
    button: 'Deploy …',
    title: 'Deploy to the project?',
    direction: 'Collection → Project',
    explanation:
      'The project takes the files of the collection. Lines with − come from the collection, lines with + are what the project has now.',
    confirm: 'Deploy',
    running: 'Deploying …',
  },
};

const DONE: Readonly<Record<SyncAction, string>> = {
  pull: 'Pulled from the source',
  push: 'Pushed to the collection',
  deploy: 'Deployed to the project',
  'merge-deploy': 'Merged into the project',
};

export function resultOf(action: SyncAction, { syncedFiles, conflicts }: ActionOutcome): string {
  const files = syncedFiles === undefined ? '' : `: ${counted(syncedFiles, 'file')}`;
  if (conflicts.length === 0) return `${DONE[action]}${files}.`;
  const many = conflicts.length === 1 ? 'needs' : 'need';
  return `${DONE[action]}${files}. ${counted(conflicts.length, 'file')} ${many} your decision: ${conflicts.join(', ')}`;
}
