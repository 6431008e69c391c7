// The program over folders of a disk that is full: a small one that the test mounts, which takes Linux and root.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asker, type HttpAnswer } from './support/http.ts';
import { startProgram } from './support/program.ts';
import { makeFolder, writeTree } from './support/trees.ts';
import { readPlainTree } from './support/written-trees.ts';

/** Undefined where nothing can be mounted. */
function mountSmallDisk(kilobytes: number): string | undefined {
  const disk = join(makeFolder(), 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  return disk;
}

const PAGE = 4096;

/** Several files, so that the disk is full in the middle. */
const artifact = (word: string) =>
  Object.fromEntries(
    ['a.md', 'b.md', 'folder/c.md', 'd.md'].map((path) => [path, `${word} ${path}\n`.repeat(400)]),
  );

test('deploy, pull and push on a full disk: a sentence, nothing half-written, and they work again', async (context) => {
  const disk = mountSmallDisk(512);
  if (disk === undefined) {
    context.skip('not run: no disk can be mounted here (it takes Linux and root)');
    return;
  }
  const source = writeTree(join(makeFolder(), 'source'), artifact('source'));
  const collection = writeTree(join(disk, 'collection'), artifact('collection'));
  const project = writeTree(join(disk, 'project'), { 'own.md': 'own\n' });
  const trees = ['--source', source, '--collection', collection, '--project', project];
  const server = await startProgram([...trees, '--allow-write']);
  const ask = asker(server.origin);
  const post = (path: string, content: object) => ask(`artifacts/skill%3Ademo/${path}`, {}, 'POST', content);
  const acts: [string, () => Promise<HttpAnswer>][] = [
    ['deploy', () => post('deploy', { project_path: project, overwrite: true })],
    ['pull', () => post('sync', {})],
    ['push', () => post('sync', { project_path: project, strategy: 'theirs' })],
  ];
  const question = `artifacts/skill%3Ademo/diff?project_path=${project}&summary_only=true`;
  const ballast = join(disk, 'ballast');
  const everything = () => ({ ...readPlainTree(collection, ''), project: readPlainTree(project) });
  for (const [name, act] of acts) {
    if (name === 'push') writeTree(project, artifact('changed in the project'));
    const before = everything();
    let failures = 0;
    // A page more each time: the disk is full at the lock, at each file, at the journal.
    for (let room = 0; ; ++room) {
      expect(room, name).toBeLessThan(100);
      writeFileSync(ballast, '');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - room * PAGE));
      const { status, body, bytes } = await act();
      rmSync(ballast);
      expect([name, room, status]).toEqual([name, room, 200]);
      if (body.success) break;
      failures++;
      expect(body.message).toMatch(/^Cannot write (the \w+|[\w./-]+): no space is left\.$/);
      expect(bytes.toString()).not.toMatch(/ENOSPC|node:|\bat /);
      expect(bytes.toString()).not.toContain(disk);
      expect([name, room, everything()]).toEqual([name, room, before]);
      expect((await ask(question)).status).toBe(200);
    }
    expect(failures, name).toBeGreaterThan(3);
    expect(everything()).not.toEqual(before);
  }
  expect(server.errors()).toBe('');
}, 120_000);
