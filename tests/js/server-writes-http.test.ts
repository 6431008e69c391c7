// The writing routes over HTTP: what they answer, and what all other routes say right afterwards.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SyncServiceOptions } from '../../js/server/service-options.ts';
import type { Comparison } from '../../js/server/trees/comparison.ts';
import { openTree } from '../../js/server/trees/open-tree.ts';
import { serve } from './support/http.ts';
import { violations } from './support/json-schema.ts';
import { makeComparison, makeFolder, type TestTrees, writeTree } from './support/trees.ts';
import { readPlainTree } from './support/written-trees.ts';

const trees: Required<TestTrees> = {
  source: { 'a.md': 'source\n', 'b.md': 'b\n' },
  collection: { 'a.md': 'collection\n', 'b.md': 'b\n' },
  project: { 'a.md': 'project\n', 'own.md': 'own\n' },
};

const RECORDS = '.skillmeat-deployed.toml';

async function written(
  options: Partial<SyncServiceOptions> = {},
  comparison: Comparison = makeComparison(trees),
) {
  const { ask } = await serve(comparison, { allowWrite: true, ...options });
  const place = (role: 'source' | 'collection' | 'project') => comparison[role]?.location ?? '';
  const project_path = place('project');
  const post = (path: string, content?: unknown) => ask(path, {}, 'POST', content);
  const named = { artifact_name: 'demo', artifact_type: 'skill', project_path };
  const acts = {
    deployAnew: () => post('deploy', { artifact_id: 'skill:demo', overwrite: true, ...named }),
    undeploy: () => post('deploy/undeploy', named),
    deploy: () => post('artifacts/skill%3Ademo/deploy', { project_path, overwrite: true }),
    merge: () => post('artifacts/skill%3Ademo/deploy', { project_path, strategy: 'merge' }),
    pull: () => post('artifacts/skill%3Ademo/sync', {}),
    push: () => post('artifacts/skill%3Ademo/sync', { project_path, strategy: 'theirs' }),
  };
  const path = (endpoint: string, query = '') =>
    `artifacts/skill%3Ademo/${endpoint}?${endpoint === 'upstream-diff' ? '' : `project_path=${project_path}`}&${query}`;
  return {
    ...{ ask, post, acts, path, place, project: project_path },
    diff: (query = '', headers = {}) => ask(path('diff', query), headers),
    stats: async () => (await ask('artifacts/skill%3Ademo?include_deployments=true')).body.deployment_stats,
    list: async () => (await ask(`deploy?project_path=${project_path}`)).body,
  };
}

test('a deployment changes the comparison, its ETag, the list and the statistics at once', async () => {
  const { diff, acts, stats, list, project } = await written();
  const before = await diff('summary_only=true');
  expect(before.body.summary).toEqual({ added: 1, modified: 1, deleted: 1, unchanged: 0 });
  expect(await stats()).toMatchObject({ total_deployments: 1, modified_deployments: 1 });
  expect((await list()).deployments).toMatchObject([{ sync_status: 'modified', artifact_path: '.' }]);

  const { status, body } = await acts.deploy();
  expect([status, body]).toEqual([200, expect.objectContaining({ success: true, artifact_name: 'demo' })]);
  for (const _ of ['first', 'again']) {
    const after = await diff('summary_only=true');
    expect(after.body.summary).toEqual({ added: 0, modified: 0, deleted: 0, unchanged: 2 });
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(await stats()).toMatchObject({
      total_deployments: 1,
      modified_deployments: 0,
      projects: [{ project_path: project, is_modified: false }],
    });
    expect(await list()).toMatchObject({
      total: 1,
      deployments: [{ sync_status: 'synced', local_modifications: false, from_collection: 'default' }],
    });
  }
  // An ETag from before is not taken for the new answer, and one of now is known.
  const known = (etag: unknown) => diff('summary_only=true', { 'if-none-match': String(etag) });
  expect((await known(before.headers.etag)).status).toBe(200);
  expect((await known((await diff('summary_only=true')).headers.etag)).status).toBe(304);
  // What was own is gone; where it is deployed stands beside it and is in no comparison.
  expect(readdirSync(project).sort()).toEqual([RECORDS, 'a.md', 'b.md']);
});

test('since: only what a write has changed', async () => {
  const { diff, acts, place } = await written();
  const { digest } = (await diff('summary_only=true')).body;
  await acts.merge();
  const merged = (await diff(`since=${digest}`)).body;
  expect(merged.files.map((file: { file_path: string }) => file.file_path)).toEqual(['b.md']);
  expect(merged).toMatchObject({ since: digest, removed: [] });
  await acts.deploy();
  const deployed = (await diff(`since=${merged.digest}`)).body;
  expect(deployed.files.map((file: { file_path: string }) => file.file_path)).toEqual(['a.md']);
  expect(deployed.removed).toEqual(['own.md']);
  expect(readPlainTree(place('collection'))).toEqual(trees.collection);
});

test('pull and push: the collection is what the other is, and only there', async () => {
  const { ask, acts, path, place, list } = await written();
  expect((await ask(path('upstream-diff'))).body.has_changes).toBe(true);
  expect((await acts.pull()).body).toMatchObject({ success: true, synced_files_count: 1, conflicts: null });
  const { body } = await ask(path('upstream-diff'));
  expect([body.has_changes, body.files]).toEqual([false, []]);
  expect(readPlainTree(place('collection'))).toEqual(trees.source);
  expect(readPlainTree(place('project'))).toEqual(trees.project);

  expect((await acts.push()).body).toMatchObject({ success: true, synced_files_count: 3 });
  expect((await ask(path('diff'))).body.has_changes).toBe(false);
  expect(readPlainTree(place('collection'))).toEqual(trees.project);
  expect((await list()).deployments).toMatchObject([{ sync_status: 'synced' }]);
  // The second time there is nothing left to do.
  expect((await acts.push()).body).toMatchObject({ success: true, synced_files_count: 0 });
});

test('statistics are made anew after every writing route, whatever came of it', async () => {
  const { ask, acts, stats, post } = await written();
  const figure = async (name: string) => {
    const [, value] =
      new RegExp(`^${name} (\\d+)$`, 'm').exec((await ask('/metrics')).bytes.toString()) ?? [];
    return Number(value);
  };
  const misses = 'hunkwise_cache_lookups_total{cache="deployment_stats",outcome="miss"}'.replace(
    /[{}]/g,
    '\\$&',
  );
  const hits = misses.replace('miss', 'hit');
  await stats();
  await stats();
  expect([await figure(misses), await figure(hits)]).toEqual([1, 1]);
  expect(await figure('hunkwise_deployment_stats_kept')).toBe(1);
  const routes = {
    ...acts,
    refused: () =>
      post('deploy', { artifact_id: 'skill:demo', artifact_name: 'demo', artifact_type: 'skill' }),
    wrong: () => post('artifacts/skill%3Ademo/sync', { strategy: 'mine' }),
  };
  // Undeployed last but two, so that there is something to refuse before.
  const order = ['deployAnew', 'deploy', 'merge', 'pull', 'push', 'refused', 'undeploy', 'wrong'] as const;
  const statuses: number[] = [];
  for (const name of order) {
    const before = await figure(misses);
    statuses.push((await routes[name]()).status);
    await stats();
    // Once for the route; the watcher may have noticed the deployed file as well.
    expect([name, (await figure(misses)) > before]).toEqual([name, true]);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 409, 200, 422]);
  expect(await figure('hunkwise_deployment_invalidations_total')).toBeGreaterThanOrEqual(order.length);
  expect(await stats()).toEqual({ total_deployments: 0, modified_deployments: 0, projects: [] });
});

test('a deployed file that another program writes is noticed', async () => {
  const { acts, stats, project } = await written();
  await acts.deploy();
  expect(await stats()).toMatchObject({ total_deployments: 1, modified_deployments: 0 });
  const records = readPlainTree(project)[RECORDS] ?? '';
  const wrong = String(records).replace(/content_hash = "[0-9a-f]+"/, `content_hash = "${'0'.repeat(64)}"`);
  expect(wrong).not.toBe(records);
  writeTree(project, { [RECORDS]: wrong });
  await expect.poll(stats, { timeout: 10_000 }).toMatchObject({ modified_deployments: 1 });
});

test('what is no request is told field by field, and nothing is written', async () => {
  const { ask, post, project, place } = await written();
  const missing = (name: string) => ({ type: 'missing', loc: ['body', name], msg: 'Field required' });
  const none = [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }];
  for (const path of [
    'deploy',
    'deploy/undeploy',
    'artifacts/skill%3Ademo/deploy',
    'artifacts/skill%3Ademo/sync',
  ]) {
    for (const _ of ['first', 'again']) {
      const { status, body } = await post(path);
      expect([path, status, body.detail]).toEqual([path, 422, none]);
    }
    const { status, body } = await post(path, '{"project_path":');
    expect([path, status, body.detail[0].type]).toEqual([path, 422, 'json_invalid']);
    expect([path, (await post(path, '[]')).status]).toEqual([path, 422]);
    expect([path, (await post(path, `"${'x'.repeat(1024 * 1024)}"`)).status]).toEqual([path, 413]);
    const put = await ask(path, {}, 'PUT', {});
    expect([path, put.status, put.headers.allow]).toEqual([
      path,
      405,
      path === 'deploy' ? 'GET, POST' : 'POST',
    ]);
    const slash = await ask(`${path}/`, {}, 'POST', {});
    expect([path, slash.status]).toEqual([path, 307]);
  }
  expect((await post('deploy', {})).body.detail).toMatchObject(
    ['artifact_id', 'artifact_name', 'artifact_type'].map(missing),
  );
  const refused = async (path: string, content: object) => {
    const { status, body } = await post(path, content);
    return [status, body.detail];
  };
  const deploy = 'artifacts/skill%3Ademo/deploy';
  expect(await refused(deploy, { project_path: '/etc' })).toEqual([400, 'Project path does not exist: /etc']);
  expect((await post(deploy, { project_path: project, strategy: 'both' })).body.detail).toMatchObject([
    { type: 'literal_error', loc: ['body', 'strategy'] },
  ]);
  const other = "Artifact 'skill:other' not found in any collection";
  expect(await refused('artifacts/skill%3Aother/deploy', { project_path: project })).toEqual([404, other]);
  const wrongId = "Invalid artifact ID format. Expected 'type:name'";
  expect(await refused('artifacts/demo/sync', {})).toEqual([400, wrongId]);
  expect((await post('artifacts/skill%3A..%2Fx/sync', {})).status).toBe(404);
  const undeploy = { artifact_name: 'demo', artifact_type: 'skill', project_path: project };
  expect((await post('deploy/undeploy', undeploy)).status).toBe(404);
  // A page of somebody else may not ask at all.
  const foreign = await ask('artifacts/skill%3Ademo/sync', { origin: 'http://evil.example' }, 'POST', {});
  expect(foreign.status).toBe(403);
  for (const role of ['source', 'collection', 'project'] as const)
    expect(readPlainTree(place(role))).toEqual(trees[role]);
});

test('without a second word nothing is replaced', async () => {
  const { post, project, place } = await written();
  const { status, body } = await post('artifacts/skill%3Ademo/deploy', { project_path: project });
  expect([status, body.success]).toEqual([200, false]);
  expect(body.error_message).toContain('is deployed there already');
  expect(readPlainTree(place('project'))).toEqual(trees.project);
});

test('a commit as source is pulled as it is now, whatever was listed; as project it is only read', async () => {
  const repository = writeTree(makeFolder(), { 'sub/a.md': 'one\n' });
  const commit = () => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@t'];
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-qm', 'one'],
    ])
      execFileSync('git', ['-C', repository, ...who, ...args]);
    return execFileSync('git', ['-C', repository, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  };
  commit();
  const git = () => openTree(`git:${repository}@HEAD:sub`);
  const { ask, acts, path, place } = await written({}, { ...makeComparison(trees), source: await git() });
  await ask(path('upstream-diff'));
  writeTree(repository, { 'sub/a.md': 'two\n' });
  const newest = commit();
  expect((await ask(path('upstream-diff'))).body.upstream_version).not.toBe(newest); // for the TTL
  expect((await acts.pull()).body).toMatchObject({ success: true, updated_version: newest });
  expect(readPlainTree(place('collection'))).toEqual({ 'a.md': 'two\n' });
  const { body } = await ask(path('upstream-diff'));
  expect([body.upstream_version, body.files]).toEqual([newest, []]);

  const reading = await written(
    {},
    { ...makeComparison({ collection: { 'a.md': 'two\n' } }), project: await git() },
  );
  expect(await reading.stats()).toMatchObject({ total_deployments: 1, modified_deployments: 0 });
  expect((await reading.list()).deployments).toMatchObject([{ sync_status: 'synced' }]);
  writeTree(reading.place('collection'), { 'a.md': 'three\n' });
  expect((await reading.list()).deployments).toMatchObject([{ sync_status: 'modified' }]);
  const { status, body: refusal } = await reading.acts.deploy();
  expect([status, refusal.detail]).toEqual([400, 'The project is no folder: it is only read']);
});

test('/openapi.json describes what is asked and answered', async () => {
  const { ask, acts, post, list, project } = await written();
  const { body: document } = await ask('/openapi.json');
  const artifact = '/api/v1/artifacts/{artifact_id}';
  const addresses = {
    ...{ deployAnew: '/api/v1/deploy', undeploy: '/api/v1/deploy/undeploy' },
    ...{
      deploy: `${artifact}/deploy`,
      merge: `${artifact}/deploy`,
      pull: `${artifact}/sync`,
      push: `${artifact}/sync`,
    },
  };
  const faults = (address: string, method: 'get' | 'post', status: number, answer: unknown) => {
    const { schema } = document.paths[address][method].responses[status].content['application/json'];
    return violations(document, schema, answer);
  };
  for (const name of ['merge', 'deployAnew', 'deploy', 'pull', 'push', 'undeploy'] as const) {
    const { status, body } = await acts[name]();
    expect([name, status, faults(addresses[name], 'post', 200, body)]).toEqual([name, 200, []]);
    expect([name, faults('/api/v1/deploy', 'get', 200, await list())]).toEqual([name, []]);
    const { body: about } = await ask('artifacts/skill%3Ademo?include_deployments=true');
    expect([name, faults(artifact, 'get', 200, about)]).toEqual([name, []]);
  }
  const { status, body } = await acts.undeploy();
  expect([status, faults(addresses.undeploy, 'post', 404, body)]).toEqual([404, []]);
  const manual = await post('artifacts/skill%3Ademo/sync', { strategy: 'manual' });
  expect(faults(addresses.pull, 'post', 200, manual.body)).toEqual([]);

  // What the schema asks for is what the service misses.
  for (const [name, content] of [
    ['deployAnew', { project_path: project, overwrite: 'maybe' }],
    ['undeploy', { project_path: 3 }],
    ['deploy', { strategy: 'both' }],
    ['pull', { strategy: 'mine' }],
  ] as const) {
    const { schema } = document.paths[addresses[name]].post.requestBody.content['application/json'];
    const described = violations(document, schema, content);
    const path = addresses[name].replace('/api/v1/', '').replace('{artifact_id}', 'skill%3Ademo');
    const { status, body } = await post(path, content);
    expect([name, status, body.detail.length]).toEqual([name, 422, described.length]);
    expect(faults(addresses[name], 'post', 422, body)).toEqual([]);
  }
});

test('every route is timed', async () => {
  const events: string[] = [];
  const { acts, stats, list } = await written({ logger: ({ event }) => events.push(event) });
  await stats();
  await list();
  for (const act of Object.values(acts)) await act();
  expect(new Set(events.filter((event) => event.startsWith('perf.deployment.')))).toEqual(
    new Set(
      ['stats', 'list', 'deploy', 'undeploy', 'deploy_artifact', 'sync_artifact'].map(
        (part) => `perf.deployment.${part}`,
      ),
    ),
  );
});

test('what writing leaves behind when it is cut off is in no comparison', async () => {
  const { acts, place, diff } = await written();
  writeTree(place('collection'), { [RECORDS]: '', '.hunkwise-lock.x': '' });
  writeTree(join(place('project'), '.hunkwise-write'), { journal: 'x' });
  const paths = (await diff()).body.files.map((file: { file_path: string }) => file.file_path);
  expect(paths).toEqual(['a.md', 'b.md', 'own.md']);
  expect((await acts.deploy()).body.success).toBe(true);
  expect((await diff()).body.has_changes).toBe(false);
});
