// Whether a patch's text is all there: every line of it is a row of a file, or a line outside of the files' texts.

const signs = { context: ' ', addition: '+', deletion: '-', hunkHeader: '', raw: '' };
// As rows are decoded: a byte order mark is text.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What stands around hunks: headers of files, what programs and mails write before and behind. */
const around =
  /^(diff |index |(old|new|deleted) (file )?mode |(similarity|dissimilarity) index |(rename|copy) (from|to) |--- |\+\+\+ |-- ?$|Binary files |GIT binary patch)/;
const likeContent = /^(?:[+\- ]|@@)/;
/** Before it stands a mail or a commit message, which may say anything. */
const firstHeader = /^(diff |Index: |--- .)/;

/**
 * Rows whose line is not found in the patch, in order, and lines that look like the content of a hunk and are no row.
 *
 * @param {Uint8Array} patch
 * @returns {{ lost: string[], outside: string[], rows: number, rowBytes: number, otherBytes: number }}
 */
export function keptText(engine, patch) {
  const index = engine.indexPatch(patch);
  const lines = linesOf(patch);
  const result = { lost: [], outside: [], rows: 0, rowBytes: 0, otherBytes: 0 };
  let at = 0;
  let hasBegun = false;
  const skip = (line) => {
    result.otherBytes += line.bytes;
    hasBegun ||= firstHeader.test(line.text);
    if (hasBegun && likeContent.test(line.text) && !around.test(line.text)) result.outside.push(line.text);
  };
  for (let file = 0; file < index.fileCount; ++file) {
    const table = engine.parseFile(index, file);
    for (let row = 0; row < table.rowCount; ++row) {
      const text = table.textAt(row);
      const full = signs[table.kindAt(row)] + text;
      const isRow = (line) => line.text === full || (text === '' && line.text === '');
      let next = at;
      while (next < lines.length && !isRow(lines[next])) ++next;
      if (next === lines.length) {
        result.lost.push(full);
        continue;
      }
      for (; at < next; ++at) skip(lines[at]);
      result.rowBytes += lines[at++].bytes;
      ++result.rows;
    }
  }
  for (; at < lines.length; ++at) skip(lines[at]);
  return result;
}

function linesOf(patch) {
  const lines = [];
  for (let start = 0; start < patch.length; ) {
    const end = patch.indexOf(0x0a, start);
    const stop = end < 0 ? patch.length : end;
    const after = end < 0 ? stop : stop + 1;
    lines.push({ text: decoder.decode(patch.subarray(start, stop)), bytes: after - start });
    start = after;
  }
  return lines;
}
