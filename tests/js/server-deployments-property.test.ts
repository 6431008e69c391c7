// Whatever is done in whatever order: cached answers are those of a service that begins anew and knows nothing.
// HUNKWISE_LONG=1 tries ten times as much.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Deployments, type DeploymentsOptions } from '../../js/server/deployments/deployments.ts';
import { makeFolder, writeTree } from './support/trees.ts';
import { readPlainTree } from './support/written-trees.ts';

const ROUNDS = process.env.HUNKWISE_LONG ? 200 : 8;
const STEPS = 20;

/** Small, with a seed, so that a failure can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const PATHS = ['SKILL.md', 'a/b.md', 'a/c.md', 'either', 'either/x', 'run.sh'];

/** Random, but never a file and a folder of one name. */
function randomTree(pick: (below: number) => number): Record<string, string> {
  const tree: Record<string, string> = { 'SKILL.md': `${pick(3)}\n` };
  for (const path of PATHS) {
    const isClear = !(path === 'either' && 'either/x' in tree) && !(path === 'either/x' && 'either' in tree);
    if (pick(2) && isClear) tree[path] = `${pick(3)}\n`;
  }
  return tree;
}

for (let seed = 1; seed <= ROUNDS; seed++)
  test(`sequence ${seed}: answers are those of a service that knows nothing`, async () => {
    const pick = randomFrom(seed * 7919);
    const folder = makeFolder();
    const place = (name: string) => join(folder, name);
    const projects = ['p1', 'p2', 'p3'].map((name) => ({ path: writeTree(place(name), {}) }));
    const ids = ['skill:demo', 'skill:other'];
    for (const id of ids)
      for (const side of ['source', 'collection'])
        writeTree(place(`${side}-${id.slice(6)}`), randomTree(pick));
    const options: DeploymentsOptions = {
      artifacts: ids.map((id) => ({
        id,
        source: { root: place(`source-${id.slice(6)}`) },
        collection: { root: place(`collection-${id.slice(6)}`) },
      })),
      projects,
      allowWrite: true,
      cache: { now: () => 0 },
      date: () => new Date('2026-11-21T10:00:00Z'),
    };
    const deployments = new Deployments(options);
    const log: string[] = [];
    let done = 0;
    for (let step = 0; step < STEPS; step++) {
      const id = ids[pick(2)] as string;
      const artifact = { artifact_id: id, artifact_name: id.slice(6), artifact_type: 'skill' };
      const project_path = (projects[pick(3)] as { path: string }).path;
      const deployed = join(project_path, `.claude/skills/${id.slice(6)}`);
      const edited = pick(2) ? deployed : place(`collection-${id.slice(6)}`);
      const { writes } = deployments;
      const merge = { project_path, strategy: 'merge' };
      const sync = {
        project_path,
        strategy: (['theirs', 'ours', 'manual'] as const)[pick(3)],
        force: pick(2) === 1,
      };
      const steps: [string, () => unknown][] = [
        ['deploy', () => writes.deploy({ ...artifact, project_path, overwrite: pick(2) === 1 })],
        ['undeploy', () => writes.undeploy({ ...artifact, project_path })],
        ['overwrite', () => writes.deployArtifact(id, { project_path, overwrite: true })],
        ['merge', () => writes.deployArtifact(id, merge)],
        ['pull', () => writes.syncArtifact(id, {})],
        ['push', () => writes.syncArtifact(id, sync)],
        [
          'edit',
          () => {
            rmSync(edited, { recursive: true, force: true });
            writeTree(edited, randomTree(pick));
            // No route did it and no deployed file changed: the cache is right to wait. A tree’s watcher tells it.
            deployments.invalidate();
          },
        ],
        ['ask', () => deployments.statsOf(id)],
      ];
      const [name, work] = steps[pick(steps.length)] as (typeof steps)[number];
      log.push(`${name} ${id} ${project_path.slice(-2)}`);
      await Promise.resolve()
        .then(work)
        .then(() => done++)
        .catch((error: { status?: number }) => expect([404, 409], log.join(', ')).toContain(error.status));

      const fresh = new Deployments({ ...options, allowWrite: false });
      for (const asked of ids) {
        const expected = await fresh.statsOf(asked);
        expect(expected).not.toBeNull();
        expect(await deployments.statsOf(asked), log.join(', ')).toEqual(expected);
        expect(await deployments.statsOf(asked)).toEqual(expected);
        for (const { path } of projects) {
          const list = await deployments.list({ projectPath: path });
          expect(list, log.join(', ')).toEqual(await fresh.list({ projectPath: path }));
          const entries = list.deployments.filter((entry) => `skill:${entry.artifact_name}` === asked);
          const stats = expected?.projects.filter(({ project_path }) => project_path === path);
          expect(stats?.map(({ is_modified }) => is_modified)).toEqual(
            entries.map(({ sync_status }) => sync_status === 'modified'),
          );
        }
      }
      const left = Object.keys(readPlainTree(folder)).filter((path) => path.includes('.hunkwise'));
      expect(left, log.join(', ')).toEqual([]);
    }
    expect(done, log.join(', ')).toBeGreaterThan(STEPS / 3);
  }, 60_000);
