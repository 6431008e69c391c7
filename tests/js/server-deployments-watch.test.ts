// Deployed files that other programs write are noticed at once.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeSetting, record, writeRecords } from './support/deployed-project.ts';
import { makeFolder, writeTree } from './support/trees.ts';

const noticed = (changes: unknown[], count: number) =>
  vi.waitFor(() => expect(changes.length).toBeGreaterThanOrEqual(count), { timeout: 10_000, interval: 20 });

test('a deployed file that appears, changes, is renamed in or goes makes statistics new', async () => {
  const setting = makeSetting({
    collection: { 'SKILL.md': 'x\n' },
    project: { '.claude/skills/demo/SKILL.md': 'x\n', 'src/main.c': '' },
  });
  const { deployments, project, changes } = setting;
  await deployments.watch();
  onTestFinished(() => deployments.close());
  expect(await deployments.statsOf('skill:demo')).toMatchObject({
    total_deployments: 1,
    modified_deployments: 0,
  });
  const file = join(project, '.claude/.skillmeat-deployed.toml');
  const steps = [
    async () =>
      writeRecords(project, [await record(project, { artifact_name: 'demo', content_hash: 'f'.repeat(64) })]),
    async () =>
      writeRecords(project, [
        await record(project, { artifact_name: 'demo', deployed_at: '2026-05-05T00:00:00' }),
      ]),
    async () => {
      const beside = writeTree(makeFolder(), {});
      writeRecords(beside, []);
      renameSync(join(beside, '.claude/.skillmeat-deployed.toml'), file);
    },
    async () => rmSync(file),
  ];
  const implied = '2026-11-21T10:00:00.000Z';
  const expected = [
    [1, '2026-02-04T10:00:00.123456'],
    [0, '2026-05-05T00:00:00'],
    [0, implied],
    [0, implied],
  ];
  for (const [i, step] of steps.entries()) {
    const before = changes.length;
    await step();
    await noticed(changes, before + 1);
    // The clock of the cache stands still: only a notice makes it look again.
    await vi.waitFor(
      async () => {
        const stats = await deployments.statsOf('skill:demo');
        expect([stats?.modified_deployments, stats?.projects[0]?.deployed_at]).toEqual(expected[i]);
      },
      { timeout: 10_000 },
    );
  }
  expect(changes.every((change) => (change as { kind: string }).kind === 'deployed-file')).toBe(true);
  expect(changes[0]).toEqual({ kind: 'deployed-file', projectPath: project });
}, 60_000);

test('folders that come later are watched, other files are not', async () => {
  const { deployments, project, changes } = makeSetting({ project: { '.claude/x': '', 'src/x': '' } });
  await deployments.watch();
  onTestFinished(() => deployments.close());
  writeTree(project, {
    'src/main.c': 'x',
    '.claude/settings.json': '{}',
    '.claude/skills/demo/SKILL.md': 'x',
    'src/.skillmeat-deployed.toml': '',
  });
  mkdirSync(join(project, '.codex'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(changes).toEqual([]);
  writeFileSync(join(project, '.codex/.skillmeat-deployed.toml'), '');
  await noticed(changes, 1);
}, 60_000);

test('nothing is told after closing, and watching can begin again', async () => {
  const { deployments, project, changes } = makeSetting({ project: { '.claude/x': '' } });
  await deployments.watch();
  await deployments.watch();
  await deployments.close();
  await deployments.close();
  writeRecords(project, []);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(changes).toEqual([]);
  await deployments.watch();
  writeRecords(project, [{ artifact_name: 'x' }]);
  await noticed(changes, 1);
  await deployments.close();
}, 60_000);

test('a project that is not there is no obstacle', async () => {
  const { deployments } = makeSetting({}, { projects: [{ path: join(makeFolder(), 'gone') }] });
  await deployments.watch();
  await deployments.close();
  expect(await deployments.statsOf('skill:demo')).toEqual({
    total_deployments: 0,
    modified_deployments: 0,
    projects: [],
  });
});
