// The page of `hunkwise serve`, as somebody who installed the package sees it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeSampleTrees } from './support/sample-trees.ts';
import { startServe } from './support/serve-process.ts';

test('the tab is there, shows rows, and hears of a saved file', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
  const trees = writeSampleTrees(folder);
  const args = Object.entries(trees).flatMap(([name, place]) => [`--${name}`, place]);
  const { url, stop } = await startServe(args);
  try {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(url);
    const file = (path: string) => page.locator(`[role=treeitem][data-path="${path}"]`);
    await file('docs/guide.md').click();
    await expect(page.locator('.hw-addition').first()).toContainText('this guide');
    await expect(page.locator('.hw-scope')).toHaveCount(3);

    await expect(file('same.txt')).toHaveCount(0);
    // The service watches from the page's first words on; a later save is told in any case.
    await expect(async () => {
      writeFileSync(join(trees.project, 'same.txt'), `saved at ${performance.now()}\n`);
      await expect(file('same.txt')).toBeVisible({ timeout: 2000 });
    }).toPass();
    writeFileSync(join(trees.project, 'same.txt'), 'same\n');
    await expect(file('same.txt')).toHaveCount(0);
    await expect(page.locator('.hw-addition').first()).toContainText('this guide');
    expect(problems).toEqual([]);
  } finally {
    stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
