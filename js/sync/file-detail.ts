// What there is to show of an opened file.

import type { DiffIndex, DiffTable } from '../core/api.ts';
import { carriesTexts, type ScopeSummary } from './scope-summary.ts';

/**
 * `rows`: its table. `collapsed`: the text is here and over a guard threshold; no row exists until it is opened expanded.
 * `empty`: the contents differ in nothing that lines show (CRLF against LF). `unreadable`: exactly this text was asked for
 * and there is none, so the file is binary or cannot be read. `error`: the service failed on this file; its words are
 * the table's one row. `one-sided`: it is only on one side, of which no text is sent. `unchanged`. `gone`: the service
 * does not have it any more.
 */
export type FileDetailKind =
  | 'rows'
  | 'collapsed'
  | 'empty'
  | 'unreadable'
  | 'error'
  | 'one-sided'
  | 'unchanged'
  | 'gone';

/** One opened file: its rows, or why there are none. A plain value; nothing has to be freed. */
export interface FileDetail {
  readonly path: string;
  readonly kind: FileDetailKind;
  /** False: the file has changed since the list was made; refresh the list. The rows are the newer ones. */
  readonly isCurrent: boolean;
  /** -1: not known. */
  readonly additions: number;
  /** -1: not known. */
  readonly deletions: number;
  /** Rows that the table has or will have; -1: not known. */
  readonly rowCount: number;
  /** UTF-8 bytes of the diff text. */
  readonly diffBytes: number;
  /** For `rows` and `error`. Independent of the answer that it came with. */
  readonly table: DiffTable | undefined;
}

/** What an answer says about a file, without its rows. */
export function detailWithoutRows(index: DiffIndex, file: number, kind: FileDetailKind): FileDetail {
  return {
    path: index.path(file),
    kind,
    isCurrent: true,
    additions: index.additions(file),
    deletions: index.deletions(file),
    rowCount: index.rowCountAt(file),
    diffBytes: index.diffBytes(file),
    table: undefined,
  };
}

export function goneFile(path: string): FileDetail {
  const unknown = { additions: -1, deletions: -1, rowCount: -1, diffBytes: 0 };
  return { path, kind: 'gone', isCurrent: false, ...unknown, table: undefined };
}

/** What needs no request: the answer has it, or the service never sends it. */
export function detailInAnswer(
  index: DiffIndex,
  file: number,
  hasAllTexts: boolean,
): FileDetail | 'has-text' | 'must-ask' {
  switch (index.detail(file)) {
    case 'text':
    case 'error':
      return 'has-text';
    case 'empty':
      return detailWithoutRows(index, file, 'empty');
    case 'binary':
      return detailWithoutRows(index, file, 'unreadable');
    case 'absent':
      if (index.status(file) === 'unchanged') return detailWithoutRows(index, file, 'unchanged');
      if (index.status(file) !== 'modified') return detailWithoutRows(index, file, 'one-sided');
      return hasAllTexts ? detailWithoutRows(index, file, 'unreadable') : 'must-ask';
  }
}

/** What the summary itself says of a file; undefined: its text is to be read, or to be asked for. */
export function detailInSummary(summary: ScopeSummary, file: number): FileDetail | undefined {
  const { index } = summary;
  const answer = detailInAnswer(index, file, carriesTexts(summary));
  if (typeof answer === 'object') return answer;
  const isCollapsed = answer === 'has-text' && index.guard(file) === 'collapsed';
  return isCollapsed ? detailWithoutRows(index, file, 'collapsed') : undefined;
}
