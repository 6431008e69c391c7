// Rows written as Python's difflib and the service write them: every content row keeps its line's newline and is joined
// with another one.

import { type DiffTable, RowFlag } from '../../core/api.ts';

const signs = { context: ' ', addition: '+', deletion: '-', raw: '', hunkHeader: '' } as const;

/** The text behind the two header lines; `bodyBytes` is its UTF-8 length less the newlines that joining doubled. */
export function difflibBody(table: DiffTable): { body: string; bodyBytes: number } {
  const lines: string[] = [];
  let doubled = 0;
  for (let row = 0; row < table.rowCount; ++row) {
    const kind = table.kindAt(row);
    const hasNewline = kind !== 'hunkHeader' && (table.flagsAt(row) & RowFlag.noNewline) === 0;
    if (hasNewline && row + 1 < table.rowCount) doubled++;
    lines.push(`${signs[kind]}${table.textAt(row)}${hasNewline ? '\n' : ''}`);
  }
  const body = lines.join('\n');
  return { body, bodyBytes: Buffer.byteLength(body) - doubled };
}
