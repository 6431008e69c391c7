// The columns of an index, joined from the parts of its windows.

import { allocate } from './bridge.ts';
import { ANSWER_NUMBERS, INDEX_BYTES, INDEX_NUMBERS, TableFlag } from './format.ts';
import type { TableReader } from './table-reader.ts';

type NumberColumn = (typeof INDEX_NUMBERS)[number];
type ByteColumn = (typeof INDEX_BYTES)[number];

/** Views of one buffer; src/index_columns.h says what the numbers mean. */
export type IndexColumns = { readonly files: number } & Readonly<Record<NumberColumn, Uint32Array>> &
  Readonly<Record<ByteColumn, Uint8Array>> & {
    /** Strings without separators, and the answer's own behind them. */
    readonly pool: Uint8Array;
    /** The answer's own fields; empty if there are none. */
    readonly answer: Uint32Array;
  };

/** The parts of a document that is being indexed. */
export class IndexParts {
  #parts: IndexColumns[] = [];

  add(table: TableReader): void {
    const part = readPart(table);
    if (table.header('flags') & TableFlag.restart) this.#parts = [];
    if (part.files > 0 || part.pool.length > 0 || part.answer.length > 0) this.#parts.push(part);
  }

  /** Takes time and memory linear in the files so far. `last` is joined but not kept. */
  join(last?: TableReader): IndexColumns {
    const parts = last ? [...this.#parts, readPart(last)] : this.#parts;
    const only = parts[0];
    return parts.length === 1 && only ? only : joinColumns(parts);
  }
}

function readPart(table: TableReader): IndexColumns {
  const files = table.header('items');
  const numbers = INDEX_NUMBERS.map((name) => [name, table.numbers(files)]);
  const answer = table.numbers(table.header('flags') & TableFlag.hasAnswer ? ANSWER_NUMBERS : 0);
  const pool = table.bytes(table.header('poolBytes'));
  const bytes = INDEX_BYTES.map((name) => [name, table.bytes(files)]);
  return { files, ...Object.fromEntries([...numbers, ...bytes]), answer, pool } as IndexColumns;
}

function joinColumns(parts: readonly IndexColumns[]): IndexColumns {
  const sum = (size: (part: IndexColumns) => number) => parts.reduce((total, part) => total + size(part), 0);
  const files = sum((part) => part.files);
  const poolBytes = sum((part) => part.pool.length);
  // Only the last part of a document has them.
  const answerPart = parts.filter((part) => part.answer.length > 0).at(-1)?.answer ?? new Uint32Array(0);
  const numbersSize = 4 * (INDEX_NUMBERS.length * files + answerPart.length);
  const { buffer } = allocate(numbersSize + INDEX_BYTES.length * files + poolBytes);
  let at = 0;
  const numbers = INDEX_NUMBERS.map((name) => {
    const column = new Uint32Array(buffer, at, files);
    fill(column, parts, (part) => part[name]);
    at += 4 * files;
    return [name, column];
  });
  const answer = new Uint32Array(buffer, at, answerPart.length);
  answer.set(answerPart);
  at += 4 * answer.length;
  const bytes = INDEX_BYTES.map((name) => {
    const column = new Uint8Array(buffer, at, files);
    fill(column, parts, (part) => part[name]);
    at += files;
    return [name, column];
  });
  const pool = new Uint8Array(buffer, at, poolBytes);
  fill(pool, parts, (part) => part.pool);
  return { files, ...Object.fromEntries([...numbers, ...bytes]), answer, pool } as IndexColumns;
}

/** Puts the parts' columns one behind the other. */
export function fill<Part, Column extends Uint32Array | Uint8Array>(
  joined: Column,
  parts: readonly Part[],
  column: (part: Part) => Column,
): void {
  let at = 0;
  for (const part of parts) {
    joined.set(column(part), at);
    at += column(part).length;
  }
}
