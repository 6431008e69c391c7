// A change of a tree is told to whoever listens, over HTTP.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listenToEvents, patient } from './support/events.ts';
import { serve } from './support/http.ts';
import { makeComparison, writeTree } from './support/trees.ts';

test('a saved file is told once, with its tree; what is left out is not told', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2', 'node_modules/x': '' } });
  const { origin } = await serve(comparison);
  const { events } = await listenToEvents(origin);
  await expect.poll(() => events, patient).toEqual([['ready', {}]]);
  const project = comparison.project?.location ?? '';
  writeFileSync(join(project, 'node_modules/x'), 'changed');
  writeTree(project, { f: '3', g: '4', 'new/h': '5' });
  await expect.poll(() => events.length, patient).toBeGreaterThan(1);
  expect(events[1]).toEqual(['change', { trees: ['project'] }]);
  writeTree(comparison.collection?.location ?? '', { f: '6' });
  await expect.poll(() => events, patient).toContainEqual(['change', { trees: ['collection'] }]);
}, 60_000);

test('who leaves is forgotten, and who comes back hears again', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  const { origin } = await serve(comparison);
  for (let round = 0; round < 3; ++round) {
    const { events, leave } = await listenToEvents(origin);
    await expect.poll(() => events, patient).toEqual([['ready', {}]]);
    writeTree(comparison.project?.location ?? '', { f: `round ${round}` });
    await expect.poll(() => events.length, patient).toBeGreaterThan(1);
    leave();
  }
}, 60_000);

test('what the service writes itself is told, with the tree that it has written to', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  const { ask, origin } = await serve(comparison, { allowWrite: true });
  const { events } = await listenToEvents(origin);
  await expect.poll(() => events, patient).toEqual([['ready', {}]]);
  const content = { project_path: comparison.project?.location, overwrite: true };
  expect((await ask('artifacts/skill%3Ademo/deploy', {}, 'POST', content)).body.success).toBe(true);
  await expect.poll(() => events.length, patient).toBeGreaterThan(1);
  expect(events[1]).toEqual(['change', { trees: ['project'] }]);
}, 60_000);
