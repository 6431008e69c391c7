import { expect, test } from './fixtures.ts';
import { hugeLines } from './support/sample-trees.ts';

/** Elements of the whole page, whatever the file. A screen holds some 50 rows of at least five elements each. */
const MOST_ELEMENTS = 3000;

test('a large file has no rows before the click, and says why', async ({ demo, page }) => {
  await demo.openSettled();
  await demo.openFile('large.txt');
  await expect(demo.notice).toContainText('This file diff is large');
  await expect(demo.rows).toHaveCount(0);
  expect(demo.diffs).toHaveLength(3);
  await page.getByRole('button', { name: 'Load diff' }).click();
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.diffs).toHaveLength(4);
  // Once opened it stays open.
  await demo.openFile('docs/guide.md');
  await demo.openFile('large.txt');
  await expect(demo.rows.first()).toHaveText(/@@ -1,900 \+1,900 @@/);
  expect(demo.diffs).toHaveLength(5);
});

test('100,000 rows take no more elements than one screen', async ({ demo, page }) => {
  test.slow();
  await demo.open();
  await demo.openFile('huge.txt');
  await page.getByRole('button', { name: 'Load diff' }).click({ timeout: 60_000 });
  await expect(demo.rows.first()).toBeVisible({ timeout: 60_000 });
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
  await demo.scroller.focus();
  await page.keyboard.press('End');
  await expect(demo.rows.filter({ hasText: `new ${hugeLines}` })).toBeInViewport();
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
});

test('more rows than a browser can lay out are all reachable', async ({ demo, page }) => {
  test.slow();
  const lines = 600_000;
  await page.route('**/*file_paths*', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    for (const file of answer.files)
      if (file.unified_diff !== null)
        file.unified_diff = `@@ -0,0 +1,${lines} @@\n${Array.from({ length: lines }, (_, i) => `+line ${i + 1}\n`).join('')}`;
    await route.fulfill({ response, json: answer });
  });
  await demo.open();
  await demo.openFile('src/app.js');
  const load = page.getByRole('button', { name: 'Load diff' });
  await load.click({ timeout: 60_000 });
  await expect(demo.line('addition').first()).toHaveText('line 1', { timeout: 60_000 });
  await demo.scroller.focus();
  await page.keyboard.press('End');
  await expect(demo.rows.filter({ hasText: `line ${lines}` })).toBeInViewport();
});
