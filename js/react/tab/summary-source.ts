// A scope's answer as the source of a viewer: the list is there, files come when they are opened.

import type { DiffTable } from '../../core/api.ts';
import { tableFromParts } from '../../core/diff-table.ts';
import { NO_ROWS } from '../../core/row-columns.ts';
import { diffKey, type FileDetail, type ScopeSummary } from '../../sync.ts';
import { limitsOf, type ViewerThresholds } from '../context/ViewerContext.tsx';
import { isGuarded } from '../panel/file-guard.ts';
import type { DiffSource } from '../source/diff-source.ts';
import type { FileGate } from './file-gate.ts';
import { openedIndex } from './opened-index.ts';
import type { ServiceSession } from './service-session.ts';

export interface SummarySourceOptions {
  readonly session: Pick<ServiceSession, 'details' | 'intraline'>;
  /** Lets requests through. */
  readonly gate: FileGate;
  readonly thresholds?: ViewerThresholds | undefined;
  /** The sentence of a file that the service does not have any more. */
  readonly gone: (path: string) => string;
  /** A file is another one than the list says. */
  readonly onOutdated?: ((summary: ScopeSummary) => void) | undefined;
}

/** Thrown for a file that has to be asked for twice; the viewer shows its button instead, as the guard is closed then. */
class FileIsLarge extends Error {
  override readonly name = 'FileIsLarge';
}

export function summarySource(summary: ScopeSummary, options: SummarySourceOptions): DiffSource {
  const { details, intraline } = options.session;
  const limits = limitsOf(options.thresholds);
  const opened = new Map<number, FileDetail>();
  let index = openedIndex(summary.index, opened);

  // A new object whenever it says something new: what was rendered by it may be kept for as long as it is the same.
  const learn = (file: number, detail: FileDetail) => {
    const before = opened.get(file);
    if (before === detail) return;
    opened.set(file, detail);
    if (changesIndex(before) || changesIndex(detail)) index = openedIndex(summary.index, new Map(opened));
  };
  const tableOf = (file: number, detail: FileDetail): DiffTable => {
    learn(file, detail);
    if (!detail.isCurrent) options.onOutdated?.(summary);
    if (detail.kind === 'gone') throw new Error(options.gone(detail.path));
    if (detail.kind === 'collapsed') throw new FileIsLarge(detail.path);
    return detail.table ?? noRows;
  };

  return {
    get index() {
      return index;
    },
    key: sourceKey(summary),
    ...(intraline ? { intraline } : {}),
    openFile(file, { signal, onFirstRows, onProgress }) {
      // A file whose guard is closed is asked for only after a click.
      let isExpanded = opened.get(file)?.kind === 'collapsed' || summary.index.guard(file) === 'collapsed';
      const here = details.peek(summary, file, isExpanded);
      if (here?.kind === 'collapsed') learn(file, here);
      // The application's own limits may let through what the engine's guard holds back.
      if (here?.kind === 'collapsed' && !isGuarded(index, file, limits)) isExpanded = true;
      else if (here) return tableOf(file, here);
      const showFirst = onFirstRows && (({ table }: FileDetail) => table && onFirstRows(table));
      const ask = async (ending: AbortSignal) => {
        const wish = { signal: ending, onFirstRows: showFirst };
        const detail = await details.open(summary, file, { ...wish, onProgress, isExpanded });
        if (detail.kind !== 'collapsed') return detail;
        learn(file, detail);
        if (isGuarded(index, file, limits)) return detail;
        return details.open(summary, file, { ...wish, isExpanded: true });
      };
      const answer = details.needsRequest(summary, file) ? options.gate.pass(ask, signal) : ask(signal);
      return answer.then((detail) => tableOf(file, detail));
    },
  };
}

const changesIndex = (detail: FileDetail | undefined): boolean =>
  detail?.kind === 'collapsed' || detail?.kind === 'empty';

/** Names what is compared, whatever texts the answer carries: choices stay when the same list comes anew. */
export function sourceKey({ scope, target }: Pick<ScopeSummary, 'scope' | 'target'>): string {
  return JSON.stringify(diffKey(scope, target, 'none'));
}

/** Of a file that differs in nothing that lines show, or of which there is no text. */
const noRows = tableFromParts({ columns: NO_ROWS, texts: [], isEscaped: false });
