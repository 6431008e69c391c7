import { expect, test } from 'vitest';
import { demoHandler } from '../../demo/service/demo-handler.ts';
import { testEngine } from './support/core.ts';
import { makeComparison, makeService } from './support/trees.ts';

async function bytesOf(set: string, query = ''): Promise<{ bytes: Uint8Array; answer: Response }> {
  const service = makeService(makeComparison({ collection: {}, project: {} }));
  const handler = demoHandler(service, { collectionName: 'default', ignoresFlags: false });
  const url = `http://localhost/api/v1/artifacts/skill%3A${set}/diff?project_path=/p${query}`;
  const answer = await handler.fetch(new Request(url));
  return { bytes: new Uint8Array(await answer.arrayBuffer()), answer };
}

test('ten thousand files: the summary announces its length, and its counts are those of the texts', async () => {
  const { bytes, answer } = await bytesOf('ten-thousand-files', '&summary_only=true');
  expect(Number(answer.headers.get('content-length'))).toBe(bytes.length);
  const { engine } = testEngine();
  const index = engine.indexPayload(bytes);
  expect(index.fileCount).toBe(10_000);
  expect(index.summary).toEqual({ added: 1000, modified: 3000, deleted: 1000, unchanged: 5000 });
  expect(JSON.parse(Buffer.from(bytes).toString()).files[4].unified_diff).toBe(null);

  const path = index.path(4);
  const one = engine.indexPayload((await bytesOf('ten-thousand-files', `&file_paths=${path}`)).bytes);
  expect(one.detail(0)).toBe('absent');
  const table = engine.parseFile(one, 4);
  expect(table.rowCount).toBe(31);
  expect(table.diagnostics).toEqual([]);
  for (const [file, read] of [
    [4, one],
    [4, index],
  ] as const) {
    expect([read.additions(file), read.deletions(file)]).toEqual([table.additions, table.deletions]);
    expect(read.diffBytes(file)).toBe(one.diffBytes(4));
  }
});

test('a million rows are a million rows, and say so before they are sent', async () => {
  const { engine } = testEngine();
  const summary = engine.indexPayload((await bytesOf('million-rows', '&summary_only=true')).bytes);
  const index = engine.indexPayload((await bytesOf('million-rows')).bytes);
  const table = engine.parseFile(index, 0);
  expect(table.rowCount).toBe(1_000_001);
  expect(table.diagnostics).toEqual([]);
  expect([summary.additions(0), summary.deletions(0)]).toEqual([table.additions, table.deletions]);
  expect(summary.diffBytes(0)).toBe(index.diffBytes(0));
  expect(summary.guard(0)).toBe('collapsed');
});

test('a line of one megabyte', async () => {
  const { engine } = testEngine();
  const index = engine.indexPayload((await bytesOf('long-line')).bytes);
  const table = engine.parseFile(index, 0);
  expect(table.diagnostics).toEqual([]);
  expect(table.textAt(table.rowCount - 1).length).toBeGreaterThan(1_000_000);
});

test('the legacy answer comes to 90 MB, whatever is asked for, the same every time', async () => {
  const { bytes, answer } = await bytesOf('legacy-90-mb', '&summary_only=true');
  expect(bytes.length / 2 ** 20).toBeGreaterThan(89);
  expect(bytes.length / 2 ** 20).toBeLessThan(92);
  expect(Number(answer.headers.get('content-length'))).toBe(bytes.length);
  const { engine } = testEngine();
  const index = engine.indexPayload(bytes);
  expect(index.fileCount).toBe(600);
  expect(index.detail(599)).toBe('text');
  expect(engine.parseFile(index, 599).diagnostics).toEqual([]);
});
