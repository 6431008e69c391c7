// From a service's answer to every file's path, status and counts, in several ways. All give the same four columns.
import { scanPayload } from './byte-scanner.mjs';
import { countChanges } from './string-counter.mjs';

const emptyColumns = () => ({ paths: [], statuses: [], additions: [], deletions: [] });

/** What a list of files needs of an index, or of the promise of one. */
export function readIndex(index) {
  if (index instanceof Promise) return index.then(readIndex);
  const files = emptyColumns();
  for (let i = 0; i < index.fileCount; i++) {
    files.paths.push(index.path(i));
    files.statuses.push(index.status(i));
    files.additions.push(index.additions(i));
    files.deletions.push(index.deletions(i));
  }
  return files;
}

/** Path and status only: the answer has no counts, and somebody who only parses has none. */
function readParsed(answer) {
  const files = emptyColumns();
  for (const file of answer.files) {
    files.paths.push(file.file_path);
    files.statuses.push(file.status);
  }
  return files;
}

function countParsed(answer) {
  const files = readParsed(answer);
  for (const { status, unified_diff: text } of answer.files) {
    const counts = typeof text === 'string' ? countChanges(text) : undefined;
    const unknown = status === 'unchanged' ? 0 : -1;
    files.additions.push(counts?.additions ?? unknown);
    files.deletions.push(counts?.deletions ?? unknown);
  }
  return files;
}

// As Response.json() reads a body: a BOM goes, faults become U+FFFD.
const decode = (bytes) => new TextDecoder().decode(bytes);

/** What the others are measured against: { name: (bytes) => columns }. */
export const plainReaders = {
  'JSON.parse': (bytes) => readParsed(JSON.parse(decode(bytes))),
  'JSON.parse + counting': (bytes) => countParsed(JSON.parse(decode(bytes))),
  'byte scan in JavaScript': scanPayload,
};

/** For a text that was decoded while it arrived. */
export const countText = (text) => countParsed(JSON.parse(text));

/** Contestants of one payload. `engines` is a map from name to engine; the first is ours. */
export function payloadContestants(engines, bytes) {
  const contestants = Object.entries(engines).map(([name, engine]) => ({
    name,
    run: () => readIndex(engine.indexPayload(bytes)),
  }));
  for (const [name, read] of Object.entries(plainReaders)) contestants.push({ name, run: () => read(bytes) });
  const text = decode(bytes);
  contestants.push({ name: 'JSON.parse of a string', run: () => readParsed(JSON.parse(text)) });
  return contestants;
}

/** Throws unless all found the same. Counts that a contestant does not make are not compared. */
export function requireSameFiles(results) {
  const [[first, expected], ...others] = Object.entries(results);
  for (const [name, found] of others) {
    for (const column of ['paths', 'statuses', 'additions', 'deletions']) {
      if (found[column].length === 0 && column.endsWith('tions')) continue;
      const at = expected[column].findIndex((value, i) => value !== found[column][i]);
      if (at >= 0 || expected[column].length !== found[column].length)
        throw new Error(
          `${name}: ${column} differ from those of ${first} at file ${at} (${expected.paths[at]}): ` +
            `${found[column][at]} instead of ${expected[column][at]}`,
        );
    }
  }
}
