// A service that is killed while it deploys: files and record are those of one deployment, always the same one.
// HUNKWISE_LONG=1 kills ten times as often.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readDeployedFile } from '../../js/server/deployments/deployed-file.ts';
import { Deployments } from '../../js/server/deployments/deployments.ts';
import { bundleProgram, ended, start } from './support/child-programs.ts';
import { hashIn } from './support/deployed-project.ts';
import { makeFolder, writeTree } from './support/trees.ts';
import { versionOf } from './support/writer-versions.ts';
import { readPlainTree, writePlainTree } from './support/written-trees.ts';

const KILLS = process.env.HUNKWISE_LONG ? 500 : 50;

test(
  `killed ${KILLS} times while deploying, the record is always that of the files`,
  async () => {
    const program = await bundleProgram('deployer-child', makeFolder());
    const project = writeTree(makeFolder(), { 'src/main.c': 'kept\n' });
    const collections = (['A', 'B'] as const).map((name) => writePlainTree(makeFolder(), versionOf(name)));
    const seen = { A: 0, B: 0, interrupted: 0 };
    // A busy machine may not come to the end of a deployment in that time: then more kills follow, later and later.
    const showsTooLittle = () => seen.A === 0 || seen.B === 0 || seen.interrupted <= KILLS / 5;
    let kills = 0;
    for (; kills < KILLS || (showsTooLittle() && kills < 10 * KILLS); kills++) {
      // Each begins with the other collection, so that what is there is replaced at once.
      const order = kills % 2 ? collections : [...collections].reverse();
      const child = start(process.execPath, [program, project, ...order]);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await wait(20 + Math.random() * 60 * Math.max(1, kills / KILLS));
      child.kill('SIGKILL');
      await ended(child);
      if (Object.keys(readPlainTree(project)).some((path) => path.startsWith('.hunkwise-write')))
        seen.interrupted++;
      const deployments = new Deployments({
        artifacts: [{ id: 'skill:demo', collection: { root: collections[0] as string } }],
        projects: [{ path: project }],
        writing: { lockTimeoutMs: 0 },
      });
      for (const { recovery } of await deployments.recover())
        expect(['nothing', 'cleared', 'finished', 'undone']).toContain(recovery);
      const {
        '.claude/.skillmeat-deployed.toml': text,
        'src/main.c': kept,
        ...files
      } = readPlainTree(project);
      expect(kept).toBe('kept\n');
      if (text === undefined) {
        expect(files).toEqual({});
        continue;
      }
      const [record] = (await readDeployedFile(project, '.claude')).records;
      const version = files['.claude/skills/demo/version'] === 'A\n' ? 'A' : 'B';
      seen[version]++;
      const placed = Object.entries(versionOf(version)).map(([path, content]) => [
        join('.claude/skills/demo', path),
        content,
      ]);
      expect(files).toEqual(Object.fromEntries(placed));
      expect(record?.contentHash).toBe(await hashIn(project, '.claude/skills/demo'));
      expect((await deployments.list({})).deployments).toMatchObject([{ sync_status: 'synced' }]);
    }
    expect(seen.interrupted).toBeGreaterThan(KILLS / 5);
    expect(Math.min(seen.A, seen.B)).toBeGreaterThan(0);
  },
  60_000 + KILLS * 2000,
);
