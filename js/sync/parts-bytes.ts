import type { DiffTableParts } from '../core/api.ts';

/** Bytes that a table's parts take. */
export function partsBytes({ columns, texts }: DiffTableParts): number {
  let bytes = 0;
  for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  for (const text of texts) bytes += text.byteLength;
  return bytes;
}
