// Rows written as Python's difflib and the service write them: every content row keeps its line's newline and is joined
// with another one.

import type { DiffTable } from '../../core/api.ts';

/**
 * The text behind the two header lines; `bodyBytes` is its UTF-8 length less the newlines that joining doubled.
 *
 * @param oldText What the table was made from, as `newText`. Both are walked through once: asking the table for each row's
 *   text decodes each by itself.
 */
export function difflibBody(
  table: DiffTable,
  oldText: string,
  newText: string,
): { body: string; bodyBytes: number } {
  const [oldLines, newLines] = [new LineCursor(oldText), new LineCursor(newText)];
  const { hunks, rowCount } = table;
  const rows: string[] = [];
  for (const [i, { row: header, oldStart, oldCount, newStart, newCount }] of hunks.entries()) {
    rows.push(table.textAt(header));
    // A side without lines in the hunk is said to stand at the line before.
    oldLines.skipTo(oldCount > 0 ? oldStart - 1 : oldStart);
    newLines.skipTo(newCount > 0 ? newStart - 1 : newStart);
    const end = hunks[i + 1]?.row ?? rowCount;
    for (let row = header + 1; row < end; ++row) {
      const kind = table.kindAt(row);
      if (kind === 'deletion') {
        rows.push(`-${oldLines.next()}`);
      } else if (kind === 'addition') {
        rows.push(`+${newLines.next()}`);
      } else {
        rows.push(` ${newLines.next()}`);
        oldLines.skip();
      }
    }
  }
  const body = rows.join('\n');
  let doubled = 0;
  for (let row = 0; row + 1 < rows.length; ++row) if (rows[row]?.endsWith('\n')) doubled++;
  return { body, bodyBytes: Buffer.byteLength(body) - doubled };
}

/** Goes through a text line by line, only forward. */
class LineCursor {
  readonly #text: string;
  #at = 0;
  #line = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** To the line behind so many. */
  skipTo(lines: number): void {
    while (this.#line < lines) this.skip();
  }

  skip(): void {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    this.#line++;
  }

  /** With its newline, which the last one may lack. */
  next(): string {
    const start = this.#at;
    this.skip();
    return this.#text.slice(start, this.#at);
  }
}
