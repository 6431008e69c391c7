// Rows written as git writes them.

import { type DiffTable, RowFlag } from '../../core/api.ts';

const signs = { context: ' ', addition: '+', deletion: '-', raw: '', hunkHeader: '' } as const;

export function gitBody(table: DiffTable): { body: string; bodyBytes: number } {
  let body = '';
  for (let row = 0; row < table.rowCount; ++row) {
    body += `${signs[table.kindAt(row)]}${table.textAt(row)}\n`;
    if (table.flagsAt(row) & RowFlag.noNewline) body += '\\ No newline at end of file\n';
  }
  return { body, bodyBytes: Buffer.byteLength(body) };
}
