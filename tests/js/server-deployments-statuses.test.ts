// Whether deployed artifacts are what was deployed: one pass, one hash per place.

import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashAt } from '../../js/server/deployments/artifact-hash.ts';
import { ArtifactHashes } from '../../js/server/deployments/artifact-hash-cache.ts';
import { readRecord } from '../../js/server/deployments/deployment-record.ts';
import { deploymentStatuses, statusesByKey } from '../../js/server/deployments/deployment-statuses.ts';
import { hashIn, makeSetting, record, writeRecords } from './support/deployed-project.ts';
import { makeFolder, writeTree } from './support/trees.ts';
import { readPlainTree } from './support/written-trees.ts';

const skill = (name: string, text = `# ${name}\n`) => ({
  [`.claude/skills/${name}/SKILL.md`]: text,
  [`.claude/skills/${name}/more/notes.md`]: 'notes\n',
});

async function statuses(project: string, more: object = {}) {
  const hashed: string[] = [];
  const all = await deploymentStatuses({ project, onHash: (place) => hashed.push(place), ...more });
  return { byKey: Object.fromEntries(statusesByKey(all)), hashed };
}

async function projectWith(names: readonly string[], fields: object = {}) {
  const project = writeTree(makeFolder(), Object.assign({}, ...names.map((name) => skill(name))));
  writeRecords(
    project,
    await Promise.all(names.map((name) => record(project, { artifact_name: name, ...fields }))),
  );
  return project;
}

test('what is as it was deployed is synced', async () => {
  const project = await projectWith(['demo']);
  expect((await statuses(project)).byKey).toEqual({ 'demo::skill': 'synced' });
});

test('an edit, a file more and a file less are modifications', async () => {
  for (const change of [
    (folder: string) => writeTree(folder, { 'SKILL.md': 'edited\n' }),
    (folder: string) => writeTree(folder, { 'new.md': '' }),
    (folder: string) => unlinkSync(join(folder, 'more/notes.md')),
  ]) {
    const project = await projectWith(['demo']);
    change(join(project, '.claude/skills/demo'));
    expect((await statuses(project)).byKey).toEqual({ 'demo::skill': 'modified' });
  }
});

test('a path that is gone counts as synced', async () => {
  const project = await projectWith(['demo']);
  rmSync(join(project, '.claude/skills/demo'), { recursive: true });
  const { byKey, hashed } = await statuses(project);
  expect(byKey).toEqual({ 'demo::skill': 'synced' });
  expect(hashed).toEqual([]);
});

test('a project without deployed file, or with an empty one, has no statuses', async () => {
  const project = makeFolder();
  expect((await statuses(project)).byKey).toEqual({});
  writeRecords(project, []);
  expect((await statuses(project)).byKey).toEqual({});
  writeTree(project, { '.claude/.skillmeat-deployed.toml': '' });
  expect((await statuses(project)).byKey).toEqual({});
});

test('several artifacts are told apart', async () => {
  const project = await projectWith(['a', 'b', 'c', 'd']);
  writeTree(project, skill('b', 'edited\n'));
  rmSync(join(project, '.claude/skills/c'), { recursive: true });
  const { byKey, hashed } = await statuses(project);
  expect(byKey).toEqual({
    'a::skill': 'synced',
    'b::skill': 'modified',
    'c::skill': 'synced',
    'd::skill': 'synced',
  });
  expect(hashed).toHaveLength(3);
});

test('a single file is an artifact, too', async () => {
  const project = writeTree(makeFolder(), { '.claude/commands/review.md': 'review\n' });
  const fields = { artifact_name: 'review', artifact_type: 'command', artifact_path: 'commands/review.md' };
  writeRecords(project, [await record(project, fields)]);
  expect((await statuses(project)).byKey).toEqual({ 'review::command': 'synced' });
  writeTree(project, { '.claude/commands/review.md': 'edited\n' });
  expect((await statuses(project)).byKey).toEqual({ 'review::command': 'modified' });
});

test('an artifact of several profiles has keys with the profile; one place is hashed once', async () => {
  const project = await projectWith(['demo']);
  const base = { artifact_name: 'demo', profile_root_dir: '.claude' };
  writeRecords(project, [
    await record(project, { ...base }),
    await record(project, { ...base, deployment_profile_id: 'codex', content_hash: 'f'.repeat(64) }),
    await record(project, { ...base, deployment_profile_id: 'gemini' }),
  ]);
  const { byKey, hashed } = await statuses(project);
  expect(byKey).toEqual({
    'demo::skill::claude_code': 'synced',
    'demo::skill::codex': 'modified',
    'demo::skill::gemini': 'synced',
  });
  expect(hashed).toEqual([join(project, '.claude/skills/demo')]);
});

test('a place is hashed once also if records name it differently', async () => {
  const project = await projectWith(['demo']);
  symlinkSync('demo', join(project, '.claude/skills/alias'));
  writeRecords(project, [
    await record(project, { artifact_name: 'demo' }),
    await record(project, { artifact_name: 'alias', artifact_path: 'skills/../skills/demo' }),
    await record(project, { artifact_name: 'link', artifact_path: 'skills/alias' }),
  ]);
  expect((await statuses(project)).hashed).toHaveLength(1);
});

test('a filter leaves one profile, and keys without it', async () => {
  const project = await projectWith(['demo']);
  const base = { artifact_name: 'demo', profile_root_dir: '.claude' };
  writeRecords(project, [
    await record(project, base),
    await record(project, { ...base, deployment_profile_id: 'codex' }),
  ]);
  expect((await statuses(project, { profileId: 'codex' })).byKey).toEqual({ 'demo::skill': 'synced' });
  expect((await statuses(project, { profileId: 'claude_code' })).byKey).toEqual({ 'demo::skill': 'synced' });
  expect((await statuses(project, { profileId: 'none' })).byKey).toEqual({});
});

test('another number of files is a modification without any hash', async () => {
  const project = await projectWith(['demo'], { file_count: 3 });
  const { byKey, hashed } = await statuses(project);
  expect([byKey, hashed]).toEqual([{ 'demo::skill': 'modified' }, []]);
});

test('the same number of files is no answer yet', async () => {
  const project = await projectWith(['demo'], { file_count: 2 });
  const { byKey, hashed } = await statuses(project);
  expect(byKey).toEqual({ 'demo::skill': 'synced' });
  expect(hashed).toHaveLength(1);
  writeTree(project, skill('demo', 'edited\n'));
  expect((await statuses(project)).byKey).toEqual({ 'demo::skill': 'modified' });
});

test('with a list of records no deployed file is read', async () => {
  const project = await projectWith(['demo']);
  const fields = await record(project, { artifact_name: 'demo' });
  const records = [readRecord(fields as never, '.claude', 'claude_code')];
  writeTree(project, { '.claude/.skillmeat-deployed.toml': 'not = = toml' });
  expect((await statuses(project, { records })).byKey).toEqual({ 'demo::skill': 'synced' });
  await expect(statuses(project)).rejects.toThrow('.claude/.skillmeat-deployed.toml is not valid TOML');
});

test('an empty list of records is a list', async () => {
  const project = await projectWith(['demo']);
  expect((await statuses(project, { records: [] })).byKey).toEqual({});
});

test('the older name of the hash counts, and no hash is unknown', async () => {
  const project = await projectWith(['demo', 'other']);
  const hash = await hashIn(project, '.claude/skills/demo');
  writeRecords(project, [
    await record(project, { artifact_name: 'demo', content_hash: '', collection_sha: hash }),
    await record(project, { artifact_name: 'other', content_hash: '' }),
  ]);
  expect((await statuses(project)).byKey).toEqual({ 'demo::skill': 'synced', 'other::skill': 'unknown' });
});

test('a record that leads out of the project is unknown, and nothing there is read', async () => {
  const project = await projectWith(['demo']);
  const outside = writeTree(makeFolder(), { 'SKILL.md': 'secret\n' });
  symlinkSync(outside, join(project, '.claude/skills/away'));
  const paths = ['../../../etc', '/etc', 'skills/away', '../.git/hooks'];
  writeRecords(
    project,
    await Promise.all(
      paths.map((artifact_path, i) => record(project, { artifact_name: `n${i}`, artifact_path })),
    ),
  );
  const { byKey, hashed } = await statuses(project);
  expect(Object.values(byKey)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  expect(hashed).toEqual([]);
});

test('a second question gives the same answer, and sees an edit in between', async () => {
  const project = await projectWith(['demo']);
  expect((await statuses(project)).byKey).toEqual((await statuses(project)).byKey);
  writeTree(project, skill('demo', 'edited\n'));
  expect((await statuses(project)).byKey).toEqual({ 'demo::skill': 'modified' });
});

test('folders that comparisons leave out do not count', async () => {
  const project = await projectWith(['demo'], { file_count: 2 });
  writeTree(join(project, '.claude/skills/demo'), { 'node_modules/x/index.js': '', '.git/config': '' });
  expect((await statuses(project)).byKey).toEqual({ 'demo::skill': 'synced' });
});

test('the hash is the one that Python’s pathlib order gives', async () => {
  const folder = writeTree(makeFolder(), {
    'a/b': '1',
    'a-b': '2',
    a0: '3',
    Z: '4',
    'é/x': '5',
    '\uff5e': '6',
    '🎉/y': '7',
    'a/b0/c': '8',
    '.hidden': '9',
    'SKILL.md': '# x\n',
  });
  const program = `
import hashlib, pathlib, sys
root = pathlib.Path(sys.argv[1])
h = hashlib.sha256()
for p in sorted(root.rglob("*")):
    if p.is_file():
        h.update(str(p.relative_to(root)).encode("utf-8")); h.update(p.read_bytes())
print(h.hexdigest())`;
  let expected: string;
  try {
    expected = execFileSync('python3', ['-c', program, folder], { encoding: 'utf8' }).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.warn('skipped: no python3');
    return;
  }
  expect(await hashAt(folder, true)).toBe(expected);
});

test('the list has statuses, groups by profile, and its keys in order', async () => {
  const { deployments, project } = makeSetting({ project: skill('demo') });
  writeRecords(project, [
    await record(project, { artifact_name: 'demo', deployed_at: '2026-02-04T10:00:00+00:00' }),
    await record(project, {
      artifact_name: 'demo',
      deployment_profile_id: 'codex',
      platform: 'codex',
      content_hash: 'f'.repeat(64),
      profile_root_dir: '.claude',
    }),
  ]);
  const list = await deployments.list({ projectPath: `${project}//./` });
  expect(Object.keys(list)).toEqual(['project_path', 'deployments', 'deployments_by_profile', 'total']);
  expect(list).toMatchObject({ project_path: project, total: 2 });
  expect(Object.entries(list.deployments_by_profile).map(([id, { length }]) => [id, length])).toEqual([
    ['claude_code', 1],
    ['codex', 1],
  ]);
  expect(JSON.stringify(list.deployments[0])).toBe(
    JSON.stringify({
      artifact_name: 'demo',
      artifact_type: 'skill',
      from_collection: 'default',
      deployed_at: '2026-02-04T10:00:00Z',
      artifact_path: 'skills/demo',
      project_path: project,
      collection_sha: await hashIn(project, '.claude/skills/demo'),
      local_modifications: false,
      sync_status: 'synced',
      merge_base_snapshot: null,
      deployment_profile_id: 'claude_code',
      platform: null,
      profile_root_dir: '.claude',
    }),
  );
  expect(list.deployments[1]).toMatchObject({
    sync_status: 'modified',
    local_modifications: true,
    platform: 'codex',
  });
  expect((await deployments.list({ profileId: 'codex' })).total).toBe(1);
  expect(await deployments.list({ projectPath: '/somewhere/else/' })).toEqual({
    project_path: '/somewhere/else',
    deployments: [],
    deployments_by_profile: {},
    total: 0,
  });
});

test('files that were not touched since are not read again; those that may have been, are', async () => {
  const project = await projectWith(['demo', 'other']);
  let now = Date.now();
  const hashes = new ArtifactHashes(() => now);
  const places = async () =>
    (await statuses(project, { hashes })).hashed.map((place) => place.split('/').at(-1)).sort();
  // Just written: their times would not show another change.
  expect(await places()).toEqual(['demo', 'other']);
  expect(await places()).toEqual(['demo', 'other']);
  now += 60_000;
  expect(await places()).toEqual(['demo', 'other']);
  expect(await places()).toEqual([]);
  writeTree(project, skill('demo', '# edit\n'));
  const { byKey, hashed } = await statuses(project, { hashes });
  expect(byKey).toEqual({ 'demo::skill': 'modified', 'other::skill': 'synced' });
  expect(hashed).toHaveLength(1);
  now += 60_000;
  await places();
  writeTree(project, { '.claude/skills/other/new.md': '' });
  expect(await places()).toEqual(['other']);
  unlinkSync(join(project, '.claude/skills/other/new.md'));
  expect((await statuses(project, { hashes })).byKey).toEqual({
    'demo::skill': 'modified',
    'other::skill': 'synced',
  });
});

test('a folder that is a link inside the project is the folder', async () => {
  const setting = makeSetting({
    collection: { 'SKILL.md': 'x\n' },
    project: { 'shared/demo/SKILL.md': 'x\n', '.claude/skills/x': '' },
  });
  symlinkSync('../../shared/demo', join(setting.project, '.claude/skills/demo'));
  writeRecords(setting.project, [await record(setting.project, { artifact_name: 'demo' })]);
  const status = async () => (await setting.deployments.list({})).deployments[0]?.sync_status;
  expect(await status()).toBe('synced');
  writeTree(setting.project, { 'shared/demo/SKILL.md': 'edited\n' });
  expect(await status()).toBe('modified');
  await setting.deployments.writes.syncArtifact('skill:demo', { project_path: setting.project });
  expect(await status()).toBe('synced');
  writeTree(setting.collection, { 'new.md': 'new\n' });
  await setting.deployments.writes.deployArtifact('skill:demo', {
    project_path: setting.project,
    overwrite: true,
  });
  expect(await status()).toBe('synced');
  expect(readPlainTree(join(setting.project, 'shared'))).toEqual({
    'demo/SKILL.md': 'edited\n',
    'demo/new.md': 'new\n',
  });
});

test('a collection that cannot be read makes what nobody recorded unknown', async () => {
  const tree = { files: async () => Promise.reject(new Error('no repository')) };
  const setting = makeSetting(
    { project: { '.claude/skills/demo/SKILL.md': 'x\n' } },
    { artifacts: [{ id: 'skill:demo', collection: { tree } }] },
  );
  expect((await setting.deployments.list({})).deployments).toMatchObject([
    { sync_status: 'unknown', collection_sha: '' },
  ]);
  expect(await setting.deployments.statsOf('skill:demo')).toMatchObject({
    total_deployments: 1,
    modified_deployments: 0,
  });
});

test('a deployed file that cannot be understood fails the list, and makes the statistics null', async () => {
  const { deployments, project } = makeSetting({
    project: { '.claude/.skillmeat-deployed.toml': '[[deployed]\n' },
  });
  await expect(deployments.list({})).rejects.toMatchObject({
    status: 500,
    detail: 'Failed to list deployments: .claude/.skillmeat-deployed.toml is not valid TOML (line 1).',
  });
  expect(await deployments.statsOf('skill:demo')).toBeNull();
  expect(await deployments.statsOf('nonsense')).toBeNull();
  writeRecords(project, []);
  expect(await deployments.statsOf('skill:demo')).toEqual({
    total_deployments: 0,
    modified_deployments: 0,
    projects: [],
  });
});

test('an artifact that lies in a project without a record is one deployment; it is compared with the collection', async () => {
  const same = { 'SKILL.md': 'one\n' };
  const { deployments, project } = makeSetting({ collection: same, project: same }, {});
  expect((await deployments.list({})).total).toBe(0);
  writeTree(project, { '.claude/skills/demo/SKILL.md': 'one\n' });
  expect((await deployments.list({})).deployments).toMatchObject([
    { artifact_name: 'demo', sync_status: 'synced', deployed_at: '2026-11-21T10:00:00.000Z' },
  ]);
  writeTree(project, { '.claude/skills/demo/SKILL.md': 'two\n' });
  expect((await deployments.list({})).deployments).toMatchObject([{ sync_status: 'modified' }]);
});

test('statistics have one entry per project, are cached, and are made anew when time is over', async () => {
  const folder = makeFolder();
  const projects = ['one', 'two', 'none', 'gone'].map((name) => ({ path: join(folder, name) }));
  for (const name of ['one', 'two']) writeTree(join(folder, name), skill('demo'));
  writeTree(join(folder, 'none'), {});
  const setting = makeSetting({}, { projects });
  const { deployments } = setting;
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  writeRecords(one, [
    await record(one, { artifact_name: 'demo' }),
    await record(one, {
      artifact_name: 'demo',
      deployment_profile_id: 'codex',
      profile_root_dir: '.claude',
      content_hash: 'f'.repeat(64),
      deployed_at: '2026-03-01T00:00:00',
    }),
  ]);
  writeRecords(two, [await record(two, { artifact_name: 'demo' })]);
  const stats = await deployments.statsOf('skill:demo.md');
  expect(JSON.stringify(stats)).toBe(
    JSON.stringify({
      total_deployments: 2,
      modified_deployments: 1,
      projects: [
        { project_name: 'one', project_path: one, is_modified: true, deployed_at: '2026-03-01T00:00:00' },
        {
          project_name: 'two',
          project_path: two,
          is_modified: false,
          deployed_at: '2026-02-04T10:00:00.123456',
        },
      ],
    }),
  );
  const hashes = setting.hashed.length;
  expect(await deployments.statsOf('skill:demo')).toBe(stats);
  expect(setting.hashed).toHaveLength(hashes);
  expect(deployments.cacheStatistics().stats).toMatchObject({ hits: 1, misses: 1 });
  writeTree(two, skill('demo', 'edited\n'));
  setting.now = 119_999;
  expect(await deployments.statsOf('skill:demo')).toBe(stats);
  setting.now = 120_000;
  expect(await deployments.statsOf('skill:demo')).toMatchObject({ modified_deployments: 2 });
});
