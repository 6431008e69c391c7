import { expect, test } from 'vitest';
import type { DiffIndex } from '../../js/core/api.ts';
import { DiffError } from '../../js/core/errors.ts';
import { testEngine } from './support/core.ts';
import { bytesOf, indexInChunks, randomSizes } from './support/feeding.ts';
import { fileEntry, payload } from './support/payload.ts';
import { plainIndex, plainTable, rowLines } from './support/plain.ts';

const { engine } = testEngine();

function errorOf(call: () => unknown): DiffError {
  try {
    call();
  } catch (error) {
    if (error instanceof DiffError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const paths = (index: DiffIndex) => Array.from({ length: index.fileCount }, (_, i) => index.path(i));

test('an answer gives every file, the summary and its own fields', () => {
  const index = engine.indexPayload(
    payload([
      fileEntry(),
      fileEntry({ file_path: 'new.txt', status: 'added', collection_hash: null, unified_diff: null }),
      fileEntry({ file_path: 'same.txt', status: 'unchanged', unified_diff: null }),
      fileEntry({ file_path: 'crlf.txt', unified_diff: '' }),
      fileEntry({ file_path: 'logo.png', unified_diff: 'Binary files differ' }),
      fileEntry({ file_path: 'bad.txt', unified_diff: '[Error generating diff: no such file]' }),
    ]),
  );
  expect(index.meta).toEqual({
    artifactId: 'skill:x',
    artifactName: 'x',
    artifactType: 'skill',
    collectionName: 'default',
    projectPath: '/p',
  });
  expect(index.summary).toEqual({ added: 0, modified: 6, deleted: 0, unchanged: 0 });
  expect(paths(index)).toEqual(['src/a.txt', 'new.txt', 'same.txt', 'crlf.txt', 'logo.png', 'bad.txt']);
  expect([0, 1, 2, 3, 4, 5].map((i) => index.detail(i))).toEqual([
    'text',
    'absent',
    'absent',
    'empty',
    'binary',
    'error',
  ]);
  expect([0, 1, 2, 3, 4, 5].map((i) => index.rowCountAt(i))).toEqual([5, -1, 0, 0, 0, 1]);
  expect([0, 1, 2, 3, 4].map((i) => index.additions(i))).toEqual([1, -1, 0, 0, 0]);
  expect([0, 1, 2].map((i) => index.side(i))).toEqual(['both', 'new', 'both']);
  expect([index.oldHash(0), index.newHash(0), index.oldHash(1)]).toEqual(['aa', 'bb', undefined]);
  expect(rowLines(engine.parseFile(index, 0))).toEqual([
    '@0,0 @@ -1,3 +1,3 @@',
    ' 1,1 one',
    '-2,0 two',
    '+0,2 TWO',
    ' 3,3 three',
  ]);
  expect(rowLines(engine.parseFile(index, 5))).toEqual(['?0,0 [Error generating diff: no such file]']);
});

test('a summary that was not sent is counted, and so is whether anything changed', () => {
  const files = ['added', 'modified', 'modified', 'deleted', 'unchanged'].map((status, i) =>
    fileEntry({ file_path: `f${i}`, status, unified_diff: null }),
  );
  const index = engine.indexPayload(JSON.stringify({ files }));
  expect(index.summary).toEqual({ added: 1, modified: 2, deleted: 1, unchanged: 1 });
  expect(index.hasChanges).toBe(true);
  expect(index.meta).toEqual({});
  expect(engine.indexPayload(JSON.stringify({ files: files.slice(4) })).hasChanges).toBe(false);
});

test('files that both sides changed are counted where the service says who changed them', () => {
  const origins = ['local', 'both', 'upstream', 'both', undefined];
  const files = origins.map((change_origin, i) =>
    fileEntry({ file_path: `f${i}`, unified_diff: null, change_origin }),
  );
  const index = engine.indexPayload(JSON.stringify({ files }));
  expect(origins.map((_, i) => index.changeOrigin(i))).toEqual(origins);
  expect(index.side(1)).toBe('both');
  expect(index.summary.conflicts).toBe(2);
  expect(engine.indexPayload(JSON.stringify({ files: files.slice(4) })).summary.conflicts).toBeUndefined();
  const sent = { files, summary: { added: 0, modified: 5, deleted: 0, unchanged: 0, conflicts: 4 } };
  expect(engine.indexPayload(JSON.stringify(sent)).summary.conflicts).toBe(4);
});

test('counts of a summary answer are taken from its numbers', () => {
  const index = engine.indexPayload(
    payload([fileEntry({ unified_diff: null, additions: 7, deletions: 2, diff_bytes: 99 })]),
  );
  expect([index.additions(0), index.deletions(0), index.diffBytes(0), index.rowCountAt(0)]).toEqual([
    7, 2, 99, -1,
  ]);
});

test('a file starts collapsed when it is over one of the thresholds', () => {
  const diff = (rows: number, width = 1) =>
    `@@ -0,0 +1,${rows} @@\n${`+${'x'.repeat(width)}\n`.repeat(rows)}`;
  const files = [diff(999), diff(1000), diff(10, 5200), null, null].map((unified_diff) =>
    fileEntry({ unified_diff }),
  );
  Object.assign(files[3] ?? {}, { additions: 600, deletions: 400 });
  Object.assign(files[4] ?? {}, { additions: 600, deletions: 401 });
  const index = engine.indexPayload(payload(files));
  expect(files.map((_, i) => index.guard(i))).toEqual([
    'open',
    'collapsed',
    'collapsed',
    'open',
    'collapsed',
  ]);
  const strict = testEngine({ guardRows: 10, guardDiffBytes: 100_000 }).engine.indexPayload(payload(files));
  expect(files.map((_, i) => strict.guard(i))).toEqual([
    'collapsed',
    'collapsed',
    'collapsed',
    'collapsed',
    'collapsed',
  ]);
});

test('windows of any size give the same index and rows', () => {
  const files = Array.from({ length: 40 }, (_, i) =>
    fileEntry({
      file_path: `dir/füle-${i}-🎉.txt`,
      unified_diff: `@@ -1,2 +1,2 @@\n-alt ${i} "\\\n+neu ${i} 🎉\u2028\n end\n`,
    }),
  );
  const text = payload(files);
  const whole = engine.indexPayload(text);
  for (const windowBytes of [1, 7, 64, 4096]) {
    const small = testEngine({}, windowBytes).engine;
    const index = small.indexPayload(text);
    expect(plainIndex(index)).toEqual(plainIndex(whole));
    for (const file of [0, 39])
      expect(plainTable(small.parseFile(index, file))).toEqual(plainTable(engine.parseFile(whole, file)));
  }
});

test('chunks of any size give the same index, whichever chunks hold a file', () => {
  const big = `@@ -0,0 +1,20000 @@\n${'+some text\n'.repeat(20_000)}`;
  const bytes = bytesOf(
    payload([fileEntry(), fileEntry({ file_path: 'big', unified_diff: big }), fileEntry({ file_path: 'z' })]),
  );
  const whole = engine.indexPayload(bytes);
  for (const nextSize of [() => 1, () => 7, () => 4096, () => 70_000, randomSizes(7, 30_000)]) {
    const index = indexInChunks(engine, bytes, nextSize);
    expect(plainIndex(index)).toEqual(plainIndex(whole));
    expect(plainTable(engine.parseFile(index, 2))).toEqual(plainTable(engine.parseFile(whole, 2)));
    expect(engine.parseFile(index, 1).textAt(20_000)).toBe('some text');
  }
});

test('a chunk may be written over after push if it is small, and stays the caller’s', () => {
  const bytes = bytesOf(payload([fileEntry()]));
  const indexer = engine.createPayloadIndexer();
  const buffer = new Uint8Array(100);
  for (let at = 0; at < bytes.length; at += 100) {
    const size = Math.min(100, bytes.length - at);
    buffer.set(bytes.subarray(at, at + size));
    indexer.push(buffer.subarray(0, size));
    buffer.fill(0);
  }
  expect(plainIndex(indexer.finish())).toEqual(plainIndex(engine.indexPayload(bytes)));
});

test('a snapshot has the complete files so far and disturbs nothing', () => {
  const bytes = bytesOf(
    payload([fileEntry({ file_path: 'a' }), fileEntry({ file_path: 'b' }), fileEntry({ file_path: 'c' })]),
  );
  const whole = plainIndex(engine.indexPayload(bytes));
  const indexer = engine.createPayloadIndexer();
  let known = 0;
  for (const byte of bytes) {
    indexer.push(Uint8Array.of(byte));
    const snapshot = indexer.snapshot();
    expect(snapshot.fileCount).toBeGreaterThanOrEqual(known);
    known = snapshot.fileCount;
    expect(plainIndex(snapshot).files).toEqual(whole.files.slice(0, known));
  }
  expect(known).toBe(3);
  expect(plainIndex(indexer.finish())).toEqual(whole);
  expect(plainIndex(indexer.finish())).toEqual(whole);
});

test('a snapshot made before a file arrived can still parse its own', () => {
  const bytes = bytesOf(payload([fileEntry({ file_path: 'a' }), fileEntry({ file_path: 'b' })]));
  const indexer = engine.createPayloadIndexer();
  indexer.push(bytes.subarray(0, 420));
  const snapshot = indexer.snapshot();
  indexer.push(bytes.subarray(420));
  const whole = indexer.finish();
  expect(paths(snapshot)).toEqual(['a']);
  expect(snapshot.meta.artifactId).toBe('skill:x');
  expect(plainTable(engine.parseFile(snapshot, 0))).toEqual(plainTable(engine.parseFile(whole, 0)));
});

test('several indexers side by side do not meet', () => {
  const documents = [1, 2, 3].map((n) =>
    bytesOf(payload(Array.from({ length: 50 }, (_, i) => fileEntry({ file_path: `${n}/${i}` })))),
  );
  const { engine: small } = testEngine({}, 512);
  const indexers = documents.map(() => small.createPayloadIndexer());
  for (let at = 0; at < Math.max(...documents.map((bytes) => bytes.length)); at += 300) {
    for (const [i, bytes] of documents.entries()) indexers[i]?.push(bytes.subarray(at, at + 300));
  }
  documents.forEach((bytes, i) => {
    expect(plainIndex(indexers[i]?.finish() as DiffIndex)).toEqual(plainIndex(engine.indexPayload(bytes)));
  });
});

test('no truncation is taken for an answer', () => {
  const text = payload([
    fileEntry({ file_path: 'ä.txt', unified_diff: '@@ -1 +1 @@\n-\u2028"\\\n+\ud83c\udf89\n' }),
    fileEntry({
      file_path: 'long',
      unified_diff: `@@ -0,0 +1,9 @@\n${'+some more text, escaped "quotes"\n'.repeat(9)}`,
    }),
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => fileEntry({ file_path: `more/${n}` })),
  ]);
  const bytes = bytesOf(text);
  expect(bytes.length).toBeGreaterThan(2000);
  for (let end = 0; end < bytes.length; ++end) {
    const error = errorOf(() => engine.indexPayload(bytes.subarray(0, end)));
    expect([error.code, end]).toEqual(['malformed', end]);
    expect(error.byteOffset).toBeLessThanOrEqual(end);
  }
});

test('every two-way split gives the same index', () => {
  const bytes = bytesOf(
    payload([
      fileEntry({ file_path: 'ä\u0007.txt', unified_diff: '@@ -1 +1 @@\n-\u2028"\\\n+\ud83c\udf89\n' }),
      fileEntry(),
    ]),
  );
  const whole = plainIndex(engine.indexPayload(bytes));
  for (let at = 0; at <= bytes.length; ++at) {
    const indexer = engine.createPayloadIndexer();
    indexer.push(bytes.subarray(0, at));
    indexer.snapshot();
    indexer.push(bytes.subarray(at));
    expect(plainIndex(indexer.finish())).toEqual(whole);
  }
});

test('a byte order mark is skipped', () => {
  const index = engine.indexPayload(`\ufeff${payload([fileEntry()])}`);
  expect(rowLines(engine.parseFile(index, 0))).toHaveLength(5);
});

test('of repeated keys the last one wins', () => {
  const first = JSON.stringify(fileEntry({ file_path: 'first' }));
  const second = JSON.stringify(fileEntry({ file_path: 'second' }));
  const index = engine.indexPayload(
    `{"artifact_id":"a","files":[${first}],"artifact_id":"b","files":[${second.replace('{', '{"file_path":"none",')}]}`,
  );
  expect(paths(index)).toEqual(['second']);
  expect(index.meta).toEqual({ artifactId: 'b' });
});

test('__proto__ and constructor are keys like any other', () => {
  const entry = JSON.stringify(fileEntry({ file_path: '__proto__' })).replace(
    '{',
    '{"__proto__":{"status":"deleted"},"constructor":1,',
  );
  const index = engine.indexPayload(`{"__proto__":{"polluted":1},"files":[${entry}]}`);
  expect([index.path(0), index.status(0)]).toEqual(['__proto__', 'modified']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('lone surrogates become U+FFFD in paths and in rows', () => {
  const text = payload([fileEntry({ file_path: 'X', unified_diff: 'Y' })])
    .replace('"X"', '"a\\ud800b"')
    .replace('"Y"', '"@@ -1 +1 @@\\n-a\\udc00b\\n+\\ud83c\\udf89\\n"');
  const index = engine.indexPayload(text);
  expect(index.path(0)).toBe('a\ufffdb');
  const table = engine.parseFile(index, 0);
  expect([table.textAt(1), table.textAt(2)]).toEqual(['a\ufffdb', '\u{1f389}']);
});

test('invalid UTF-8 is U+FFFD inside a diff text and an error elsewhere', () => {
  const bytes = bytesOf(
    payload([fileEntry({ file_path: 'path?', unified_diff: '@@ -1 +1 @@\n-text!\n+b\n' })]),
  );
  const inText = bytes.slice();
  inText[bytes.indexOf('!'.charCodeAt(0))] = 0xff;
  expect(engine.parseFile(engine.indexPayload(inText), 0).textAt(1)).toBe('text\ufffd');
  const inPath = bytes.slice();
  const at = bytes.indexOf('?'.charCodeAt(0));
  inPath[at] = 0xff;
  expect(errorOf(() => engine.indexPayload(inPath))).toMatchObject({ code: 'invalid-utf8', byteOffset: at });
});

test.each([
  ['nothing', '', 'malformed'],
  ['white space', ' \n ', 'malformed'],
  ['a page of HTML', '<!doctype html><title>Not found</title>', 'malformed'],
  ['text behind the document', `${payload([])}x`, 'malformed'],
  ['a comma too many', '{"files":[],}', 'malformed'],
  [
    'a control character in a text',
    payload([fileEntry({ unified_diff: 'X' })]).replace('"X"', '"a\u0001b"'),
    'malformed',
  ],
  [
    'a bad escape in a text',
    payload([fileEntry({ unified_diff: 'X' })]).replace('"X"', '"a\\x"'),
    'malformed',
  ],
  ['an array', '[]', 'wrong-type'],
  ['null', 'null', 'wrong-type'],
  ['an error body', '{"detail":"Not found"}', 'wrong-type'],
  ['files that are no list', '{"files":{}}', 'wrong-type'],
  ['a file that is a number', '{"files":[1]}', 'wrong-type'],
  ['a path that is a number', payload([fileEntry({ file_path: 1 })]), 'wrong-type'],
  ['an unknown status', payload([fileEntry({ status: 'exploded' })]), 'wrong-type'],
  ['100,000 nested arrays', `{"x":${'['.repeat(100_000)}`, 'too-deep'],
])('refused: %s', (_, text, code) => {
  const error = errorOf(() => engine.indexPayload(text));
  expect(error).toBeInstanceOf(DiffError);
  expect(error.code).toBe(code);
  expect(error.byteOffset).toBeGreaterThanOrEqual(0);
  expect(error.byteOffset).toBeLessThanOrEqual(bytesOf(text).length);
  expect(error.message).toMatch(/\.$/);
});

test('after a failure the same engine reads the next answer', () => {
  expect(errorOf(() => engine.indexPayload('{')).code).toBe('malformed');
  expect(engine.indexPayload(payload([fileEntry()])).fileCount).toBe(1);
});

test('an indexer that met a fault tells it with every later call', () => {
  const indexer = engine.createPayloadIndexer();
  const bytes = bytesOf('{"files":[{"unified_diff":"a\u0001');
  indexer.push(bytes); // waits for a full window
  const fault = { code: 'malformed', byteOffset: bytes.length - 1 };
  expect(errorOf(() => indexer.snapshot())).toMatchObject(fault);
  expect(errorOf(() => indexer.finish())).toMatchObject(fault);
  expect(errorOf(() => indexer.push(new Uint8Array(300_000)))).toMatchObject(fault);
});

test('a file that is not there is a RangeError', () => {
  const index = engine.indexPayload(payload([fileEntry()]));
  for (const file of [-1, 1, 0.5, Number.NaN]) {
    expect(() => index.path(file)).toThrow(RangeError);
    expect(() => engine.parseFile(index, file)).toThrow(RangeError);
  }
});
