// Two trees → one entry per file of either side, with text for the files that were asked for.

import type { DiffEngine } from 'hunkwise';
import { difflibText } from './difflib-text.ts';
import { isBinary, NotUtf8, pythonText } from './python-text.ts';
import type { Tree, TreeFile } from './tree.ts';
import type { WireFile, WireStatus, WireSummary } from './wire.ts';

export type TextDiffer = Pick<DiffEngine, 'diffTexts'>;

export interface Direction {
  /** What stands before the paths in the text's `---` and `+++` lines. */
  readonly fromPrefix: string;
  readonly toPrefix: string;
  /** What the endpoint calls a file that only the from side has. */
  readonly fromOnly: 'added' | 'deleted';
}

export interface ComparedTrees {
  readonly files: WireFile[];
  readonly summary: WireSummary;
}

export async function compareTrees(
  from: Tree,
  to: Tree,
  direction: Direction,
  wantsText: (path: string) => boolean,
  differ: TextDiffer,
): Promise<ComparedTrees> {
  const oldFiles = byPath(await from.files());
  const newFiles = byPath(await to.files());
  const paths = [...new Set([...oldFiles.keys(), ...newFiles.keys()])].sort(byCodePoint);
  const summary: WireSummary = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
  const files: WireFile[] = [];
  for (const path of paths) {
    const oldFile = oldFiles.get(path);
    const newFile = newFiles.get(path);
    const status = statusOf(oldFile, newFile, direction);
    summary[status]++;
    const hasText = status === 'modified' && oldFile && newFile && wantsText(path);
    files.push({
      file_path: path,
      status,
      collection_hash: oldFile?.sha256 ?? null,
      project_hash: newFile?.sha256 ?? null,
      unified_diff: hasText ? await unifiedDiff(oldFile, newFile, direction, differ) : null,
    });
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

async function unifiedDiff(
  oldFile: TreeFile,
  newFile: TreeFile,
  { fromPrefix, toPrefix }: Direction,
  differ: TextDiffer,
): Promise<string | null> {
  const [oldBytes, newBytes] = await Promise.all([oldFile.read(), newFile.read()]);
  if (isBinary(oldBytes) || isBinary(newBytes)) return null;
  try {
    const table = differ.diffTexts(pythonText(oldBytes), pythonText(newBytes));
    return difflibText(table, `${fromPrefix}/${oldFile.path}`, `${toPrefix}/${newFile.path}`);
  } catch (error) {
    if (error instanceof NotUtf8) return `[Error generating diff: ${error.message}]`;
    throw error;
  }
}
