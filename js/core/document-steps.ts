// Reads whole documents: patches, one file's diff, two texts.

import type { DiffIndex, DiffMethod } from './api.ts';
import type { Steps } from './core-call.ts';
import { type GuardLimits, PackedIndex } from './diff-index.ts';
import { PackedTable } from './diff-table.ts';
import { FileParsing } from './file-parsing.ts';
import { TableKind } from './format.ts';
import { IndexParts } from './index-parts.ts';
import { readRows } from './row-columns.ts';
import { ByteSource } from './source.ts';
import { TableReader } from './table-reader.ts';
import { WindowFeed } from './window-feed.ts';

export function* patchSteps(
  source: ByteSource,
  limits: GuardLimits,
  windowBytes: number,
): Steps<PackedIndex> {
  const parts = new IndexParts();
  const feed = new WindowFeed(
    source,
    {
      name: 'indexPatch',
      kind: TableKind.index,
      options: (isLast) => [Number(isLast)],
      take: (part) => parts.add(part),
    },
    windowBytes,
  );
  yield* feed.finish();
  return new PackedIndex(parts.list(), source, limits);
}

/** A text of unknown dialect: first counted, which finds out how it is to be read, then parsed. */
export function* diffSteps(text: Uint8Array, windowBytes: number): Steps<PackedTable> {
  let textFlags = 0;
  const count = new WindowFeed(
    new ByteSource(text),
    {
      name: 'countText',
      kind: TableKind.counts,
      options: (isLast) => [0, Number(isLast)],
      take: (part) => {
        textFlags = part.header('detail') & 0xff;
      },
    },
    windowBytes,
  );
  yield* count.finish();
  const parsing = new FileParsing(
    { source: new ByteSource(text), start: 0, length: text.length, textFlags },
    windowBytes,
  );
  yield* parsing.read(Infinity);
  return parsing.table();
}

/** All rows of a file in one go. */
export function* fileSteps(index: DiffIndex, file: number, windowBytes: number): Steps<PackedTable> {
  const parsing = FileParsing.ofFile(index, file, windowBytes);
  yield* parsing.read(Infinity);
  return parsing.table();
}

export function* textsSteps(
  oldText: Uint8Array,
  newText: Uint8Array,
  context: number,
  method: DiffMethod,
): Steps<PackedTable> {
  const name = method === 'difflib' ? 'diffTextsByDifflib' : 'diffTexts';
  const answer = yield { name, input: [[oldText], [newText]], options: [context] };
  const rows = readRows(new TableReader(answer.table, TableKind.rows));
  return new PackedTable(rows, { texts: [oldText, newText], isEscaped: false });
}
