import { expect, test } from 'vitest';
import { testEngine } from './support/core.ts';
import { askService, makeComparison, makeService } from './support/trees.ts';

test('counts of modified files are those of their texts; without a text there are none', async () => {
  const comparison = makeComparison({
    collection: { a: 'one\ntwo\n', b: new Uint8Array([0]), c: new Uint8Array([0xff]), d: 'only\n', e: 'x' },
    project: { a: 'one\nTWO\nthree', b: new Uint8Array([0, 0]), c: 'c\n', e: 'x' },
  });
  const path = `artifacts/skill:demo/diff?project_path=${comparison.project?.location}`;
  const { engine } = testEngine();
  const full = (await askService(makeService(comparison), path)).text;
  const summary = await askService(makeService(comparison), `${path}&summary_only=true`);
  const index = engine.indexPayload(full);
  expect(summary.body.files[0]).toMatchObject({
    additions: 2,
    deletions: 1,
    diff_bytes: index.diffBytes(0),
    is_binary: false,
  });
  expect([index.additions(0), index.deletions(0)]).toEqual([2, 1]);
  expect(summary.body.files[1].is_binary).toBe(true);
  for (const file of summary.body.files.slice(2)) expect(file).not.toHaveProperty('additions');
});
