// What a kept value weighs.

import type { DiffIndex } from '../core/api.ts';

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
