// What an engine makes of the patch, as one text that can be compared. Takes engines of every entry.
import { patch } from './patch.js';

export async function describe(engine) {
  const index = await engine.indexPatch(patch);
  const lines = [];
  for (let file = 0; file < index.fileCount; file++) {
    lines.push(
      `${index.status(file)} ${index.path(file)} +${index.additions(file)} -${index.deletions(file)}`,
    );
    const table = await engine.parseFile(index, file);
    for (let row = 0; row < table.rowCount; row++)
      lines.push(
        `  ${table.oldLineAt(row)},${table.newLineAt(row)} ${table.kindAt(row)} ${table.textAt(row)}`,
      );
  }
  engine.dispose();
  return lines.join('\n');
}

/** The text, or the failure in its place: so that whoever expects the text can say what came instead. */
export const told = (text) =>
  text.catch((error) => `${error.name} ${error.code}: ${error.message} (${error.cause})`);
