// What a kept value weighs.

import type { DiffIndex, DiffTableParts } from '../core/api.ts';

/** Bytes that a table's parts take. */
export function partsBytes({ columns, texts }: DiffTableParts): number {
  let bytes = 0;
  for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  for (const text of texts) bytes += text.byteLength;
  return bytes;
}

/** Bytes of an entry beside its rows, about. */
export const ENTRY_BYTES = 500;

/** Bytes of an answer beside its texts, for each file: its path and two hashes. */
const LISTED_FILE_BYTES = 300;

/** Bytes that stay in memory as long as a text of the answer is wanted. */
export function answerBytes(index: DiffIndex): number {
  let bytes = LISTED_FILE_BYTES * index.fileCount;
  for (let file = 0; file < index.fileCount; ++file) bytes += index.diffBytes(file);
  return bytes;
}
