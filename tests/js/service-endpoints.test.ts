import { expect, test } from 'vitest';
import { demoHandler } from '../../demo/service/demo-handler.ts';
import type { AnsweredFile } from '../../js/server/diff/wire.ts';
import { readArtifactDeployments, readDeploymentList } from '../../js/sync/service-answers.ts';
import { readOutcome } from '../../js/sync/sync-actions.ts';
import { ask, askService, makeComparison, makeService } from './support/trees.ts';

const trees = () =>
  makeComparison({
    collection: { 'a,b.txt': 'one\n', 'c.txt': 'one\n', same: 's' },
    project: { 'a,b.txt': 'two\n', 'c.txt': 'two\n', same: 's' },
  });

const bytes = (text: string) => new TextEncoder().encode(text);

test('file_path names one path as it stands, may be repeated, and adds to file_paths', async () => {
  const comparison = trees();
  const path = `artifacts/skill%3Ademo/diff?project_path=${comparison.project?.location}`;
  const textsOf = async (query: string) => {
    const { body } = await askService(makeService(comparison), `${path}&${query}`);
    const files: AnsweredFile[] = body.files;
    return files.filter(({ unified_diff }) => unified_diff !== null).map(({ file_path }) => file_path);
  };
  expect(await textsOf('file_path=a,b.txt')).toEqual(['a,b.txt']);
  expect(await textsOf('file_path=a,b.txt&file_path=c.txt')).toEqual(['a,b.txt', 'c.txt']);
  expect(await textsOf('file_paths=c.txt&file_path=a,b.txt')).toEqual(['a,b.txt', 'c.txt']);
  expect(await textsOf('file_path=')).toEqual(['a,b.txt', 'c.txt']);
  expect(await textsOf('file_path=nowhere')).toEqual([]);
  expect(await textsOf('summary_only=true&file_path=c.txt')).toEqual([]);
});

test('a service from before the flags sends every text and no counts', async () => {
  const comparison = trees();
  const service = makeService(comparison, { additive: false });
  const old = demoHandler(service, { collectionName: 'default', ignoresFlags: true });
  const path = `artifacts/skill%3Ademo/diff?project_path=${comparison.project?.location}`;
  for (const query of ['summary_only=true', 'include_unified_diff=maybe', 'file_paths=same', '']) {
    const { body } = await askService(old, `${path}&${query}`);
    const files: AnsweredFile[] = body.files;
    expect(files.map(({ unified_diff }) => unified_diff !== null)).toEqual([true, true, false]);
    expect(files[0]).not.toHaveProperty('additions');
  }
  expect((await askService(old, '/comparison.json')).text).toContain('"ignoresFlags":true');
});

test('an artifact says in which projects it is only when asked', async () => {
  const comparison = trees();
  const { body: plain } = await ask(comparison, 'artifacts/skill%3Ademo');
  expect(plain).toMatchObject({ id: 'skill:demo', origin: 'local', deployment_stats: null });
  const { text } = await ask(comparison, 'artifacts/skill%3Ademo?include_deployments=true');
  const { projects, modifiedDeployments, isKnown } = readArtifactDeployments(bytes(text), 'list');
  expect(isKnown).toBe(true);
  expect(modifiedDeployments).toBe(1);
  expect(projects[0]).toMatchObject({ projectPath: comparison.project?.location, isModified: true });
  expect((await ask(comparison, 'artifacts/skill%3Aother')).status).toBe(404);
});

test('what is deployed in the project, and in no other', async () => {
  const comparison = trees();
  const { text } = await ask(comparison, `deploy?project_path=${comparison.project?.location}`);
  expect(readDeploymentList(bytes(text), 'list').deployments).toMatchObject([
    { artifactName: 'demo', hasLocalModifications: true, syncStatus: 'modified' },
  ]);
  const { body } = await ask(comparison, 'deploy?project_path=/elsewhere');
  expect(body).toMatchObject({ project_path: '/elsewhere', deployments: [], total: 0 });
});

test('nothing is written, and the answer says so in the form of the contract', async () => {
  for (const endpoint of ['sync', 'deploy']) {
    const { status, text, body } = await ask(trees(), `artifacts/skill%3Ademo/${endpoint}`, 'POST');
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: false, artifact_name: 'demo', artifact_type: 'skill' });
    expect(() => readOutcome(bytes(text), 'pull')).toThrow('This service only reads');
    const get = await ask(trees(), `artifacts/skill%3Ademo/${endpoint}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  }
  for (const path of ['deploy', 'deploy/undeploy']) {
    const { status, body } = await ask(trees(), path, 'POST');
    expect([status, body.detail]).toEqual([403, expect.stringContaining('This service only reads')]);
  }
  expect((await ask(trees(), 'deploy/undeploy')).status).toBe(405);
});
