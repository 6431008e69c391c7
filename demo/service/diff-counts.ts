// Counts of every pair of contents, made once: whatever a tree holds, the same two hashes have the same diff.

import { type DiffTable, RowFlag } from 'hunkwise';
import type { TreeFile } from './tree.ts';
import type { WireCounts } from './wire.ts';

/** What was found of two contents. `text` is undefined where there is none to count: binary, or not to be decoded. */
export interface ComparedContents {
  readonly table: DiffTable | undefined;
  readonly text: string | null;
}

export class DiffCounts {
  readonly #counts = new Map<string, WireCounts | undefined>();

  /** Undefined where nothing can be counted: the text could not be made. */
  async of(
    oldFile: TreeFile,
    newFile: TreeFile,
    compare: () => Promise<ComparedContents>,
  ): Promise<WireCounts | undefined> {
    const key = `${oldFile.sha256} ${newFile.sha256}`;
    if (!this.#counts.has(key)) this.#counts.set(key, count(await compare()));
    return this.#counts.get(key);
  }
}

function count({ table, text }: ComparedContents): WireCounts | undefined {
  if (!table && text !== null) return undefined;
  const bytes = Buffer.byteLength(text ?? '');
  return {
    additions: table?.additions ?? 0,
    deletions: table?.deletions ?? 0,
    diff_bytes: bytes - (table ? doubledNewlines(table) : 0),
    is_binary: text === null,
  };
}

// Every row with a newline of its own brings one more when it is joined to the next.
function doubledNewlines(table: DiffTable): number {
  let newlines = 0;
  for (let row = 0; row + 1 < table.rowCount; ++row) {
    const isContent = table.kindAt(row) !== 'hunkHeader';
    if (isContent && (table.flagsAt(row) & RowFlag.noNewline) === 0) newlines++;
  }
  return newlines;
}
