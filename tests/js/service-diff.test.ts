import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ask, askDiff, makeComparison } from './support/trees.ts';

const texts = {
  'SKILL.md': '# Demo\nold\n',
  'lib/a.txt': 'one\ntwo\n',
  'same.txt': 'same\n',
};

const trees = () =>
  makeComparison({
    source: { ...texts, 'upstream-only.txt': 'u\n', 'lib/a.txt': 'one\nTWO\n' },
    collection: { ...texts, 'collection-only.txt': 'c\n' },
    project: { ...texts, 'SKILL.md': '# Demo\nnew\n', 'lib/a.txt': 'one\n', 'project-only.txt': 'p\n' },
  });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const textsOf = async (query: string) => {
  const { files } = await askDiff(trees(), 'diff', query);
  return files.filter(({ unified_diff }) => unified_diff !== null).map(({ file_path }) => file_path);
};

test('an answer has every key, in the order of the wire', async () => {
  const comparison = trees();
  const path = encodeURIComponent(comparison.project?.location ?? '');
  const { text, headers } = await ask(
    comparison,
    `artifacts/skill%3Ademo/diff?project_path=${path}&collection=x`,
  );
  expect(headers.get('content-type')).toBe('application/json');
  expect(text.startsWith('{"artifact_id":"skill:demo","artifact_name":"demo","artifact_type":"skill",')).toBe(
    true,
  );
  const answer = JSON.parse(text);
  expect(Object.keys(answer)).toEqual([
    'artifact_id',
    'artifact_name',
    'artifact_type',
    'collection_name',
    'project_path',
    'has_changes',
    'files',
    'summary',
  ]);
  expect(Object.keys(answer.files[0])).toEqual([
    'file_path',
    'status',
    'collection_hash',
    'project_hash',
    'unified_diff',
  ]);
  expect(Object.keys(answer.summary)).toEqual(['added', 'modified', 'deleted', 'unchanged']);
});

test('upstream-diff names the upstream instead of the project', async () => {
  const { body } = await ask(trees(), 'artifacts/skill%3Ademo/upstream-diff');
  expect(Object.keys(body).slice(3, 7)).toEqual([
    'collection_name',
    'upstream_source',
    'upstream_version',
    'has_changes',
  ]);
  expect(body.upstream_version).toBe('2.0.0');
});

test.each([
  ['', ['SKILL.md', 'lib/a.txt']],
  ['summary_only=false&include_unified_diff=true', ['SKILL.md', 'lib/a.txt']],
  ['summary_only=true', []],
  ['include_unified_diff=false', []],
  ['summary_only=true&include_unified_diff=true', []],
  ['summary_only=true&file_paths=SKILL.md', []],
  ['include_unified_diff=0&file_paths=SKILL.md', []],
  ['file_paths=SKILL.md', ['SKILL.md']],
  ['file_paths=SKILL.md,lib/a.txt', ['SKILL.md', 'lib/a.txt']],
  ['file_paths=lib/a.txt,', ['lib/a.txt']],
  ['file_paths=', ['SKILL.md', 'lib/a.txt']],
  ['file_paths=%20SKILL.md', []],
  ['file_paths=unknown', []],
  ['file_paths=same.txt,collection-only.txt', []],
  ['file_paths=SKILL.md&file_paths=lib/a.txt', ['lib/a.txt']],
  ['summary_only=TRUE', []],
  ['mode=summary', ['SKILL.md', 'lib/a.txt']],
])('texts for "%s": %j', async (query, expected) => {
  expect(await textsOf(query)).toEqual(expected);
});

test('every mode lists all files with hashes and counts all of them', async () => {
  const comparison = trees();
  const full = await askDiff(comparison, 'diff');
  for (const query of ['summary_only=true', 'file_paths=SKILL.md', 'include_unified_diff=no']) {
    const answer = await askDiff(comparison, 'diff', query);
    expect(answer.summary).toEqual({ added: 1, modified: 2, deleted: 1, unchanged: 1 });
    const plain = ({ files }: typeof answer) => files.map((file) => ({ ...file, unified_diff: null }));
    expect(plain(answer)).toEqual(plain(full));
  }
  expect(full.has_changes).toBe(true);
});

test.each([
  ['diff', 'collection-only.txt', 'project-only.txt', 'added', 'deleted'],
  ['source-project-diff', 'upstream-only.txt', 'project-only.txt', 'added', 'deleted'],
  ['upstream-diff', 'collection-only.txt', 'upstream-only.txt', 'deleted', 'added'],
])('%s: statuses and hashes of one-sided files', async (endpoint, fromOnly, toOnly, fromStatus, toStatus) => {
  const { files } = await askDiff(trees(), endpoint);
  const file = (path: string) => files.find(({ file_path }) => file_path === path);
  const hash = (path: string) => sha256(`${path[0]}\n`);
  expect(file(fromOnly)).toEqual({
    file_path: fromOnly,
    status: fromStatus,
    collection_hash: hash(fromOnly),
    project_hash: null,
    unified_diff: null,
  });
  expect(file(toOnly)).toEqual({
    file_path: toOnly,
    status: toStatus,
    collection_hash: null,
    project_hash: hash(toOnly),
    unified_diff: null,
  });
});

test.each([
  ['diff', '--- collection/lib/a.txt\n+++ project/lib/a.txt\n@@ -1,2 +1 @@\n one\n\n-two\n'],
  ['source-project-diff', '--- source/lib/a.txt\n+++ project/lib/a.txt\n@@ -1,2 +1 @@\n one\n\n-TWO\n'],
  [
    'upstream-diff',
    '--- collection/lib/a.txt\n+++ upstream/lib/a.txt\n@@ -1,2 +1,2 @@\n one\n\n-two\n\n+TWO\n',
  ],
])('%s: the text goes from its from side to its to side', async (endpoint, expected) => {
  const { files } = await askDiff(trees(), endpoint, 'file_paths=lib/a.txt');
  expect(files.find(({ file_path }) => file_path === 'lib/a.txt')?.unified_diff).toBe(expected);
});

test('two calls in a row give the same bytes', async () => {
  const comparison = trees();
  for (const endpoint of ['upstream-diff', 'diff', 'source-project-diff']) {
    const path = `artifacts/skill:demo/${endpoint}?project_path=${comparison.project?.location}`;
    const first = await ask(comparison, path);
    expect(first.status).toBe(200);
    expect((await ask(comparison, path)).text).toBe(first.text);
  }
});

test('a side that is gone makes every file one-sided', async () => {
  const comparison = trees();
  rmSync(comparison.collection?.location ?? '', { recursive: true });
  const { summary } = await askDiff(comparison, 'diff');
  expect(summary).toEqual({ added: 0, modified: 0, deleted: 4, unchanged: 0 });
});

test('binary files have no text, nor do files whose bytes are equal', async () => {
  const binary = (last: number) => new Uint8Array([1, 0, last]);
  const lateNul = (word: string) => `${'x'.repeat(8192)}\0${word}\n`;
  const comparison = makeComparison({
    collection: { 'a.bin': binary(1), late: lateNul('a') },
    project: { 'a.bin': binary(2), late: lateNul('b') },
  });
  const { files } = await askDiff(comparison, 'diff');
  expect(files[0]).toMatchObject({ file_path: 'a.bin', status: 'modified', unified_diff: null });
  expect(files[1]?.unified_diff).toContain('\0b\n');
});

test('a difference in line ends only is modified with an empty text', async () => {
  const comparison = makeComparison({ collection: { f: 'a\r\nb\r' }, project: { f: 'a\nb\n' } });
  const { files } = await askDiff(comparison, 'diff');
  expect(files[0]).toMatchObject({ status: 'modified', unified_diff: '' });
});

test('artifact ids: the name loses one extension, the id is echoed', async () => {
  const { body } = await ask(trees(), 'artifacts/skill%3Ademo.md/upstream-diff');
  expect([body.artifact_id, body.artifact_name]).toEqual(['skill:demo.md', 'demo']);
});

test('the path of the project is echoed as Python writes it', async () => {
  const comparison = trees();
  const path = `${comparison.project?.location.replace('/project', '//./project')}/`;
  const { body } = await ask(comparison, `artifacts/skill:demo/diff?project_path=${path}`);
  expect(body.project_path).toBe(comparison.project?.location);
});
