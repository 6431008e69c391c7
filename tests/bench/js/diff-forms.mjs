// A table of rows -> the texts that carry it: as the service writes it, and as git does.
import { createHash } from 'node:crypto';

const NO_NEWLINE = 1; // RowFlag.noNewline
const signs = { context: ' ', addition: '+', deletion: '-' };

/** As Python's difflib gives it when lines keep their ends and are joined by newlines: doubled ones. */
export function serviceText(path, table) {
  const pieces = [`--- collection/${path}`, `+++ project/${path}`];
  for (let row = 0; row < table.rowCount; row++) {
    const kind = table.kindAt(row);
    if (kind === 'hunkHeader') pieces.push(table.textAt(row));
    else
      pieces.push(`${signs[kind]}${table.textAt(row)}${(table.flagsAt(row) & NO_NEWLINE) === 0 ? '\n' : ''}`);
  }
  return pieces.join('\n');
}

const blobName = (bytes) =>
  bytes
    ? createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex').slice(0, 10)
    : '0000000000';

/** One section of a git patch. A side that does not exist is undefined. */
export function gitText(path, oldBytes, newBytes, table) {
  const lines = [`diff --git a/${path} b/${path}`];
  if (!oldBytes) lines.push('new file mode 100644');
  if (!newBytes) lines.push('deleted file mode 100644');
  const mode = oldBytes && newBytes ? ' 100644' : '';
  lines.push(`index ${blobName(oldBytes)}..${blobName(newBytes)}${mode}`);
  if (table.rowCount > 0) {
    lines.push(oldBytes ? `--- a/${path}` : '--- /dev/null', newBytes ? `+++ b/${path}` : '+++ /dev/null');
    for (let row = 0; row < table.rowCount; row++) {
      lines.push(`${signs[table.kindAt(row)] ?? ''}${table.textAt(row)}`);
      if ((table.flagsAt(row) & NO_NEWLINE) !== 0) lines.push('\\ No newline at end of file');
    }
  }
  return `${lines.join('\n')}\n`;
}
