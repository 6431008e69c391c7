// Random trees and random edits: what the service answers, with all its caches, is what a naive comparison answers that reads
// every file every time.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { diffContents, headerOf } from '../../js/server/diff/content-diff.ts';
import type { AnsweredFile } from '../../js/server/diff/wire.ts';
import { directoryTree } from '../../js/server/trees/directory-tree.ts';
import { openTree } from '../../js/server/trees/open-tree.ts';
import { sha256Of } from '../../js/server/trees/tree.ts';
import { fullEngine } from './support/core.ts';
import { randomSizes } from './support/feeding.ts';
import { askService, makeFolder, makeService, writeTree } from './support/trees.ts';

const engine = await fullEngine();

function contentsOf(root: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (isFile(join(root, name))) files.set(name, readFileSync(join(root, name)));
  }
  return files;
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false; // broken, or a loop
  }
}

interface Naive {
  readonly from: Map<string, Buffer>;
  readonly to: Map<string, Buffer>;
  readonly prefixes: readonly [string, string];
  readonly fromOnly: 'added' | 'deleted';
  readonly origin: (path: string) => string | undefined;
  readonly wants: (path: string) => boolean;
}

function naiveFiles({ from, to, prefixes, fromOnly, origin, wants }: Naive): object[] {
  const paths = [...new Set([...from.keys(), ...to.keys()])];
  paths.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return paths.map((path) => {
    const [oldBytes, newBytes] = [from.get(path), to.get(path)];
    const entry = {
      file_path: path,
      status: 'modified',
      collection_hash: oldBytes ? sha256Of(oldBytes) : null,
      project_hash: newBytes ? sha256Of(newBytes) : null,
      unified_diff: null as string | null,
    };
    const change_origin = origin(path);
    if (!oldBytes || !newBytes) {
      entry.status = oldBytes ? fromOnly : fromOnly === 'added' ? 'deleted' : 'added';
      return { ...entry, change_origin };
    }
    if (oldBytes.equals(newBytes)) return { ...entry, status: 'unchanged' };
    const diff = diffContents(engine, 'legacy', oldBytes, newBytes);
    const header = headerOf('legacy', `${prefixes[0]}/${path}`, `${prefixes[1]}/${path}`);
    if (wants(path)) entry.unified_diff = diff.body ? header + diff.body : diff.body;
    const { additions, deletions, isBinary: is_binary } = diff;
    const diff_bytes = diff.body ? Buffer.byteLength(header) + diff.bodyBytes : 0;
    return { ...entry, additions, deletions, diff_bytes, is_binary, change_origin };
  });
}

const folders = ['', 'a/', 'a/b/', 'Z/', 'é/'];

/** Of few names and few contents, so that files meet, vanish and come back. */
function randomEdit(root: string, next: () => number): void {
  const path = `${folders[next() % folders.length]}f${next() % 6}`;
  const file = join(root, path);
  const write = (content: string | Uint8Array) => {
    rmSync(file, { recursive: true, force: true });
    writeTree(root, { [path]: content });
  };
  const lines = Array.from({ length: next() % 30 }, (_, i) => `line ${next() % 4 ? i : 'changed'}\n`);
  switch (next() % 8) {
    case 0:
      rmSync(file, { force: true });
      break;
    case 1:
      write(Uint8Array.of(1, 0, next() % 3));
      break;
    case 2: {
      const target = join(root, `f${next() % 6}`);
      mkdirSync(dirname(target), { recursive: true });
      if (isFile(file)) renameSync(file, target);
      break;
    }
    case 3:
      rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      symlinkSync(join(root, `f${next() % 3}`), file);
      break;
    case 4:
      // The same size as before, at about the same time: what only a look inside tells.
      write(`same size ${next() % 10}\n`);
      break;
    default:
      write(lines.join(''));
  }
}

test.each([1, 2, 3, 4])(
  'random trees, random edits: seed %i',
  async (seed) => {
    const next = randomSizes(seed, 1000);
    const root = makeFolder();
    const folder = (name: string) => writeTree(join(root, name), {});
    const [source, collection, project] = [folder('source'), folder('collection'), folder('project')];
    const comparison = {
      artifactId: 'skill:demo',
      collectionName: 'default',
      upstream: { source: 's', version: '1' },
      source: directoryTree(source, ''),
      collection: directoryTree(collection, ''),
      project: directoryTree(project, ''),
    };
    const service = makeService(comparison);
    const digests = new Map<string, { digest: string; files: AnsweredFile[] }>();
    for (let round = 0; round < 40; ++round) {
      for (let edit = next() % 4; edit >= 0; --edit)
        randomEdit([source, collection, project][next() % 3] ?? project, next);
      const [s, c, p] = [contentsOf(source), contentsOf(collection), contentsOf(project)];
      const isOther = (a?: Buffer, b?: Buffer) => (a && b ? !a.equals(b) : a !== b);
      const origin = (path: string) => {
        const [isLocal, isUpstream] = [isOther(p.get(path), c.get(path)), isOther(s.get(path), c.get(path))];
        return isLocal && isUpstream ? 'both' : isLocal ? 'local' : 'upstream';
      };
      for (const [endpoint, from, to, prefixes, fromOnly] of [
        ['diff', c, p, ['collection', 'project'], 'added'],
        ['upstream-diff', c, s, ['collection', 'upstream'], 'deleted'],
        ['source-project-diff', s, p, ['source', 'project'], 'added'],
      ] as const) {
        const query = ['', '&summary_only=true', '&file_paths=f1,a/f2'][next() % 3] ?? '';
        const wants = (path: string) =>
          query === '' || (query.includes('file_paths') && ['f1', 'a/f2'].includes(path));
        const path = `artifacts/skill:demo/${endpoint}?project_path=${project}${query}`;
        const { status, body } = await askService(service, path);
        expect(status).toBe(200);
        const naive = naiveFiles({ from, to, prefixes, fromOnly, origin, wants });
        const isUpToDate = endpoint === 'upstream-diff' && body.files.length === 0 && !body.has_changes;
        if (!isUpToDate)
          expect(body.files, `round ${round} ${endpoint}`).toEqual(JSON.parse(JSON.stringify(naive)));
        else expect(naive.every((file) => (file as AnsweredFile).status === 'unchanged')).toBe(true);

        // What has changed since the last round, put upon that, is the list of now.
        const before = digests.get(endpoint);
        const summary = `artifacts/skill:demo/${endpoint}?project_path=${project}&summary_only=true`;
        const { body: now } = await askService(service, summary);
        if (before) {
          const { body: since } = await askService(service, `${summary}&since=${before.digest}`);
          const merged = new Map(before.files.map((file) => [file.file_path, file]));
          for (const gone of since.removed) merged.delete(gone);
          for (const file of since.files) merged.set(file.file_path, file);
          expect(new Map(merged)).toEqual(
            new Map(now.files.map((file: AnsweredFile) => [file.file_path, file])),
          );
        }
        digests.set(endpoint, now);
      }
    }
  },
  60_000,
);

test('an upstream in git: its commits, whatever is in the working tree', async () => {
  const repository = writeTree(makeFolder(), { f: 'one\n' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'one');
  const clock = { now: 0 };
  const comparison = {
    artifactId: 'skill:demo',
    collectionName: 'default',
    upstream: { source: 's', version: 'unknown' },
    source: await openTree(`git:${repository}@main`),
    collection: directoryTree(writeTree(makeFolder(), { f: 'mine\n' }), ''),
    project: undefined,
  };
  const service = makeService(comparison, { now: () => clock.now, upstreamTtlSeconds: 30 });
  const answer = async () => (await askService(service, 'artifacts/skill:demo/upstream-diff')).body;
  const first = await answer();
  expect(first.files[0].unified_diff).toContain('+one\n');
  expect(first.upstream_version).toMatch(/^[0-9a-f]{40}$/);
  writeTree(repository, { f: 'two\n' });
  git('commit', '-qam', 'two');
  expect(await answer()).toEqual(first);
  // Old, and served while the new one is fetched; then the new one.
  clock.now = 30_001;
  expect(await answer()).toEqual(first);
  await expect.poll(async () => (await answer()).files[0].unified_diff).toContain('+two\n');
  // The repository is gone: what was read stays true for a while, then the answer says what is wrong, and no places.
  rmSync(repository, { recursive: true });
  expect((await answer()).files[0].project_hash).toBe(sha256Of(Buffer.from('two\n')));
  clock.now += 60_001;
  const { status, body } = await askService(service, 'artifacts/skill:demo/upstream-diff');
  expect(status).toBe(500);
  expect(body.detail).toMatch(/^Failed to fetch upstream: /);
  expect(body.detail).not.toContain(repository);
});
