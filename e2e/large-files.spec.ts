import { expect, test } from './fixtures.ts';
import { hugeLines } from './support/sample-trees.ts';

/** Elements of the whole page, whatever the file. A screen holds some 50 rows of at least five elements each. */
const MOST_ELEMENTS = 3000;

test('a large file has no rows before the click, and says why', async ({ demo, page }) => {
  await demo.open();
  await demo.openFile('large.txt');
  await expect(demo.state).toContainText('1,801 rows');
  await expect(demo.state).toContainText('more than 1,000 rows');
  await expect(page.locator('.diff-header .counts')).toHaveText('+900−900');
  await expect(demo.rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Load diff' }).click();
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.requests).toHaveLength(2);
  // Once opened it stays open.
  await demo.openFile('docs/guide.md');
  await demo.openFile('large.txt');
  await expect(demo.rows.first()).toHaveText(/@@ -1,900 \+1,900 @@/);
});

test('100,000 rows take no more elements than one screen', async ({ demo, page }) => {
  test.slow();
  await demo.open();
  await demo.openFile('huge.txt');
  await page.getByRole('button', { name: 'Load diff' }).click({ timeout: 60_000 });
  await expect(demo.rows.first()).toBeVisible({ timeout: 60_000 });
  const scrollTo = (part: number) =>
    demo.scroller.evaluate((element, at) => element.scrollTo(0, element.scrollHeight * at), part);
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  expect(await elements()).toBeLessThan(MOST_ELEMENTS);

  await scrollTo(0.5);
  await expect(demo.rows.filter({ hasText: /^50000−old 50000$/ })).toHaveCount(1);
  await expect(demo.rows.filter({ hasText: /^1\+new 1$/ })).toHaveCount(1);
  expect(await elements()).toBeLessThan(MOST_ELEMENTS);

  await scrollTo(1);
  const last = demo.rows.filter({ hasText: `new ${hugeLines}` });
  await expect(last).toBeInViewport();
  await expect(last.locator('.gutter')).toHaveText(['', String(hugeLines)]);
  expect(await elements()).toBeLessThan(MOST_ELEMENTS);
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
  await page.getByRole('button', { name: 'Load diff' }).click({ timeout: 60_000 });
  await expect(demo.rows.nth(1)).toHaveText('1+line 1', { timeout: 60_000 });
  await demo.scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(demo.rows.filter({ hasText: `line ${lines}` })).toBeInViewport();
  await demo.scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await expect(demo.rows.filter({ hasText: `line ${lines / 2 + 15}` })).toBeInViewport();
});
