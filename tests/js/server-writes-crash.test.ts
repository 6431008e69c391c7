// The built program, killed while its routes write: started again, it has one copy or the other, whole, and says what it
// found.

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { asker, type HttpAsk } from './support/http.ts';
import { makeFolder } from './support/trees.ts';
import { versionOf } from './support/writer-versions.ts';
import { readPlainTree, writePlainTree } from './support/written-trees.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const RECORDS = '.skillmeat-deployed.toml';
const KILLS = process.env.HUNKWISE_LONG ? 100 : 12;

interface Started {
  readonly child: ChildProcess;
  readonly ask: HttpAsk;
  readonly output: string;
}

function start(args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [program, 'serve', '--threads', '1', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, origin] = /(http:\/\/\S+)\/\n/.exec(output) ?? [];
      if (origin) resolve({ child, ask: asker(origin), output });
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

const isCutOff = (root: string): boolean => readdirSync(root).includes('.hunkwise-write');

/** `A` or `B`; fails if it is neither, or has anything besides. */
function wholeVersion(root: string): 'A' | 'B' {
  const { [RECORDS]: _, ...files } = readPlainTree(root);
  const version = files.version === 'A\n' ? 'A' : 'B';
  expect(files).toEqual(versionOf(version));
  return version;
}

test(
  `killed ${KILLS} times while it pulled and deployed`,
  async () => {
    const sources = (['A', 'B'] as const).map((name) => writePlainTree(makeFolder(), versionOf(name)));
    const collection = writePlainTree(makeFolder(), versionOf('B'));
    const project = writePlainTree(makeFolder(), versionOf('B'));
    const roots = [collection, project];
    const seen = { cutOff: 0, versions: new Set<string>() };
    for (let i = 0; i < KILLS; ++i) {
      // Each time from the other source, so that every file has to be replaced.
      const source = sources[i % 2] ?? '';
      const cutOff = roots.filter(isCutOff);
      seen.cutOff += cutOff.length;
      const args = ['--source', source, '--collection', collection, '--project', project, '--allow-write'];
      const { child, ask, output } = await start(args);
      for (const root of cutOff) expect(output).toContain(`${root}: a write that was cut off`);
      expect(roots.filter(isCutOff)).toEqual([]);

      const versions = roots.map(wholeVersion);
      seen.versions.add(versions.join());
      const diff = await ask(`artifacts/skill%3Ademo/diff?project_path=${project}&summary_only=true`);
      expect(diff.body.has_changes).toBe(versions[0] !== versions[1]);
      const { body: list } = await ask(`deploy?project_path=${project}`);
      if (readdirSync(project).includes(RECORDS))
        expect(list.deployments).toMatchObject([{ sync_status: 'synced', artifact_path: '.' }]);

      const writing = (async () => {
        for (const [path, content] of [
          ['sync', {}],
          ['deploy', { project_path: project, overwrite: true }],
        ] as const) {
          const answer = await ask(`artifacts/skill%3Ademo/${path}`, {}, 'POST', content);
          expect(answer.body).toMatchObject({ success: true });
        }
      })().catch((error: NodeJS.ErrnoException) => {
        // It was killed before it answered.
        if (!['ECONNRESET', 'ECONNREFUSED'].includes(error.code ?? '')) throw error;
      });
      // At any time, or in the midst of one of the two writes.
      const watched = [undefined, collection, project][i % 3];
      let isOver = false;
      void writing.finally(() => {
        isOver = true;
      });
      if (watched === undefined) await wait(10 + Math.random() * 90);
      else while (!isOver && !isCutOff(watched)) await turn();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      await writing;
    }
    expect(seen.cutOff).toBeGreaterThan(KILLS / 6);
    expect(seen.versions.size).toBeGreaterThan(1);
  },
  60_000 + KILLS * 5000,
);
