// The diff text of a generated file, as it stands inside a JSON string: newlines doubled and escaped.

export interface DiffSize {
  readonly additions: number;
  readonly deletions: number;
  readonly diffBytes: number;
}

/** One deletion and one addition behind eight context rows, over and over. */
const ROWS_PER_BLOCK = 10;

/** A file of so many rows below one hunk header. */
export interface RowPattern {
  readonly path: string;
  readonly rows: number;
  readonly context: (line: number) => string;
  readonly changed: (line: number, side: 'old' | 'new') => string;
}

function headerOf({ path, rows }: RowPattern): string[] {
  const lines = rows - Math.floor(rows / ROWS_PER_BLOCK);
  return [`--- collection/${path}`, `+++ project/${path}`, `@@ -1,${lines} +1,${lines} @@`];
}

function* contentRows({ rows, context, changed }: RowPattern): Generator<string> {
  let line = 0;
  for (let row = 0; row < rows; ++row) {
    const place = row % ROWS_PER_BLOCK;
    if (place === ROWS_PER_BLOCK - 2) yield `-${changed(++line, 'old')}`;
    else if (place === ROWS_PER_BLOCK - 1) yield `+${changed(line, 'new')}`;
    else yield ` ${context(++line)}`;
  }
}

/** Pieces of about 64 KB. The rows hold nothing that JSON escapes, but for their newlines. */
export function* escapedDiff(pattern: RowPattern): Generator<string> {
  let piece = headerOf(pattern)
    .map((row) => `${row}\\n`)
    .join('');
  for (const row of contentRows(pattern)) {
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
    piece += `${row}\\n\\n`;
  }
  // The last newline is the last row's own; nothing is joined behind it.
  yield piece.slice(0, -2);
}

/** Counted without making the text: all rows of a kind have the same length. */
export function sizeOfDiff(pattern: RowPattern): DiffSize {
  const pairs = Math.floor(pattern.rows / ROWS_PER_BLOCK);
  const lastIsOpen = pattern.rows % ROWS_PER_BLOCK === ROWS_PER_BLOCK - 1 ? 1 : 0;
  const bytesOf = (rows: Iterable<string>): number => {
    let bytes = 0;
    for (const row of rows) bytes += row.length + 1;
    return bytes;
  };
  return {
    additions: pairs,
    deletions: pairs + lastIsOpen,
    diffBytes: bytesOf(headerOf(pattern)) + bytesOf(contentRows(pattern)),
  };
}
