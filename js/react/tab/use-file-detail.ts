// One opened file, for those who draw the tab themselves.

import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { type FileDetail, fileDetailQuery, KEY_ROOT, type ScopeSummary } from '../../sync.ts';
import type { ServiceSession } from './service-session.ts';

/** Options of {@link useFileDetail}. */
export interface FileDetailOptions {
  readonly session: Pick<ServiceSession, 'details'>;
  /** Undefined: the list is not here yet. */
  readonly summary: ScopeSummary | undefined;
  /** Its number in the list; -1: none is open. */
  readonly file: number;
  /** Makes the rows of a file that is over a guard threshold, too. */
  readonly isExpanded?: boolean | undefined;
  /** `enabledQueries().fileDetail`. What needs no request is given in any case. */
  readonly isEnabled: boolean;
}

/** What was opened before is there in the first rendering. */
export function useFileDetail({ session, summary, file, isExpanded = false, isEnabled }: FileDetailOptions) {
  const { details } = session;
  const isOpen = summary !== undefined && file >= 0;
  const query: FileQuery = isOpen ? fileDetailQuery(details, summary, file, { isExpanded }) : nothingOpen;
  const mayAsk = isOpen && (isEnabled || !details.needsRequest(summary, file));
  return useQuery({ ...query, enabled: mayAsk });
}

type FileQuery = UseQueryOptions<FileDetail, Error, FileDetail, readonly unknown[]>;

const nothingOpen: FileQuery = {
  queryKey: [KEY_ROOT, 'file-detail', null],
  queryFn: (): never => {
    throw new TypeError('No file is open.');
  },
};
