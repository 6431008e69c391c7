// The program as it is built: `hunkwise serve`.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readServeCommand } from '../../js/server/command-line.ts';
import { asker } from './support/http.ts';
import { program, startProgram } from './support/program.ts';
import { makeFolder, writeTree } from './support/trees.ts';

/** A copy where others may read it, too; the checkout may lie in a folder of its owner's. */
function programForAll(): string {
  const root = makeFolder();
  chmodSync(root, 0o755);
  for (const part of ['dist', 'package.json'])
    cpSync(fileURLToPath(new URL(`../../${part}`, import.meta.url)), join(root, part), { recursive: true });
  return join(root, 'dist/cli.js');
}

function trees() {
  const root = makeFolder();
  chmodSync(root, 0o755);
  return {
    collection: writeTree(join(root, 'collection'), { 'a.txt': 'one\n', b: 'b\n' }),
    project: writeTree(join(root, 'project'), { 'a.txt': 'two\n', b: 'b2\n' }),
  };
}

test('two folders: a page, and the comparison', async () => {
  const { collection, project } = trees();
  const server = await startProgram(['--collection', collection, '--project', project]);
  expect(server.output()).toContain('skill:demo');
  const ask = asker(server.origin);
  const page = await ask('/');
  expect(page.headers['content-type']).toContain('text/html');
  for (const path of ['/main.js', '/page.css', '/dist/styles.css', '/dist/core.wasm', '/dist/diff-worker.js'])
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
  const { body } = await ask(`artifacts/skill%3Ademo/diff?project_path=${project}`);
  expect(body.files[0].unified_diff).toBe(
    '--- collection/a.txt\n+++ project/a.txt\n@@ -1 +1 @@\n-one\n\n+two\n',
  );
  const ended = new Promise((resolve) => server.child.on('exit', (code) => resolve(code)));
  server.child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 30_000);

test('a commit as the source, another artifact, plain answers, a log', async () => {
  const { collection, project } = trees();
  const repository = writeTree(makeFolder(), { 'sub/a.txt': 'three\n' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
  const options = [
    '--source',
    `git:${repository}@HEAD:sub`,
    '--collection',
    collection,
    '--project',
    project,
  ];
  const server = await startProgram([
    ...options,
    '--artifact',
    'command:x',
    '--plain',
    '--log',
    '--threads',
    '1',
  ]);
  const ask = asker(server.origin);
  const { body } = await ask('artifacts/command%3Ax/upstream-diff');
  expect(body.files[0].unified_diff).toContain('+three\n');
  expect(body).not.toHaveProperty('digest');
  expect(Object.keys(body.files[0])).toHaveLength(5);
  const [record] = server.errors().split('\n');
  expect(JSON.parse(record ?? '')).toMatchObject({
    artifact_id: 'command:x',
    elapsed_ms: expect.any(Number),
  });
}, 30_000);

test('a file that may not be read has a sentence; the service runs on', async () => {
  const { collection, project } = trees();
  chmodSync(join(project, 'a.txt'), 0);
  // Root may read everything, so it starts the program as somebody else.
  const isRoot = process.getuid?.() === 0;
  const server = await startProgram(
    ['--collection', collection, '--project', project],
    isRoot ? { uid: 65534, path: programForAll() } : {},
  );
  const ask = asker(server.origin);
  const path = `artifacts/skill:demo/diff?project_path=${project}`;
  for (const _ of ['first', 'again']) {
    const { status, body } = await ask(path);
    expect(status).toBe(200);
    expect(body.files[0].unified_diff).toBe('[Error generating diff: [Errno 13] Permission denied]');
    expect(body.files[1].unified_diff).toContain('+b2\n');
    expect(body.files[0].project_hash).toMatch(/^[0-9a-f]{64}$/);
  }
  chmodSync(join(project, 'a.txt'), 0o644);
  expect((await ask(path)).body.files[0].unified_diff).toContain('+two\n');
}, 30_000);

test('CACHE_DIFF_ENABLED=false: the same bytes, and nothing is kept', async () => {
  const { collection, project } = trees();
  const answers: string[] = [];
  for (const value of ['true', 'false']) {
    process.env.CACHE_DIFF_ENABLED = value;
    onTestFinished(() => {
      delete process.env.CACHE_DIFF_ENABLED;
    });
    const ask = asker((await startProgram(['--collection', collection, '--project', project])).origin);
    const path = `artifacts/skill:demo/diff?project_path=${project}`;
    for (const _ of ['first', 'again']) answers.push((await ask(path)).bytes.toString());
    const figures = (await ask('/metrics')).bytes.toString();
    expect(figures.includes('cache="answer",outcome="hit"} 1')).toBe(value === 'true');
    expect(/hunkwise_cache_bytes 0/.test(figures)).toBe(value === 'false');
  }
  expect(new Set(answers).size).toBe(1);
}, 30_000);

test('faults are sentences', async () => {
  const { collection, project } = trees();
  const both = ['--collection', collection, '--project', project];
  const fault = (args: string[]) => expect(readServeCommand(args)).rejects;
  await fault([]).toThrow('hunkwise serve --source TREE');
  await fault(['--source', collection]).toThrow('One tree is nothing to compare');
  await fault(['--source', collection, '--project', '/no/where']).toThrow(
    '--project /no/where: there is no such folder',
  );
  // As "$PROJECT" gives it where nobody has set PROJECT.
  await fault(['--source', collection, '--project', '']).toThrow('--project : expected a folder');
  await fault(['--source', collection, '--project', join(project, 'b')]).toThrow(
    'this is a file; a tree is a folder',
  );
  const repository = makeFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
  git('init', '-q');
  const ofGit = (tree: string) => fault(['--source', tree, '--project', project]);
  await ofGit(`git:${repository}@main`).toThrow(`there is no commit main in ${repository}`);
  await ofGit('git:/no/where@main').toThrow('no folder stands before the @');
  writeTree(repository, { 'sub/a.txt': 'a\n' });
  git('add', '.');
  git('commit', '-qm', 'one');
  await ofGit(`git:${repository}@HEAD:sup`).toThrow('there is no folder sup in HEAD');
  await ofGit(`git:${repository}@HEAD:sub/a.txt`).toThrow('there is no folder sub/a.txt in HEAD');
  await fault([...both, '--port', '70000']).toThrow('--port 70000');
  await fault([...both, '--port', '']).toThrow('--port');
  await fault([...both, '--ttl', '5']).toThrow('--ttl 5: expected a number from 30 to 600');
  await fault([...both, '--artifact', 'demo']).toThrow('--artifact demo');
  await fault([...both, '--artifact', 'skill:a/b']).toThrow('--artifact skill:a/b');
  await fault([...both, '--dialect', 'svn']).toThrow('--dialect svn');
  await fault([...both, '--cache', 'localhost']).toThrow('--cache localhost');
  await fault([...both, '--sauce', 'x']).toThrow('--sauce');
  const write = [...both, '--allow-write'];
  await expect(readServeCommand(write)).resolves.toMatchObject({ allowWrite: true });
  const ofHome = ['--collection', homedir(), '--project', project, '--allow-write'];
  await fault(ofHome).toThrow('the collection is your home folder');
  await fault(['--collection', '/', '--project', project, '--allow-write']).toThrow(
    'your home folder, or has',
  );
  await fault(['--collection', collection, '--project', dirname(project), '--allow-write']).toThrow(
    'lie in each other',
  );
  await fault(['--source', collection, '--collection', collection, '--allow-write']).toThrow(
    'lie in each other',
  );
  for (const sign of ['.git', '.claude']) {
    mkdirSync(join(project, sign));
    await fault(write).toThrow(`the project has a ${sign} inside`);
    rmdirSync(join(project, sign));
  }
  const { status, stderr } = spawnSync(process.execPath, [program, 'sevre'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, expect.stringContaining('there is no such command')]);
  const help = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
  expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('--collection TREE')]);
});

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
};

test.each([[['--help']], [['-h']], [['help']], [['serve', '--help']], [['serve', '-h']], [[]]])(
  'hunkwise %j shows how it is used',
  (args) => {
    expect(run(...args)).toEqual({
      status: 0,
      stdout: expect.stringContaining('--collection TREE'),
      stderr: '',
    });
  },
  30_000,
);

test.each(['--version', '-v'])(
  'hunkwise %s says which one it is',
  (flag) => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(run(flag)).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  },
  30_000,
);

test('where it cannot listen it says why in a line, and ends', async () => {
  const { collection, project } = trees();
  const both = ['serve', '--collection', collection, '--project', project];
  const { origin } = await startProgram(['--collection', collection, '--project', project]);
  const { port } = new URL(origin);
  expect(run(...both, '--port', port)).toEqual({
    status: 1,
    stdout: '',
    stderr: `--port ${port}: the port is in use; choose another one, or leave it out for any free one\n`,
  });
  // Set apart for documentation: no machine has it.
  expect(run(...both, '--host', '192.0.2.1')).toEqual({
    status: 1,
    stdout: '',
    stderr: '--host 192.0.2.1: this machine has no such address; 0.0.0.0 means all that it has\n',
  });
}, 60_000);
