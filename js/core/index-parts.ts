// The columns of an index, as the parts that its windows gave. They are not joined: that would copy all strings once more,
// a fifth of the time that an answer without texts takes.

import { ANSWER_NUMBERS, INDEX_BYTES, INDEX_NUMBERS, TableFlag } from './format.ts';
import { PoolStrings } from './pool-strings.ts';
import type { TableReader } from './table-reader.ts';

/** Views of one buffer; src/index_columns.h says what the numbers mean. */
export type IndexPart = Readonly<Record<(typeof INDEX_NUMBERS)[number], Uint32Array>> &
  Readonly<Record<(typeof INDEX_BYTES)[number], Uint8Array>> & {
    readonly firstFile: number;
    readonly files: number;
    /** Without separators, and the answer's own behind them. */
    readonly strings: PoolStrings;
    /** The position of the first string; positions count through all parts. */
    readonly poolStart: number;
    /** The answer's own fields; empty in all parts but the last. */
    readonly answer: Uint32Array;
  };

/** The parts of a document that is being indexed. */
export class IndexParts {
  #parts: IndexPart[] = [];

  add(table: TableReader): void {
    if (table.header('flags') & TableFlag.restart) this.#parts = [];
    const part = readPart(table, this.#parts.at(-1));
    if (part.files > 0 || part.strings.end > part.poolStart || part.answer.length > 0) this.#parts.push(part);
  }

  /** The parts so far; what is added later does not show in them. `last` comes along but is not kept. */
  list(last?: TableReader): readonly IndexPart[] {
    return last ? [...this.#parts, readPart(last, this.#parts.at(-1))] : [...this.#parts];
  }
}

function readPart(table: TableReader, before: IndexPart | undefined): IndexPart {
  const files = table.header('items');
  const numbers = INDEX_NUMBERS.map((name) => [name, table.numbers(files)]);
  const answer = table.numbers(table.header('flags') & TableFlag.hasAnswer ? ANSWER_NUMBERS : 0);
  const pool = table.bytes(table.header('poolBytes'));
  const bytes = INDEX_BYTES.map((name) => [name, table.bytes(files)]);
  const firstFile = before ? before.firstFile + before.files : 0;
  const poolStart = before?.strings.end ?? 0;
  return {
    firstFile,
    files,
    ...Object.fromEntries([...numbers, ...bytes]),
    answer,
    strings: new PoolStrings(pool, poolStart),
    poolStart,
  } as IndexPart;
}

/** The part that has a file; 0 to the last part's last file. */
export function partOf(parts: readonly IndexPart[], file: number): IndexPart | undefined {
  let low = 0;
  let high = parts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.firstFile ?? 0) <= file) low = middle;
    else high = middle;
  }
  return parts[low];
}
