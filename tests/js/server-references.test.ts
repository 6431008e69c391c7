// A tree that is a git reference: whoever listens is told when it names another commit, and the next answer is that commit's.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTree } from '../../js/server/trees/open-tree.ts';
import { listenToEvents, patient } from './support/events.ts';
import { serve } from './support/http.ts';
import { makeComparison, makeFolder, writeTree } from './support/trees.ts';

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

function commit(folder: string, text: string): string {
  writeTree(folder, { f: `${text}\n` });
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', text);
  return git(folder, 'rev-parse', 'HEAD');
}

function makeRepository(): string {
  const repository = join(makeFolder(), 'repository');
  writeTree(repository, {});
  git(repository, 'init', '-q', '-b', 'main');
  commit(repository, 'first');
  return repository;
}

/** A service whose source is that reference; its listing is cached for longer than any test takes. */
async function follow(location: string) {
  const source = await openTree(`git:${location}`);
  onTestFinished(() => source.close?.());
  const { ask, origin } = await serve({
    ...makeComparison({ collection: { f: 'old\n' }, project: {} }),
    source,
  });
  const sourceText = async (): Promise<string> =>
    (await ask('artifacts/skill%3Ademo/upstream-diff')).body.files[0].unified_diff.split('\n').at(-2);
  const before = await sourceText();
  const { events } = await listenToEvents(origin);
  await expect.poll(() => events, patient).toEqual([['ready', {}]]);
  const changes = () => events.filter(([name]) => name === 'change');
  return {
    sourceText,
    before,
    changes,
    /** Told so many times, of the source alone. */
    told: (times: number) =>
      expect
        .poll(changes, patient)
        .toEqual(Array.from({ length: times }, () => ['change', { trees: ['source'] }])),
  };
}

test('a commit on the branch is told, and the next answer has it', async () => {
  const repository = makeRepository();
  const { sourceText, before, told } = await follow(`${repository}@main`);
  expect(before).toBe('+first');
  commit(repository, 'second');
  await told(1);
  expect(await sourceText()).toBe('+second');
  commit(repository, 'third');
  await told(2);
  expect(await sourceText()).toBe('+third');
}, 60_000);

test('what is written beside the reference is not told: other branches, packing', async () => {
  const repository = makeRepository();
  const { sourceText, told, changes } = await follow(`${repository}@main`);
  git(repository, 'checkout', '-q', '-b', 'other');
  commit(repository, 'elsewhere');
  git(repository, 'pack-refs', '--all');
  git(repository, 'gc', '-q');
  // A move afterwards is the first that is told: what came before would have been told before it.
  git(repository, 'branch', '-f', 'main', 'other');
  await told(1);
  expect(await sourceText()).toBe('+elsewhere');
  expect(changes()).toHaveLength(1);
}, 60_000);

test('a reference that is packed, and comes to be unpacked', async () => {
  const repository = makeRepository();
  git(repository, 'pack-refs', '--all');
  const { sourceText, told } = await follow(`${repository}@main`);
  commit(repository, 'second');
  await told(1);
  expect(await sourceText()).toBe('+second');
}, 60_000);

test('HEAD of a worktree is its own, and its branch is the repository’s', async () => {
  const repository = makeRepository();
  const worktree = join(repository, '..', 'worktree');
  git(repository, 'worktree', 'add', '-q', '-b', 'side', worktree);
  const { sourceText, told } = await follow(`${worktree}@HEAD`);
  commit(repository, 'of main');
  commit(worktree, 'of the worktree');
  await told(1);
  expect(await sourceText()).toBe('+of the worktree');
  git(worktree, 'checkout', '-q', '--detach', 'main');
  await told(2);
  expect(await sourceText()).toBe('+of main');
}, 60_000);

test('a push into a bare repository', async () => {
  const repository = makeRepository();
  const bare = join(repository, '..', 'bare.git');
  git(repository, 'clone', '-q', '--bare', repository, bare);
  const { sourceText, told } = await follow(`${bare}@main`);
  commit(repository, 'pushed');
  git(repository, 'push', '-q', bare, 'main');
  await told(1);
  expect(await sourceText()).toBe('+pushed');
}, 60_000);

test('a commit that happened while nobody listened is in the answers of whoever begins to', async () => {
  const repository = makeRepository();
  const source = await openTree(`git:${repository}@main`);
  onTestFinished(() => source.close?.());
  const { ask, origin } = await serve({
    ...makeComparison({ collection: { f: 'old\n' }, project: {} }),
    source,
  });
  const text = async () => (await ask('artifacts/skill%3Ademo/upstream-diff')).body.files[0].unified_diff;
  expect(await text()).toContain('+first');
  commit(repository, 'unseen');
  expect(await text()).toContain('+first');
  const { events } = await listenToEvents(origin);
  await expect.poll(() => events, patient).toEqual([['ready', {}]]);
  expect(await text()).toContain('+unseen');
}, 60_000);

test('a commit that is named by its full hash never changes, so nothing is watched', async () => {
  const repository = makeRepository();
  const { reference } = await openTree(`git:${repository}@${git(repository, 'rev-parse', 'HEAD')}`);
  expect(await reference?.places()).toEqual([]);
  const branch = await openTree(`git:${repository}@main`);
  expect(await branch.reference?.places()).toEqual([
    { folder: join(repository, '.git'), names: ['HEAD', 'refs', 'packed-refs', 'reftable'] },
  ]);
});
