// A scope's summary as the viewer's source: files are asked for when they are opened.

import type { DiffTable } from 'hunkwise';
import type { DiffSource } from 'hunkwise/react';
import { diffKey, FileDetails, type ScopeSummary } from 'hunkwise/sync';
import type { Session } from '../session.ts';
import type { Received } from './DownloadProgress.tsx';

export type SourceOf = (summary: ScopeSummary, isLazy: boolean) => DiffSource;

/** The same source for the same answer: what was opened stays open. */
export function lazySources(
  { client, engine }: Session,
  onReceived: (received: Received | undefined) => void,
): SourceOf {
  const details = new FileDetails({ client });
  const known = new WeakMap<ScopeSummary, DiffSource>();

  async function openFile(summary: ScopeSummary, file: number, signal: AbortSignal): Promise<DiffTable> {
    const onProgress = (bytes: number, total: number | undefined) => onReceived({ bytes, total });
    try {
      const { table } = await details.open(summary, file, { signal, onProgress, isExpanded: true });
      return table ?? (await client.parseFile(summary.index, file, { signal }));
    } finally {
      onReceived(undefined);
    }
  }

  return (summary, isLazy) => {
    const made = known.get(summary) ?? {
      index: summary.index,
      key: JSON.stringify(diffKey(summary.scope, summary.target, 'none')),
      openFile: (file, { signal }) => {
        const waits = !isLazy && details.needsRequest(summary, file);
        // The answer with all texts is on its way; it comes as another source.
        return waits ? new Promise(() => {}) : openFile(summary, file, signal);
      },
      intraline: async (table, rows) => (await engine()).intraline(table, rows),
    };
    known.set(summary, made);
    return made;
  };
}
