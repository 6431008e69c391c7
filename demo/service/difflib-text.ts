// Rows written as Python's difflib and the service write them: every content row keeps its line's newline and is joined
// with another one.

import { type DiffTable, RowFlag } from 'hunkwise';

const signs = { context: ' ', addition: '+', deletion: '-', raw: '', hunkHeader: '' } as const;

/** The service's `unified_diff`; empty if the table has no rows. Names go into the header as they are. */
export function difflibText(table: DiffTable, fromName: string, toName: string): string {
  if (table.rowCount === 0) return '';
  const lines = [`--- ${fromName}`, `+++ ${toName}`];
  for (let row = 0; row < table.rowCount; ++row) {
    const kind = table.kindAt(row);
    const hasNewline = kind !== 'hunkHeader' && (table.flagsAt(row) & RowFlag.noNewline) === 0;
    lines.push(`${signs[kind]}${table.textAt(row)}${hasNewline ? '\n' : ''}`);
  }
  return lines.join('\n');
}
