// What an engine takes and gives back: nothing grows with the number of answers, the heap does not grow with their size, and
// an answer that nobody holds is gone.

import { describe, expect, test } from 'vitest';
import { InstanceRunner, instantiateCore } from '../../js/core/core-runner.ts';
import { createEngine } from '../../js/core/engine.ts';
import { HEAP_HIGH_WATER_BYTES } from '../../js/core/limits.ts';
import { coreModule, testEngine } from './support/core.ts';
import { bytesOf } from './support/feeding.ts';
import { collectGarbage, liveBytes } from './support/memory.ts';
import { fileEntry, payload } from './support/payload.ts';

const MEGABYTE = 2 ** 20;
const HEAP_LIMIT = 16 * MEGABYTE;

const engineOf = () => createEngine(new InstanceRunner(() => instantiateCore(coreModule)));
const lines = 9000;
const hunk = `@@ -0,0 +1,${lines} @@\n${'+some text of a line\n'.repeat(lines)}`;
const entry = bytesOf(`${JSON.stringify(fileEntry({ unified_diff: hunk }))},`);
const head = bytesOf('{"files":[');
const tail = bytesOf(`${JSON.stringify(fileEntry({ file_path: 'last' }))}]}`);

/**
 * An answer of at least `bytes` bytes, chunk by chunk. Every chunk but the first and the last is the same array, so that
 * what the index keeps of it takes no memory here.
 */
function* streamed(bytes: number): Generator<Uint8Array> {
  yield head;
  for (let sent = 0; sent < bytes; sent += entry.length) yield entry;
  yield tail;
}

function joined(bytes: number): Uint8Array {
  return Buffer.concat([...streamed(bytes)]);
}

test('1,000 answers of 1 MB, read and dropped: nothing stays behind', async () => {
  const engine = engineOf();
  const bytes = joined(MEGABYTE);
  const rounds = async (count: number) => {
    for (let i = 0; i < count; ++i) {
      const index = engine.indexPayload(bytes);
      const table = engine.parseFile(index, i % index.fileCount);
      expect(table.rowCount).toBe(i % index.fileCount === index.fileCount - 1 ? 5 : lines + 1);
    }
    await collectGarbage();
    return { heap: engine.heapBytes, live: liveBytes() };
  };
  await rounds(100);
  const warm = await rounds(100);
  const last = await rounds(800);
  expect(last.heap).toBe(warm.heap);
  expect(last.heap).toBeLessThanOrEqual(HEAP_LIMIT);
  expect(last.live - warm.live).toBeLessThan(MEGABYTE); // 1.3 KB an answer
}, 120_000);

describe('the heap keeps to 16 MB', () => {
  test.each([1024, 64 * 1024, MEGABYTE, 16 * MEGABYTE, 500 * MEGABYTE])(
    'for an answer of %i bytes that arrives chunk by chunk',
    async (bytes) => {
      const { engine, runner } = testEngine();
      const indexer = engine.createPayloadIndexer();
      await collectGarbage();
      const before = liveBytes();
      let files = 0;
      for (const chunk of streamed(bytes)) {
        indexer.push(chunk);
        ++files;
        runner.calls.length = 0; // which hold the windows
      }
      const index = indexer.finish();
      expect(index.fileCount).toBe(files - 1);
      expect(index.path(index.fileCount - 1)).toBe('last');
      expect(index.additions(index.fileCount - 2)).toBe(lines);
      runner.calls.length = 0;
      expect(runner.largestHeap).toBeLessThanOrEqual(HEAP_LIMIT);
      // 45 bytes and its strings a file, one view a chunk, and what a busy collector leaves.
      await collectGarbage();
      expect(liveBytes() - before).toBeLessThan(16 * MEGABYTE);
      expect(engine.parseFile(index, index.fileCount - 2).rowCount).toBe(lines + 1);
    },
    120_000,
  );

  test('for a patch of 16 MB, and plus the rows for one file of 16 MB', () => {
    const { engine, runner } = testEngine();
    const section = `--- a/f\n+++ b/f\n${hunk}`;
    const patch = Buffer.from(section.repeat(Math.ceil((16 * MEGABYTE) / section.length)));
    expect(engine.indexPatch(patch).additions(0)).toBe(lines);
    expect(runner.largestHeap).toBeLessThanOrEqual(HEAP_LIMIT);
    const count = 16 * 2 ** 16;
    const table = engine.parseDiff(`@@ -0,0 +1,${count} @@\n${'+a line of text\n'.repeat(count)}`);
    expect(table.rowCount).toBe(count + 1);
    expect(runner.largestHeap).toBeLessThanOrEqual(HEAP_LIMIT + table.byteLength);
  }, 60_000);
});

test('an index of 90 MB that is dropped gives its memory back', async () => {
  const engine = engineOf();
  engine.indexPayload(joined(MEGABYTE));
  await collectGarbage();
  const before = liveBytes();
  const held: unknown[] = [engine.indexPayload(joined(90 * MEGABYTE))];
  await collectGarbage();
  expect(liveBytes() - before).toBeGreaterThan(89 * MEGABYTE); // what is counted, is counted
  held.length = 0;
  await collectGarbage();
  expect(liveBytes() - before).toBeLessThan(2 * MEGABYTE);
  expect(engine.heapBytes).toBeLessThanOrEqual(HEAP_LIMIT);
}, 60_000);

test('a comparison that made the heap grow gives it back', async () => {
  const engine = engineOf();
  engine.diffTexts('a', 'b');
  await collectGarbage();
  const before = liveBytes();
  const text = 'a line of a text\n'.repeat(3_000_000);
  expect(engine.diffTexts(text, `${text}b\n`).additions).toBe(1);
  expect(engine.diffTexts('a', 'b').rowCount).toBe(3);
  expect(engine.heapBytes).toBeLessThanOrEqual(HEAP_HIGH_WATER_BYTES);
  await collectGarbage();
  // The text itself is still held.
  expect(liveBytes() - before).toBeLessThan(text.length + 8 * MEGABYTE);
}, 60_000);

test('100 indexers that are left in the middle leave nothing behind', async () => {
  const engine = engineOf();
  const start = bytesOf(payload([fileEntry({ unified_diff: hunk })])).subarray(0, 150_000);
  const rounds = async () => {
    for (let i = 0; i < 100; ++i) engine.createPayloadIndexer().push(new Uint8Array(start));
    await collectGarbage();
    return liveBytes();
  };
  await rounds();
  const warm = await rounds();
  expect((await rounds()) - warm).toBeLessThan(MEGABYTE);
});
