// Two trees → one entry per file of either side, with text for the files that were asked for.

import type { DiffEngine } from 'hunkwise';
import type { ComparedContents, DiffCounts } from './diff-counts.ts';
import { difflibText } from './difflib-text.ts';
import { isBinary, NotUtf8, pythonText } from './python-text.ts';
import type { Tree, TreeFile } from './tree.ts';
import type { CountedWireFile, WireStatus, WireSummary } from './wire.ts';

export type TextDiffer = Pick<DiffEngine, 'diffTexts'>;

export interface Direction {
  /** What stands before the paths in the text's `---` and `+++` lines. */
  readonly fromPrefix: string;
  readonly toPrefix: string;
  /** What the endpoint calls a file that only the from side has. */
  readonly fromOnly: 'added' | 'deleted';
}

export interface ComparedTrees {
  readonly files: CountedWireFile[];
  readonly summary: WireSummary;
}

/** `counts`: add them to every modified file; without, the answer has nothing that the wire does not know. */
export async function compareTrees(
  from: Tree,
  to: Tree,
  direction: Direction,
  wantsText: (path: string) => boolean,
  differ: TextDiffer,
  counts?: DiffCounts,
): Promise<ComparedTrees> {
  const oldFiles = byPath(await from.files());
  const newFiles = byPath(await to.files());
  const paths = [...new Set([...oldFiles.keys(), ...newFiles.keys()])].sort(byCodePoint);
  const summary: WireSummary = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
  const files: CountedWireFile[] = [];
  for (const path of paths) {
    const oldFile = oldFiles.get(path);
    const newFile = newFiles.get(path);
    const status = statusOf(oldFile, newFile, direction);
    summary[status]++;
    const file: CountedWireFile = {
      file_path: path,
      status,
      collection_hash: oldFile?.sha256 ?? null,
      project_hash: newFile?.sha256 ?? null,
      unified_diff: null,
    };
    if (status === 'modified' && oldFile && newFile) {
      let compared: Promise<ComparedContents> | undefined;
      const compare = () => {
        compared ??= comparedContents(oldFile, newFile, direction, differ);
        return compared;
      };
      if (wantsText(path)) file.unified_diff = (await compare()).text;
      if (counts) Object.assign(file, await counts.of(oldFile, newFile, compare));
    }
    files.push(file);
  }
  return { files, summary };
}

const byPath = (files: TreeFile[]): Map<string, TreeFile> => new Map(files.map((file) => [file.path, file]));

// The order of UTF-8 bytes is that of code points; the order of JavaScript's strings is not.
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function statusOf(
  oldFile: TreeFile | undefined,
  newFile: TreeFile | undefined,
  { fromOnly }: Direction,
): WireStatus {
  if (!newFile) return fromOnly;
  if (!oldFile) return fromOnly === 'added' ? 'deleted' : 'added';
  return oldFile.sha256 === newFile.sha256 ? 'unchanged' : 'modified';
}

async function comparedContents(
  oldFile: TreeFile,
  newFile: TreeFile,
  { fromPrefix, toPrefix }: Direction,
  differ: TextDiffer,
): Promise<ComparedContents> {
  const [oldBytes, newBytes] = await Promise.all([oldFile.read(), newFile.read()]);
  if (isBinary(oldBytes) || isBinary(newBytes)) return { table: undefined, text: null };
  try {
    const table = differ.diffTexts(pythonText(oldBytes), pythonText(newBytes));
    const text = difflibText(table, `${fromPrefix}/${oldFile.path}`, `${toPrefix}/${newFile.path}`);
    return { table, text };
  } catch (error) {
    if (error instanceof NotUtf8)
      return { table: undefined, text: `[Error generating diff: ${error.message}]` };
    throw error;
  }
}
