import { expect, test } from 'vitest';
import type { DiffIndex } from '../../js/core/api.ts';
import { testEngine } from './support/core.ts';
import { bytesOf } from './support/feeding.ts';
import { plainIndex, plainTable, rowLines } from './support/plain.ts';

const { engine } = testEngine();

const patch = `From 1234 Mon Sep 17 00:00:00 2001
Subject: [PATCH] Change much

 3 files changed

diff --git a/src/a.c b/src/a.c
index 111..222 100644
--- a/src/a.c
+++ b/src/a.c
@@ -1,3 +1,3 @@ int main()
 one
-two
+TWO
 three
@@ -9,0 +10 @@
+ten
diff --git a/old name.txt b/new name.txt
similarity index 90%
rename from old name.txt
rename to new name.txt
--- a/old name.txt
+++ b/new name.txt
@@ -1 +1 @@
-a
+b
\\ No newline at end of file
diff --git a/logo.png b/logo.png
index 333..444 100644
Binary files a/logo.png and b/logo.png differ
diff --git "a/\\303\\244.txt" "b/\\303\\244.txt"
new file mode 100644
index 000..555
--- /dev/null
+++ "b/\\303\\244.txt"
@@ -0,0 +1 @@
+neu
diff --git a/gone b/gone
deleted file mode 100644
index 666..000
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-weg
`;

const column = <Value>(index: DiffIndex, read: (i: number) => Value) =>
  Array.from({ length: index.fileCount }, (_, i) => read(i));

test('a patch gives one entry a section', () => {
  const index = engine.indexPatch(patch);
  expect(column(index, (i) => index.path(i))).toEqual([
    'src/a.c',
    'new name.txt',
    'logo.png',
    'ä.txt',
    'gone',
  ]);
  expect(column(index, (i) => index.status(i))).toEqual([
    'modified',
    'renamed',
    'modified',
    'added',
    'deleted',
  ]);
  expect(column(index, (i) => index.oldPath(i))).toEqual([
    undefined,
    'old name.txt',
    undefined,
    undefined,
    undefined,
  ]);
  expect(column(index, (i) => [index.additions(i), index.deletions(i), index.rowCountAt(i)])).toEqual([
    [2, 1, 7],
    [1, 1, 3],
    [0, 0, 0],
    [1, 0, 2],
    [0, 1, 2],
  ]);
  expect(column(index, (i) => index.detail(i))).toEqual(['text', 'text', 'binary', 'text', 'text']);
  expect(column(index, (i) => index.side(i))).toEqual(['both', 'both', 'both', 'new', 'old']);
});

test("a patch's summary is counted: renamed files are modified", () => {
  const index = engine.indexPatch(patch);
  expect(index.summary).toEqual({ added: 1, modified: 3, deleted: 1, unchanged: 0 });
  expect([index.hasChanges, index.meta]).toEqual([true, {}]);
});

test('a file of a patch has its rows, no others', () => {
  const index = engine.indexPatch(patch);
  expect(rowLines(engine.parseFile(index, 0))).toEqual([
    '@0,0 @@ -1,3 +1,3 @@ int main()',
    ' 1,1 one',
    '-2,0 two',
    '+0,2 TWO',
    ' 3,3 three',
    '@0,0 @@ -9,0 +10 @@',
    '+0,10 ten',
  ]);
  expect(rowLines(engine.parseFile(index, 1))).toEqual(['@0,0 @@ -1 +1 @@', '-1,0 a', '+0,1 b']);
  expect(engine.parseFile(index, 1).flagsAt(2)).toBe(1);
  expect(engine.parseFile(index, 2).rowCount).toBe(0);
});

test('windows of any size give the same index and rows', () => {
  const whole = engine.indexPatch(patch);
  for (const windowBytes of [1, 7, 64, 1000]) {
    const small = testEngine({}, windowBytes).engine;
    const index = small.indexPatch(patch);
    expect(plainIndex(index)).toEqual(plainIndex(whole));
    expect(plainTable(small.parseFile(index, 0))).toEqual(plainTable(engine.parseFile(whole, 0)));
  }
});

test('hunks without a file header are a file without a name', () => {
  const index = engine.indexPatch('@@ -1 +1 @@\n-a\n+b\n');
  expect(column(index, (i) => [index.path(i), index.additions(i), index.rowCountAt(i)])).toEqual([
    ['', 1, 3],
  ]);
});

test.each([[''], ['\n'], ['no patch at all\n'], ['\0\0'], ['<!doctype html>']])(
  '%j has no files and is no error',
  (text) => {
    const index = engine.indexPatch(text);
    expect([index.fileCount, index.hasChanges]).toEqual([0, false]);
  },
);

test('every prefix of a patch is read without an exception, and counts never exceed its own', () => {
  const bytes = bytesOf(patch);
  const total = engine.indexPatch(patch).fileCount;
  for (let end = 0; end <= bytes.length; ++end) {
    const index = engine.indexPatch(bytes.subarray(0, end));
    expect(index.fileCount).toBeLessThanOrEqual(total);
    for (let i = 0; i < index.fileCount; ++i)
      expect(engine.parseFile(index, i).rowCount).toBe(index.rowCountAt(i));
  }
});
