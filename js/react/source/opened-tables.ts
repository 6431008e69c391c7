// Tables that were opened, by source and file: going back to a file or a comparison asks for nothing and parses nothing.

import type { DiffTable } from '../../core/api.ts';
import type { DiffSource } from './diff-source.ts';

/** Tables kept per source. A table of a million rows takes some megabytes. */
const MOST_TABLES = 24;

// By the source object, not its key: an object never changes its mind about its rows.
const tables = new WeakMap<DiffSource, Map<number, DiffTable>>();

export const openedTable = (source: DiffSource, file: number): DiffTable | undefined =>
  tables.get(source)?.get(file);

export function keepTable(source: DiffSource, file: number, table: DiffTable): void {
  const kept = tables.get(source) ?? new Map<number, DiffTable>();
  tables.set(source, kept);
  kept.delete(file);
  kept.set(file, table);
  const [oldest] = kept.keys();
  if (kept.size > MOST_TABLES && oldest !== undefined) kept.delete(oldest);
}

export const forgetTable = (source: DiffSource, file: number): void => {
  tables.get(source)?.delete(file);
};
