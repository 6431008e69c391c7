// The writing routes over real folders: what they answer, what is on disk then, and that nothing known stays.

import { chmodSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOfTree } from '../../js/server/deployments/artifact-files.ts';
import { DeploymentWrites } from '../../js/server/deployments/deployment-writes.ts';
import { nodeFileSystem } from '../../js/server/writing/file-system.ts';
import { hashIn, makeSetting, record, type Setting, writeRecords } from './support/deployed-project.ts';
import { makeFolder, writeTree } from './support/trees.ts';
import { readPlainTree } from './support/written-trees.ts';

const COLLECTION = { 'SKILL.md': 'new\n', 'run.sh': '#!/bin/sh\n', 'same.md': 'same\n' };
const PLACE = '.claude/skills/demo';
const TOML = '.claude/.skillmeat-deployed.toml';

const ask = { artifact_id: 'skill:demo', artifact_name: 'demo', artifact_type: 'skill' };

/** The project without its deployed file. */
function filesIn({ project }: Setting): Record<string, string> {
  const tree = readPlainTree(project);
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !path.endsWith('.toml')));
}

const placed = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${PLACE}/${path}`, text]));

test('POST /deploy copies the collection and records it', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  chmodSync(join(setting.collection, 'run.sh'), 0o755);
  symlinkSync('SKILL.md', join(setting.collection, 'link.md'));
  symlinkSync('/etc/hostname', join(setting.collection, 'away.md'));
  const answer = await setting.deployments.writes.deploy({ ...ask, project_path: setting.project });
  expect(JSON.stringify(answer)).toBe(
    JSON.stringify({
      success: true,
      message: "Artifact 'demo' deployed successfully",
      deployment_id: 'skill:demo',
      stream_url: null,
      artifact_name: 'demo',
      artifact_type: 'skill',
      project_path: setting.project,
      deployed_path: 'skills/demo',
      deployed_at: '2026-11-21T10:00:00.000Z',
      deployment_profile_id: 'claude_code',
      deployed_profiles: ['claude_code'],
      platform: 'claude_code',
      profile_root_dir: '.claude',
    }),
  );
  expect(filesIn(setting)).toEqual(
    placed({ ...COLLECTION, 'run.sh': '#!/bin/sh\n!x', 'link.md': '-> SKILL.md' }),
  );
  expect((await setting.deployments.list({})).deployments).toMatchObject([
    {
      artifact_name: 'demo',
      sync_status: 'synced',
      from_collection: 'default',
      collection_sha: await hashIn(setting.project, PLACE),
    },
  ]);
});

test('POST /deploy twice is a conflict, unless it overwrites; then nothing of before is left', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  const { writes } = setting.deployments;
  await writes.deploy(ask);
  writeTree(setting.project, {
    [`${PLACE}/SKILL.md`]: 'edited\n',
    [`${PLACE}/mine/deep.md`]: 'mine\n',
    [`${PLACE}/node_modules/x`]: 'x',
  });
  await expect(writes.deploy(ask)).rejects.toMatchObject({
    status: 409,
    detail: "Artifact 'demo' already deployed. Set overwrite=true to replace.",
  });
  await writes.deploy({ ...ask, overwrite: true });
  expect(filesIn(setting)).toEqual(placed({ ...COLLECTION, 'node_modules/x': 'x' }));
  expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'synced' }]);
});

test('POST /deploy does not replace files that nobody recorded, unless it overwrites', async () => {
  const setting = makeSetting({ collection: COLLECTION, project: placed({ 'mine.md': 'mine\n' }) });
  await expect(setting.deployments.writes.deploy(ask)).rejects.toMatchObject({ status: 409 });
  expect(filesIn(setting)).toEqual(placed({ 'mine.md': 'mine\n' }));
  await setting.deployments.writes.deploy({ ...ask, overwrite: true });
  expect(filesIn(setting)).toEqual(placed(COLLECTION));
});

test('files that are the same already are not touched', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  const { writes } = setting.deployments;
  await writes.deploy(ask);
  const before = statSync(join(setting.project, PLACE, 'same.md')).ino;
  writeTree(setting.collection, { 'SKILL.md': 'newer\n' });
  await writes.deploy({ ...ask, overwrite: true });
  expect(statSync(join(setting.project, PLACE, 'same.md')).ino).toBe(before);
  expect(filesIn(setting)).toEqual(placed({ ...COLLECTION, 'SKILL.md': 'newer\n' }));
});

test('what other programs keep in the deployed file stays', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  writeTree(setting.project, { '.claude/skills/other/SKILL.md': 'other\n' });
  writeRecords(setting.project, [
    await record(setting.project, { artifact_name: 'other', custom: 'kept', weight: 1.5 }),
    await record(setting.project, { artifact_name: 'demo', artifact_uuid: 'kept, too' }),
  ]);
  chmodSync(join(setting.project, TOML), 0o600);
  await setting.deployments.writes.deploy({ ...ask, overwrite: true });
  expect(statSync(join(setting.project, TOML)).mode & 0o777).toBe(0o600);
  const text = readFileSync(join(setting.project, TOML), 'utf8');
  expect(text).toContain('custom = "kept"');
  expect(text).toContain('weight = 1.5');
  expect(text).toContain('artifact_uuid = "kept, too"');
  expect(
    (await setting.deployments.list({})).deployments.map((one) => [one.artifact_name, one.sync_status]),
  ).toEqual([
    ['other', 'synced'],
    ['demo', 'synced'],
  ]);
  await setting.deployments.writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' });
  expect(readFileSync(join(setting.project, TOML), 'utf8')).toContain('custom = "kept"');
  expect(filesIn(setting)).toEqual({ '.claude/skills/other/SKILL.md': 'other\n' });
});

test('profiles and destinations have their own places; moving leaves nothing behind', async () => {
  const setting = makeSetting({ collection: { 'SKILL.md': 'x\n' } });
  const { writes } = setting.deployments;
  await writes.deploy(ask);
  const second = await writes.deploy({ ...ask, profile_id: 'codex' });
  expect(second).toMatchObject({ deployment_profile_id: 'codex', profile_root_dir: '.codex' });
  expect(filesIn(setting)).toEqual({ [`${PLACE}/SKILL.md`]: 'x\n', '.codex/skills/demo/SKILL.md': 'x\n' });
  writeTree(setting.collection, { 'SKILL.md': 'y\n' });
  expect(await writes.deploy({ ...ask, overwrite: true, all_profiles: true })).toMatchObject({
    deployed_profiles: ['claude_code', 'codex'],
  });
  expect(filesIn(setting)).toEqual({ [`${PLACE}/SKILL.md`]: 'y\n', '.codex/skills/demo/SKILL.md': 'y\n' });
  await writes.deploy({ ...ask, overwrite: true, dest_path: 'tools/ai/' });
  expect(filesIn(setting)).toEqual({ 'tools/ai/demo/SKILL.md': 'y\n', '.codex/skills/demo/SKILL.md': 'y\n' });
  await writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill', profile_id: 'codex' });
  expect(filesIn(setting)).toEqual({ 'tools/ai/demo/SKILL.md': 'y\n' });
  await writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' });
  expect(filesIn(setting)).toEqual({});
  await expect(writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' })).rejects.toMatchObject({
    status: 404,
  });
});

test('undeploying keeps files that another record stands for', async () => {
  const setting = makeSetting({ project: placed({ 'SKILL.md': 'x\n' }) });
  const base = { artifact_name: 'demo', profile_root_dir: '.claude' };
  writeRecords(setting.project, [
    await record(setting.project, base),
    await record(setting.project, { ...base, deployment_profile_id: 'codex' }),
  ]);
  const gone = { artifact_name: 'demo', artifact_type: 'skill' };
  expect(await setting.deployments.writes.undeploy(gone)).toEqual({
    success: true,
    message: "Artifact 'demo' removed successfully",
    ...gone,
    project_path: setting.project,
  });
  expect(filesIn(setting)).toEqual(placed({ 'SKILL.md': 'x\n' }));
  await setting.deployments.writes.undeploy(gone);
  expect(filesIn(setting)).toEqual({});
});

test('records from a project are not believed when they stand for all of it, or for something outside', async () => {
  for (const [artifact_path, profile_root_dir] of [
    ['.', '.'],
    ['.', '.claude'],
    ['..', '.claude'],
    ['../../x', '.claude'],
    ['.git', '.'],
    ['x', '/etc'],
  ]) {
    const setting = makeSetting({
      collection: COLLECTION,
      project: { 'src/main.c': 'kept\n', '.git/config': 'kept\n' },
    });
    writeRecords(setting.project, [
      await record(setting.project, { artifact_name: 'demo', artifact_path, profile_root_dir }),
    ]);
    const before = readPlainTree(setting.project);
    await expect(setting.deployments.writes.deploy({ ...ask, overwrite: true })).rejects.toMatchObject({
      status: 400,
    });
    await expect(
      setting.deployments.writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(
      setting.deployments.writes.deployArtifact('skill:demo', {
        project_path: setting.project,
        overwrite: true,
      }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(
      setting.deployments.writes.syncArtifact('skill:demo', { project_path: setting.project }),
    ).rejects.toMatchObject({ status: 400 });
    expect(readPlainTree(setting.project)).toEqual(before);
  }
});

test('a link on the way out of the project is refused, in the answer’s form', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  const outside = makeFolder();
  symlinkSync(outside, join(setting.project, '.claude'));
  const { writes } = setting.deployments;
  await expect(writes.deploy(ask)).rejects.toMatchObject({ status: 400 });
  expect(
    await writes.deployArtifact('skill:demo', { project_path: setting.project, overwrite: true }),
  ).toMatchObject({
    success: false,
    error_message: expect.stringMatching(/^Cannot write \.claude\/.*: it leaves its folder\.$/),
  });
  expect(readPlainTree(outside)).toEqual({});
});

test('POST /artifacts/{id}/deploy overwrites when it is told to, and says what it refuses with status 200', async () => {
  const setting = makeSetting({
    collection: COLLECTION,
    project: placed({ 'SKILL.md': 'old\n', 'more.md': 'more\n' }),
  });
  const { writes } = setting.deployments;
  const refused = await writes.deployArtifact('skill:demo', { project_path: setting.project });
  expect(refused).toMatchObject({
    success: false,
    error_message: refused.message,
    strategy: 'overwrite',
    deployed_path: null,
  });
  expect(filesIn(setting)).toEqual(placed({ 'SKILL.md': 'old\n', 'more.md': 'more\n' }));
  const answer = await writes.deployArtifact('skill:demo.md', {
    project_path: `${setting.project}/`,
    overwrite: true,
  });
  expect(JSON.stringify(answer)).toBe(
    JSON.stringify({
      success: true,
      message: "Artifact 'demo' deployed: 4 files changed.",
      artifact_name: 'demo',
      artifact_type: 'skill',
      deployed_path: PLACE,
      error_message: null,
      strategy: 'overwrite',
      merge_details: null,
      conflicts: null,
    }),
  );
  expect(filesIn(setting)).toEqual(placed(COLLECTION));
});

test('a merge follows the collection where the project changed nothing, and keeps what it changed', async () => {
  const setting = makeSetting({
    collection: {
      'both.md': '1\n',
      'here.md': '1\n',
      'there.md': '1\n',
      'same.md': '1\n',
      'removed.md': '1\n',
      'removed-changed.md': '1\n',
    },
  });
  const { writes } = setting.deployments;
  const body = { project_path: setting.project, overwrite: false, strategy: 'merge' };
  expect(await writes.deployArtifact('skill:demo', body)).toMatchObject({
    success: true,
    merge_details: { files_copied: 6 },
  });
  writeTree(setting.project, {
    [`${PLACE}/both.md`]: 'project\n',
    [`${PLACE}/here.md`]: 'project\n',
    [`${PLACE}/mine.md`]: 'mine\n',
  });
  for (const path of ['removed.md', 'removed-changed.md']) rmSync(join(setting.project, PLACE, path));
  writeTree(setting.collection, {
    'both.md': '2\n',
    'there.md': '2\n',
    'new.md': 'new\n',
    'removed-changed.md': '2\n',
  });
  const expected = {
    success: true,
    message: "Artifact 'demo' deployed: 2 files changed. 2 files changed on both sides stayed as they are.",
    strategy: 'merge',
    merge_details: {
      files_copied: 2,
      files_skipped: 1,
      files_preserved: 3,
      conflicts: 2,
      file_actions: [
        { file_path: 'both.md', action: 'conflict', detail: 'Modified on both sides' },
        { file_path: 'here.md', action: 'preserved', detail: 'Changed here only' },
        { file_path: 'mine.md', action: 'preserved', detail: null },
        { file_path: 'new.md', action: 'copied', detail: null },
        { file_path: 'removed-changed.md', action: 'conflict', detail: 'Removed here, changed there' },
        { file_path: 'removed.md', action: 'preserved', detail: 'Removed here' },
        { file_path: 'same.md', action: 'skipped', detail: null },
        { file_path: 'there.md', action: 'copied', detail: null },
      ],
    },
    conflicts: [
      { file_path: 'both.md', conflict_type: 'modified' },
      { file_path: 'removed-changed.md', conflict_type: 'modified' },
    ],
  };
  expect(await writes.deployArtifact('skill:demo', body)).toMatchObject(expected);
  const merged = placed({
    'both.md': 'project\n',
    'here.md': 'project\n',
    'mine.md': 'mine\n',
    'new.md': 'new\n',
    'same.md': '1\n',
    'there.md': '2\n',
  });
  expect(filesIn(setting)).toEqual(merged);
  expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'modified' }]);
  // Again: what was in conflict still is.
  expect((await writes.deployArtifact('skill:demo', body)).merge_details).toMatchObject({
    files_copied: 0,
    files_skipped: 3,
    conflicts: 2,
  });
  expect(filesIn(setting)).toEqual(merged);
});

test('a merge without a record of the files follows the collection only if nothing was changed since', async () => {
  const setting = makeSetting({ collection: { 'SKILL.md': '2\n' }, project: placed({ 'SKILL.md': '1\n' }) });
  const body = { project_path: setting.project, strategy: 'merge' };
  writeRecords(setting.project, [
    await record(setting.project, { artifact_name: 'demo', content_hash: 'f'.repeat(64) }),
  ]);
  expect((await setting.deployments.writes.deployArtifact('skill:demo', body)).merge_details).toMatchObject({
    conflicts: 1,
  });
  expect(filesIn(setting)).toEqual(placed({ 'SKILL.md': '1\n' }));
  writeRecords(setting.project, [await record(setting.project, { artifact_name: 'demo' })]);
  expect((await setting.deployments.writes.deployArtifact('skill:demo', body)).merge_details).toMatchObject({
    files_copied: 1,
    conflicts: 0,
  });
  expect(filesIn(setting)).toEqual(placed({ 'SKILL.md': '2\n' }));
});

test('POST /artifacts/{id}/sync pulls from the source', async () => {
  const setting = makeSetting({
    source: { 'SKILL.md': 'upstream\n', 'new.md': 'new\n' },
    collection: { 'SKILL.md': 'old\n', 'gone.md': 'gone\n' },
  });
  const answer = await setting.deployments.writes.syncArtifact('skill:demo', {});
  expect(JSON.stringify(answer)).toBe(
    JSON.stringify({
      success: true,
      message: "Pulled 'demo': 3 files changed in the collection.",
      artifact_name: 'demo',
      artifact_type: 'skill',
      conflicts: null,
      updated_version: '2.0.0',
      synced_files_count: 3,
    }),
  );
  expect(readPlainTree(setting.collection)).toEqual({ 'SKILL.md': 'upstream\n', 'new.md': 'new\n' });
  expect(await setting.deployments.writes.syncArtifact('skill:demo', {})).toMatchObject({
    synced_files_count: 0,
  });
});

test('a source need not be a folder', async () => {
  const read = async () => new TextEncoder().encode('from a commit\n');
  const tree = {
    files: async () => [
      { path: 'SKILL.md', mode: 0o755, read },
      { path: 'node_modules/x', read },
    ],
  };
  expect((await filesOfTree(tree))?.length).toBe(1);
  const collection = writeTree(makeFolder(), { 'SKILL.md': 'old\n' });
  const setting = makeSetting(
    {},
    { artifacts: [{ id: 'skill:demo', source: { tree }, collection: { root: collection } }] },
  );
  expect(await setting.deployments.writes.syncArtifact('skill:demo', {})).toMatchObject({
    success: true,
    updated_version: null,
  });
  expect(readPlainTree(collection)).toEqual({ 'SKILL.md': 'from a commit\n!x' });
  const only = makeSetting({}, { artifacts: [{ id: 'skill:demo', source: { tree }, collection: { tree } }] });
  await expect(only.deployments.writes.syncArtifact('skill:demo', {})).rejects.toMatchObject({ status: 400 });
  await expect(
    makeSetting(
      {},
      { artifacts: [{ id: 'skill:demo', collection: { root: collection } }] },
    ).deployments.writes.syncArtifact('skill:demo', {}),
  ).rejects.toMatchObject({ status: 400, detail: 'Artifact does not have upstream tracking configured' });
});

test('POST /artifacts/{id}/sync pushes a project’s copy, which is synced then', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  const { writes } = setting.deployments;
  await writes.deploy(ask);
  writeTree(setting.project, { [`${PLACE}/SKILL.md`]: 'edited\n' });
  rmSync(join(setting.project, PLACE, 'run.sh'));
  expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'modified' }]);
  const body = { project_path: setting.project, force: false, strategy: 'theirs' };
  expect(await writes.syncArtifact('skill:demo', body)).toMatchObject({
    success: true,
    message: "Pushed 'demo': 2 files changed in the collection.",
    synced_files_count: 2,
    updated_version: null,
  });
  expect(readPlainTree(setting.collection)).toEqual({ 'SKILL.md': 'edited\n', 'same.md': 'same\n' });
  expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'synced' }]);
});

test('the other strategies: ours keeps, manual asks, force does', async () => {
  const setting = makeSetting({
    source: { 'a.md': '2\n', 'new.md': 'new\n' },
    collection: { 'a.md': '1\n', 'mine.md': 'mine\n' },
  });
  const { writes } = setting.deployments;
  expect(await writes.syncArtifact('skill:demo', { strategy: 'manual' })).toMatchObject({
    success: false,
    message: '2 files differ; nothing was changed.',
    conflicts: [
      { file_path: 'a.md', conflict_type: 'modified' },
      { file_path: 'mine.md', conflict_type: 'added' },
    ],
  });
  expect(readPlainTree(setting.collection)).toEqual({ 'a.md': '1\n', 'mine.md': 'mine\n' });
  expect(await writes.syncArtifact('skill:demo', { strategy: 'ours' })).toMatchObject({
    success: true,
    synced_files_count: 1,
  });
  expect(readPlainTree(setting.collection)).toEqual({
    'a.md': '1\n',
    'mine.md': 'mine\n',
    'new.md': 'new\n',
  });
  expect(await writes.syncArtifact('skill:demo', { strategy: 'manual', force: true })).toMatchObject({
    success: true,
  });
  expect(readPlainTree(setting.collection)).toEqual({ 'a.md': '2\n', 'new.md': 'new\n' });
});

test('an artifact that is one file goes to one file, whatever it is called in the collection', async () => {
  const collection = writeTree(makeFolder(), { 'review.md': 'review\n' });
  for (const path of ['review.md', '.']) {
    const setting = makeSetting(
      {},
      { artifacts: [{ id: 'command:review', collection: { root: collection, path } }] },
    );
    const { writes } = setting.deployments;
    const body = { project_path: setting.project, overwrite: true };
    for (let i = 0; i < 2; i++)
      expect(await writes.deployArtifact('command:review', body)).toMatchObject({
        success: true,
        deployed_path: '.claude/commands/review.md',
      });
    expect(filesIn(setting)).toEqual({ '.claude/commands/review.md': 'review\n' });
    expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'synced' }]);
    await writes.undeploy({ artifact_name: 'review', artifact_type: 'command' });
    expect(filesIn(setting)).toEqual({});
  }
});

test('every type has its place', async () => {
  const places = {
    skill: 'skills/x/a.md',
    mcp: 'mcp/x/a.md',
    composite: 'composites/x/a.md',
    command: 'commands/x.md',
    agent: 'agents/x.md',
    hook: 'hooks/x.md',
  };
  for (const [type, place] of Object.entries(places)) {
    const collection = { root: writeTree(makeFolder(), { 'a.md': 'a\n' }) };
    const setting = makeSetting({}, { artifacts: [{ id: `${type}:x`, collection }] });
    await setting.deployments.writes.deployArtifact(`${type}:x`, { project_path: setting.project });
    expect(filesIn(setting)).toEqual({ [`.claude/${place}`]: 'a\n' });
    expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'synced' }]);
  }
});

test('the project itself can be the artifact, if the operator says so', async () => {
  const folder = writeTree(makeFolder(), {
    'SKILL.md': 'old\n',
    '.git/config': 'kept\n',
    'node_modules/x': 'kept\n',
    'gone.md': '',
  });
  const setting = makeSetting({ collection: COLLECTION }, { projects: [{ path: folder, copyPath: '.' }] });
  expect((await setting.deployments.list({})).deployments).toMatchObject([
    { artifact_path: '.', profile_root_dir: '.', sync_status: 'modified' },
  ]);
  const { writes } = setting.deployments;
  expect(await writes.deployArtifact('skill:demo', { project_path: folder, overwrite: true })).toMatchObject({
    success: true,
    deployed_path: '.',
  });
  const { '.skillmeat-deployed.toml': text, ...tree } = readPlainTree(folder);
  expect(text).toContain('artifact_path = "."');
  expect(tree).toEqual({ ...COLLECTION, '.git/config': 'kept\n', 'node_modules/x': 'kept\n' });
  expect((await setting.deployments.list({})).deployments).toMatchObject([{ sync_status: 'synced' }]);
  writeTree(folder, { 'SKILL.md': 'edited\n' });
  expect(await writes.syncArtifact('skill:demo', { project_path: folder })).toMatchObject({
    success: true,
    synced_files_count: 1,
  });
  expect(readPlainTree(setting.collection)).toEqual({ ...COLLECTION, 'SKILL.md': 'edited\n' });
});

test('a full disk and a broken deployed file are failures, and the old state stays', async () => {
  let room = 2;
  const open: typeof nodeFileSystem.open = async (path, flags, mode) => {
    if (String(path).includes('/new/') && room-- <= 0)
      throw Object.assign(new Error(String(path)), { code: 'ENOSPC' });
    return nodeFileSystem.open(path, flags, mode);
  };
  const setting = makeSetting(
    { collection: COLLECTION },
    { writing: { fileSystem: { ...nodeFileSystem, open } } },
  );
  const { writes } = setting.deployments;
  const body = { project_path: setting.project, overwrite: true };
  const answer = await writes.deployArtifact('skill:demo', body);
  expect(answer).toMatchObject({ success: false, error_message: answer.message });
  expect(answer.message).toMatch(/^Cannot write \.claude\/[^/].*: no space is left\.$/);
  await expect(writes.deploy(ask)).rejects.toMatchObject({
    status: 500,
    detail: expect.stringMatching(/^Deployment failed: Cannot write \.claude/),
  });
  expect(readPlainTree(setting.project)).toEqual({});
  room = 100;
  writeTree(setting.project, { [TOML]: 'broken' });
  expect(await writes.deployArtifact('skill:demo', body)).toMatchObject({
    success: false,
    message: `${TOML} is not valid TOML (line 1).`,
  });
  await expect(writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' })).rejects.toMatchObject({
    status: 500,
  });
  expect(readPlainTree(setting.project)).toEqual({ [TOML]: 'broken' });
});

test('two deployments at once come one after the other; one of them finds the other’s', async () => {
  const setting = makeSetting({ collection: COLLECTION });
  const results = await Promise.allSettled([1, 2, 3].map(() => setting.deployments.writes.deploy(ask)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  const both = await Promise.all([
    setting.deployments.writes.deployArtifact('skill:demo', {
      project_path: setting.project,
      overwrite: true,
    }),
    setting.deployments.writes.syncArtifact('skill:demo', { project_path: setting.project }),
  ]);
  expect(both).toMatchObject([{ success: true }, { success: true }]);
  expect(filesIn(setting)).toEqual(placed(COLLECTION));
});

test('every public method of the writes forgets what was known, also when it fails, and tells of it', async () => {
  const calls: Record<string, (setting: Setting) => Promise<unknown>> = {
    deploy: ({ deployments }) => deployments.writes.deploy({ ...ask, overwrite: true }),
    undeploy: ({ deployments }) =>
      deployments.writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' }),
    deployArtifact: ({ deployments, project }) =>
      deployments.writes.deployArtifact('skill:demo', { project_path: project, overwrite: true }),
    syncArtifact: ({ deployments, project }) =>
      deployments.writes.syncArtifact('skill:demo', { project_path: project }),
  };
  const methods = Object.getOwnPropertyNames(DeploymentWrites.prototype).filter(
    (name) => name !== 'constructor',
  );
  expect(methods.sort()).toEqual(Object.keys(calls).sort());
  for (const [name, call] of Object.entries(calls)) {
    const setting = makeSetting({ collection: COLLECTION });
    await setting.deployments.writes.deploy(ask);
    writeTree(setting.project, { [`${PLACE}/SKILL.md`]: 'edited\n' });
    expect(await setting.deployments.statsOf('skill:demo'), name).toMatchObject({ modified_deployments: 1 });
    await call(setting);
    expect(await setting.deployments.statsOf('skill:demo'), name).toMatchObject({
      total_deployments: name === 'undeploy' ? 0 : 1,
      modified_deployments: 0,
    });
    expect(setting.changes.at(-1), name).toMatchObject({ kind: 'written', isDone: true });

    const failing = makeSetting({});
    const before = failing.deployments.cacheStatistics().stats.invalidations;
    await call(failing).catch(() => {});
    expect(failing.deployments.cacheStatistics().stats.invalidations, name).toBe(before + 1);
    expect(failing.changes.at(-1), name).toMatchObject({ kind: 'written', isDone: false });
  }
});
