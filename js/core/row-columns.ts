// The columns of a table of rows, joined from the parts of its windows.

import { allocate } from './bridge.ts';
import { DIAGNOSTIC_NUMBERS, HUNK_NUMBERS, TableFlag } from './format.ts';
import type { TableReader } from './table-reader.ts';

/** Views of one buffer: 5 bytes a row and an eighth; src/result_table.h says what the numbers mean. */
export interface RowColumns {
  readonly textStarts: Uint32Array;
  readonly hunks: Uint32Array;
  readonly diagnostics: Uint32Array;
  readonly checkpoints: Uint32Array;
  readonly rowBytes: Uint8Array;
  readonly additions: number;
  readonly deletions: number;
  readonly isExact: boolean;
}

const NUMBER_COLUMNS = ['textStarts', 'hunks', 'diagnostics', 'checkpoints'] as const;

export const NO_ROWS: RowColumns = {
  textStarts: new Uint32Array(0),
  hunks: new Uint32Array(0),
  diagnostics: new Uint32Array(0),
  checkpoints: new Uint32Array(0),
  rowBytes: new Uint8Array(0),
  additions: 0,
  deletions: 0,
  isExact: true,
};

export function readRows(table: TableReader): RowColumns {
  const rows = table.header('items');
  return {
    textStarts: table.numbers(rows),
    hunks: table.numbers(HUNK_NUMBERS * table.header('hunks')),
    diagnostics: table.numbers(DIAGNOSTIC_NUMBERS * table.header('diagnostics')),
    checkpoints: table.numbers(2 * table.header('checkpoints')),
    rowBytes: table.bytes(rows),
    additions: table.header('additions'),
    deletions: table.header('deletions'),
    isExact: (table.header('flags') & TableFlag.inexact) === 0,
  };
}

export function joinRows(parts: readonly RowColumns[]): RowColumns {
  const last = parts.at(-1);
  if (!last || parts.length === 1) return last ?? NO_ROWS;
  const sizes = NUMBER_COLUMNS.map((name) => parts.reduce((sum, part) => sum + part[name].length, 0));
  const rows = sizes[0] ?? 0;
  const { buffer } = allocate(4 * sizes.reduce((sum, size) => sum + size, 0) + rows);
  let at = 0;
  const [textStarts, hunks, diagnostics, checkpoints] = NUMBER_COLUMNS.map((name, i) => {
    const column = new Uint32Array(buffer, at, sizes[i]);
    fill(column, parts, (part) => part[name]);
    at += column.byteLength;
    return column;
  }) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const rowBytes = new Uint8Array(buffer, at, rows);
  fill(rowBytes, parts, (part) => part.rowBytes);
  // Counts are running sums; the last part has the document's.
  const { additions, deletions, isExact } = last;
  return { textStarts, hunks, diagnostics, checkpoints, rowBytes, additions, deletions, isExact };
}

/** Puts the parts' columns one behind the other. */
function fill<Column extends Uint32Array | Uint8Array>(
  joined: Column,
  parts: readonly RowColumns[],
  column: (part: RowColumns) => Column,
): void {
  let at = 0;
  for (const part of parts) {
    joined.set(column(part), at);
    at += column(part).length;
  }
}
