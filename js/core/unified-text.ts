// Rows written as git and GNU write them.

import { type DiffTable, RowFlag } from './api.ts';

/** What stands in the two lines before the hunks, as `a/notes.md`; `/dev/null` on the side that has no file. */
export interface UnifiedTextNames {
  readonly oldName: string;
  readonly newName: string;
}

const signs = { context: ' ', addition: '+', deletion: '-', raw: '', hunkHeader: '' } as const;

/**
 * The rows of a table as the text of a unified diff, which `git apply` and `patch` take: of two texts that were compared, or
 * of a diff in any dialect. Without `names` the hunks alone. Decodes all rows; what cannot be decoded is U+FFFD, so a diff of
 * such texts can be read but not applied.
 */
export function unifiedText(table: DiffTable, names?: UnifiedTextNames): string {
  let text = names ? `--- ${ended(names.oldName)}\n+++ ${ended(names.newName)}\n` : '';
  for (let row = 0; row < table.rowCount; ++row) {
    text += `${signs[table.kindAt(row)]}${table.textAt(row)}\n`;
    if (table.flagsAt(row) & RowFlag.noNewline) text += '\\ No newline at end of file\n';
  }
  return text;
}

/** As git does it: a tab says that the name ends there, not at its first blank. */
const ended = (name: string): string => (name.includes(' ') ? `${name}\t` : name);
