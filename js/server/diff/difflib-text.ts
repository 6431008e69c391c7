// Rows written as Python's difflib and the service write them: every content row keeps its line's newline and is joined
// with another one.

import type { DiffTable } from '../../core/api.ts';

/**
 * The text behind the two header lines; `bodyBytes` is its UTF-8 length less the newlines that joining doubled.
 *
 * @param oldText What the table was made from, as `newText`. Both are cut into lines once: asking the table for each row's
 *   text decodes each by itself, which takes several times as long.
 */
export function difflibBody(
  table: DiffTable,
  oldText: string,
  newText: string,
): { body: string; bodyBytes: number } {
  const [oldLines, newLines] = [linesOf(oldText), linesOf(newText)];
  const { hunks, rowCount } = table;
  const rows: string[] = [];
  for (const [i, { row: header, oldStart, oldCount, newStart, newCount }] of hunks.entries()) {
    rows.push(table.textAt(header));
    // A side without lines in the hunk is said to stand at the line before.
    let oldAt = oldCount > 0 ? oldStart - 1 : oldStart;
    let newAt = newCount > 0 ? newStart - 1 : newStart;
    const end = hunks[i + 1]?.row ?? rowCount;
    for (let row = header + 1; row < end; ++row) {
      const kind = table.kindAt(row);
      if (kind === 'deletion') {
        rows.push(`-${oldLines[oldAt++]}`);
      } else if (kind === 'addition') {
        rows.push(`+${newLines[newAt++]}`);
      } else {
        rows.push(` ${newLines[newAt++]}`);
        oldAt++;
      }
    }
  }
  const body = rows.join('\n');
  const doubled = rows.filter((row, i) => i + 1 < rows.length && row.endsWith('\n')).length;
  return { body, bodyBytes: Buffer.byteLength(body) - doubled };
}

/** Each with its newline, which the last one may lack. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}
