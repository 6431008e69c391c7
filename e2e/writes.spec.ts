// Pull, push and deploy through the tab's dialogs, on a service that may write.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startServe } from './support/serve-process.ts';

const trees = {
  source: { 'SKILL.md': 'of the source\n', 'notes/new.md': 'new\n', 'same.md': 'same\n' },
  collection: { 'SKILL.md': 'of the collection\n', 'same.md': 'same\n' },
  project: { 'SKILL.md': 'of the project\n', 'own.md': 'own\n', 'same.md': 'same\n' },
};

type Role = keyof typeof trees;

interface Served {
  readonly url: string;
  /** Contents by path, as they are on disk now. */
  filesOf(role: Role): Record<string, string>;
  write(role: Role, path: string, content: string): void;
}

const test = base.extend<{ served: Served }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  served: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
    const write = (role: Role, path: string, content: string) => {
      mkdirSync(dirname(join(folder, role, path)), { recursive: true });
      writeFileSync(join(folder, role, path), content);
    };
    for (const role of Object.keys(trees) as Role[])
      for (const [path, content] of Object.entries(trees[role])) write(role, path, content);
    const args = Object.keys(trees).flatMap((role) => [`--${role}`, join(folder, role)]);
    const { url, stop } = await startServe([...args, '--allow-write']);
    const filesOf = (role: Role) =>
      Object.fromEntries(
        readdirSync(join(folder, role), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name !== '.skillmeat-deployed.toml')
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => [file.slice(join(folder, role).length + 1), readFileSync(file, 'utf8')]),
      );
    await use({ url, filesOf, write });
    stop();
    rmSync(folder, { recursive: true, force: true });
  },
});

const file = (page: Page, path: string) => page.locator(`[role=treeitem][data-path="${path}"]`);

const scope = (page: Page, label: string) => page.locator('.hw-scope').filter({ hasText: label });

/** Opens the dialog of an action, says yes, and waits until it is done. */
async function act(page: Page, name: string, done: string, choice?: string): Promise<void> {
  await page.getByRole('button', { name: `${name} …` }).click();
  const dialog = page.getByRole('dialog');
  if (choice) await dialog.getByLabel(choice).check();
  await dialog.locator('.hw-action').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(done)).toBeVisible();
}

/** What the service says about deployments now. */
async function deployed(page: Page): Promise<{ status: string[]; modified: number | undefined }> {
  const answer = async (path: string) => (await page.request.get(new URL(path, page.url()).href)).json();
  const list = await answer('/api/v1/deploy');
  const artifact = await answer('/api/v1/artifacts/skill%3Ademo?include_deployments=true');
  const status = list.deployments.map((entry: { sync_status: string }) => entry.sync_status);
  return { status, modified: artifact.deployment_stats?.modified_deployments };
}

test('the whole round: pull, deploy, a change of the project, push', async ({ page, served }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(served.url);
  page.setDefaultTimeout(15_000);
  await expect(file(page, 'SKILL.md')).toBeVisible();

  await act(page, 'Pull', 'Pulled from the source: 2 files.');
  expect(served.filesOf('collection')).toEqual(trees.source);
  expect(served.filesOf('project')).toEqual(trees.project);
  expect(await deployed(page)).toEqual({ status: ['modified'], modified: 1 });

  await act(page, 'Deploy', 'Deployed to the project.');
  expect(served.filesOf('project')).toEqual(trees.source);
  expect(await deployed(page)).toEqual({ status: ['synced'], modified: 0 });
  await scope(page, 'Collection').filter({ hasText: 'Project' }).click();
  await expect(page.getByRole('treeitem')).toHaveCount(0);

  served.write('project', 'SKILL.md', 'changed in the project\n');
  await expect(file(page, 'SKILL.md')).toBeVisible();
  expect(await deployed(page)).toEqual({ status: ['modified'], modified: 1 });
  await file(page, 'SKILL.md').click();
  await expect(page.locator('.hw-addition').first()).toContainText('changed in the project');

  await act(page, 'Push', 'Pushed to the collection: 1 file.');
  expect(served.filesOf('collection')).toEqual({ ...trees.source, 'SKILL.md': 'changed in the project\n' });
  await expect(page.getByRole('treeitem')).toHaveCount(0);
  expect(await deployed(page)).toEqual({ status: ['synced'], modified: 0 });
  expect(problems).toEqual([]);
});

test('a merge keeps what the project changed, and names what needs a decision', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(file(page, 'SKILL.md')).toBeVisible();
  await act(page, 'Deploy', '1 file needs your decision: SKILL.md', 'Keep what the project changed (merge)');
  expect(served.filesOf('project')).toEqual(trees.project);
  expect(await deployed(page)).toEqual({ status: ['modified'], modified: 1 });
});
