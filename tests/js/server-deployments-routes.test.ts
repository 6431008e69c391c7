// What the tab’s client asks, answered by the routes, and read by the client: both halves of the wire together.

import { expect, test } from 'vitest';
import { deploymentRoutes } from '../../js/server/deployments/deployment-routes.ts';
import { readArtifactDeployments, readDeploymentList } from '../../js/sync/service-answers.ts';
import { actionRequest, readOutcome, type SyncAction } from '../../js/sync/sync-actions.ts';
import { makeSetting, record, type Setting, writeRecords } from './support/deployed-project.ts';
import { writeTree } from './support/trees.ts';
import { readPlainTree } from './support/written-trees.ts';

class Failure extends Error {
  constructor(
    readonly status: number,
    readonly detail: unknown,
  ) {
    super(`${status}`);
  }
}

const bytes = (answer: unknown) => new TextEncoder().encode(JSON.stringify(answer));

function routesOf(setting: Setting) {
  const routes = deploymentRoutes(setting.deployments, (status, detail) => new Failure(status, detail));
  const act = async (action: SyncAction) => {
    const target = { artifactId: 'skill:demo', projectPath: setting.project };
    const { address, body } = actionRequest('http://x', action, target);
    const call = { parameters: new URLSearchParams(), body: JSON.parse(body) as unknown };
    const route = address.includes('/deploy') ? routes.deployArtifact : routes.syncArtifact;
    return readOutcome(bytes(await route('skill:demo', call)), action);
  };
  const list = async (query: string) =>
    readDeploymentList(
      bytes(await routes.listDeployments({ parameters: new URLSearchParams(query), body: undefined })),
      'list',
    );
  return { routes, act, list };
}

test('the client’s actions are carried out, and their outcome is read', async () => {
  const setting = makeSetting({ source: { 'a.md': '2\n', 'b.md': 'b\n' }, collection: { 'a.md': '1\n' } });
  const { act } = routesOf(setting);
  expect(await act('deploy')).toMatchObject({ conflicts: [] });
  expect(await act('pull')).toEqual({
    message: "Pulled 'demo': 2 files changed in the collection.",
    conflicts: [],
    syncedFiles: 2,
    updatedVersion: '2.0.0',
  });
  writeTree(setting.project, { '.claude/skills/demo/a.md': 'project\n' });
  expect(await act('merge-deploy')).toMatchObject({ conflicts: ['a.md'] });
  expect(await act('push')).toMatchObject({ syncedFiles: 1 });
  expect(readPlainTree(setting.collection)).toEqual({ 'a.md': 'project\n', 'b.md': 'b\n' });
  const stats = { deployment_stats: await setting.deployments.statsOf('skill:demo') };
  expect(readArtifactDeployments(bytes(stats), 'ask')).toMatchObject({
    totalDeployments: 1,
    modifiedDeployments: 0,
    isKnown: true,
    projects: [{ projectName: 'project', projectPath: setting.project, isModified: false }],
  });
});

test('a failure with status 200 is one for the client', async () => {
  const setting = makeSetting({
    collection: { 'a.md': '1\n' },
    project: { '.claude/.skillmeat-deployed.toml': '=' },
  });
  const { act } = routesOf(setting);
  await expect(act('deploy')).rejects.toMatchObject({ kind: 'rejected', status: 200 });
});

test('the list takes either name of the profile, and the last of a repeated parameter', async () => {
  const setting = makeSetting({ project: { '.claude/skills/demo/SKILL.md': 'x\n' } });
  const base = { artifact_name: 'demo', profile_root_dir: '.claude' };
  writeRecords(setting.project, [
    await record(setting.project, base),
    await record(setting.project, { ...base, deployment_profile_id: 'codex' }),
  ]);
  const { list } = routesOf(setting);
  const path = encodeURIComponent(setting.project);
  const count = async (query: string) => (await list(query)).deployments.length;
  expect(await count(`project_path=${path}`)).toBe(2);
  expect(await count('')).toBe(2);
  expect(await count(`project_path=/elsewhere&project_path=${path}&profile_id=codex`)).toBe(1);
  expect(await count(`project_path=${path}&deployment_profile_id=codex`)).toBe(1);
  expect(await count(`project_path=${path}&deployment_profile_id=none`)).toBe(0);
  expect(await count('project_path=/elsewhere')).toBe(0);
});

test('other statuses become what the service throws', async () => {
  const { routes } = routesOf(makeSetting({}, { allowWrite: false }));
  const call = { parameters: new URLSearchParams(), body: {} };
  const asked = [() => routes.deploy(call), () => routes.undeploy(call)];
  for (const ask of asked)
    await expect(ask()).rejects.toMatchObject({
      status: 403,
      detail: expect.stringContaining('--allow-write'),
    });
});
