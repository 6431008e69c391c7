// One file in the list: status letter, path, counts.

import type { FileStatus } from 'hunkwise';
import { element } from './element.ts';
import { knownCount } from './quantities.ts';

const letters: Record<FileStatus, string> = {
  added: 'A',
  modified: 'M',
  deleted: 'D',
  unchanged: 'U',
  renamed: 'R',
  copied: 'C',
  'type-changed': 'T',
};

export const statusBadge = (status: FileStatus): HTMLElement =>
  element('abbr', `badge ${status}`, { title: status }, letters[status]);

export interface FileItem {
  readonly id: string;
  readonly path: string;
  readonly status: FileStatus;
  /** -1: not known yet. */
  readonly additions: number;
  readonly deletions: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** From 1, among all files of the list, since only those in sight exist. */
  readonly position: number;
  readonly size: number;
}

export function fileElement(item: FileItem): HTMLElement {
  const slash = item.path.lastIndexOf('/') + 1;
  return element(
    'div',
    `file${item.isActive ? ' active' : ''}`,
    {
      id: item.id,
      role: 'option',
      'aria-selected': String(item.isSelected),
      'aria-setsize': String(item.size),
      'aria-posinset': String(item.position),
      'data-path': item.path,
      title: item.path,
    },
    statusBadge(item.status),
    element(
      'span',
      'path',
      {},
      element('span', 'folder', {}, item.path.slice(0, slash)),
      element('span', 'name', {}, item.path.slice(slash)),
    ),
    countsElement(item.status, item.additions, item.deletions),
  );
}

export function countsElement(status: FileStatus, additions: number, deletions: number): HTMLElement {
  if (status === 'unchanged') return element('span', 'counts');
  if (additions < 0 || deletions < 0) {
    const title = status === 'modified' ? 'Not known' : 'The service sends no text to count';
    return element('span', 'counts unknown', { title }, '–');
  }
  return element(
    'span',
    'counts',
    {},
    element('span', 'additions', {}, knownCount('+', additions)),
    element('span', 'deletions', {}, knownCount('−', deletions)),
  );
}
