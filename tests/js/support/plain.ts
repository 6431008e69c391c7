// Everything a reader can see of an index or a table, as plain objects for comparison.

import { createHash } from 'node:crypto';
import type { DiffIndex, DiffTable } from '../../../js/core/api.ts';

export function plainIndex(index: DiffIndex) {
  const { fileCount, summary, hasChanges, meta } = index;
  const files = Array.from({ length: fileCount }, (_, i) => ({
    path: index.path(i),
    oldPath: index.oldPath(i),
    status: index.status(i),
    side: index.side(i),
    oldHash: index.oldHash(i),
    newHash: index.newHash(i),
    additions: index.additions(i),
    deletions: index.deletions(i),
    rows: index.rowCountAt(i),
    detail: index.detail(i),
    diffBytes: index.diffBytes(i),
    guard: index.guard(i),
  }));
  return { fileCount, summary, hasChanges, meta, files };
}

export function plainTable(table: DiffTable) {
  const { rowCount, additions, deletions, isExact, hunks, diagnostics } = table;
  const rows = Array.from({ length: rowCount }, (_, i) => ({
    kind: table.kindAt(i),
    flags: table.flagsAt(i),
    oldLine: table.oldLineAt(i),
    newLine: table.newLineAt(i),
    text: table.textAt(i),
    pairedRow: table.pairedRowAt(i),
  }));
  return { additions, deletions, isExact, hunks, diagnostics, rows };
}

/** Rows in short: sign, numbers, text. */
export function rowLines(table: DiffTable): string[] {
  const signs = { hunkHeader: '@', context: ' ', addition: '+', deletion: '-', raw: '?' };
  return Array.from({ length: table.rowCount }, (_, i) => {
    const sign = signs[table.kindAt(i)];
    return `${sign}${table.oldLineAt(i)},${table.newLineAt(i)} ${table.textAt(i)}`;
  });
}

/** The digest that the payload corpus has for each file's rows. */
export function rowsDigest(table: DiffTable): string {
  const letters = { hunkHeader: 'h', context: 'c', addition: 'a', deletion: 'd', raw: 'r' };
  const number = (line: number) => (line === 0 ? '' : String(line));
  const hash = createHash('sha256');
  for (let i = 0; i < table.rowCount; ++i) {
    const fields = [
      letters[table.kindAt(i)],
      number(table.oldLineAt(i)),
      number(table.newLineAt(i)),
      table.textAt(i),
    ];
    hash.update(`${fields.join('\x1f')}\x1e`, 'utf8');
  }
  return hash.digest('hex');
}
