// Why a file has no rows, in plain words.

import type { DiffIndex } from 'hunkwise';
import type { FileDetail } from './loaded-diffs.ts';
import { bytes, count } from './quantities.ts';
import { type Comparison, type Scope, treeName } from './scopes.ts';

export interface Explanation {
  readonly title: string;
  readonly text: string;
}

/** Of a file that has nothing to load; undefined if it may have rows. */
export function withoutRequest(
  index: DiffIndex,
  file: number,
  scope: Scope,
  comparison: Comparison,
): Explanation | undefined {
  const status = index.status(file);
  if (status === 'unchanged')
    return { title: 'Nothing changed', text: 'The file has the same bytes on both sides.' };
  const side = index.side(file);
  if (side === 'both' || index.detail(file) !== 'absent') return undefined;
  const where = treeName(side === 'old' ? scope.from : scope.to, comparison);
  return {
    title: `Only in the ${where}`,
    text: `The other side has no such file, so there is nothing to compare; the service sends no text for it.${
      status === 'added' && side === 'old'
        ? ` It counts as added because syncing would add it to the ${scope.to}.`
        : ''
    }`,
  };
}

/** Of a file whose answer has no rows; undefined if it has. */
export function withoutRows(detail: FileDetail): Explanation | undefined {
  switch (detail.kind) {
    case 'absent':
    case 'binary':
      return {
        title: 'Binary or unreadable',
        text: 'The file differs, but the service has no text for it, so there are no lines to compare.',
      };
    case 'empty':
      return {
        title: 'No line differs',
        text: 'The bytes differ, but only in their line ends (CRLF against LF), which a diff of lines does not show.',
      };
    default:
      return undefined;
  }
}

/** Limits of the engine's guard, which the page leaves at their defaults. */
const GUARD_ROWS = 1000;
const GUARD_BYTES = 50 * 1024;

export function whyCollapsed({ rowCount, diffBytes }: FileDetail): Explanation {
  const reasons: string[] = [];
  if (rowCount > GUARD_ROWS) reasons.push(`more than ${count(GUARD_ROWS)} rows`);
  if (diffBytes > GUARD_BYTES) reasons.push(`more than ${bytes(GUARD_BYTES)}`);
  return {
    title: 'Large diff',
    text: `${count(rowCount)} rows, ${bytes(diffBytes)}. It has ${reasons.join(' and ')}, so it waits for a click.`,
  };
}
