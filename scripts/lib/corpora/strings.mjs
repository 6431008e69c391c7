// Hostile strings in every place of an answer and of a patch: each must come out as it went in.

const encoder = new TextEncoder();
/** Lone surrogates cannot be written as UTF-8; they come out as U+FFFD. */
const written = (text) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(encoder.encode(text));

const entry = (fields) => ({
  file_path: 'f',
  status: 'modified',
  collection_hash: 'a',
  project_hash: 'b',
  unified_diff: null,
  ...fields,
});
const answer = (fields, more = {}) => JSON.stringify({ files: [entry(fields)], ...more });
/** As git writes a path of which it trusts no byte. */
const quoted = (path) =>
  `"${[...encoder.encode(path)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;

/** Each gives what a reader sees of the string. */
const places = {
  path: (engine, text) => engine.indexPayload(answer({ file_path: text })).path(0),
  'artifact name': (engine, text) =>
    engine.indexPayload(answer({}, { artifact_name: text })).meta.artifactName,
  hash: (engine, text) => engine.indexPayload(answer({ collection_hash: text })).oldHash(0),
  'text of an answer': (engine, text) => linesOf(engine, answer({ unified_diff: added(text) })),
  'text of a diff': (engine, text) => rowsOf(engine.parseDiff(added(text)), 'addition').join('\n'),
  heading: (engine, text) => {
    const line = text.replaceAll('\n', ' ');
    const table = engine.parseDiff(`@@ -0,0 +1 @@ ${line}\n+a\n`);
    const [header = ''] = rowsOf(table, 'hunkHeader');
    return text.includes('\n') ? text : header.slice('@@ -0,0 +1 @@ '.length);
  },
  error: (engine, text) => {
    const line = `[Error generating diff: ${text.replaceAll('\n', ' ')}]`;
    const index = engine.indexPayload(answer({ unified_diff: line }));
    const rows = rowsOf(engine.parseFile(index, 0), 'raw');
    const isWhole = index.detail(0) === 'error' && rows.length === 1 && rows[0] === written(line);
    return isWhole ? written(text) : `${index.detail(0)}: ${rows.join('\n')}`;
  },
  'path of a patch': (engine, text) => {
    const name = (side) => quoted(`${side}/${text}`);
    const index = engine.indexPatch(
      `diff --git ${name('a')} ${name('b')}\n--- ${name('a')}\n+++ ${name('b')}\n@@ -1 +1 @@\n-a\n+b\n`,
    );
    return index.path(0);
  },
  'texts that are compared': (engine, text) => rowsOf(engine.diffTexts('', text), 'addition').join('\n'),
};

const added = (text) => {
  const lines = text.split('\n');
  return `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
};
const rowsOf = (table, kind) =>
  Array.from({ length: table.rowCount }, (_, row) => row)
    .filter((row) => table.kindAt(row) === kind)
    .map((row) => table.textAt(row));
const linesOf = (engine, payload) =>
  rowsOf(engine.parseFile(engine.indexPayload(payload), 0), 'addition').join('\n');

/** @param {string[]} strings the empty one says nothing */
export function checkStrings(engine, strings) {
  const report = { strings: 0, places: Object.keys(places).length, failures: [] };
  for (const text of strings) {
    if (text === '') continue;
    ++report.strings;
    for (const [place, seen] of Object.entries(places)) {
      const found = seen(engine, text);
      if (found !== written(text))
        report.failures.push(`${place}: ${JSON.stringify(text)} became ${JSON.stringify(found)}`);
    }
  }
  return report;
}
