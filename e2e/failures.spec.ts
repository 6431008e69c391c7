import { expect, test } from './fixtures.ts';

test.use({ failsRequests: true });

test('a failed list is a sentence that names both sides; another scope is not concerned', async ({
  demo,
  page,
}) => {
  await page.route(/\/diff\?/, (route) =>
    route.fulfill({ status: 500, json: { detail: 'Failed to get artifact diff: disk on fire' } }),
  );
  await demo.open();
  await expect(page.getByRole('alert')).toContainText(
    'Cannot compare Collection and Project: Failed to get artifact diff: disk on fire.',
  );
  await demo.chooseScope('Source vs. Collection');
  await expect(demo.file('src/app.js')).toBeVisible();
  await page.unroute(/\/diff\?/);
  await demo.chooseScope('Collection vs. Project');
  // Nobody asks again for what has failed, but for whoever chooses it.
  const retry = page.getByRole('button', { name: 'Retry' });
  await expect(retry.or(demo.file('docs/guide.md'))).toBeVisible();
  if (await retry.isVisible()) await retry.click();
  await expect(demo.file('docs/guide.md')).toBeVisible();
});

test('a failed file is a sentence that names it, and Retry draws its rows', async ({ demo, page }) => {
  await demo.openSettled();
  await page.route('**/*file_paths*', (route) => route.abort());
  await demo.openFile('src/app.js');
  await expect(page.getByRole('alert')).toContainText('src/app.js');
  await expect(page.getByRole('alert')).toContainText('the service does not answer');
  await page.unroute('**/*file_paths*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(demo.rows.first()).toBeVisible();
});

for (const [name, fulfilment] of [
  ['a page of HTML', { contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' }],
  ['half an answer', { contentType: 'application/json', body: '{"files":[{"file_path":"a","status":"modi' }],
  ['an empty body', { contentType: 'application/json', body: '' }],
] as const) {
  test(`${name} with status 200 is told, not shown`, async ({ demo, page }) => {
    await page.route(/diff\?/, (route) => route.fulfill({ status: 200, ...fulfilment }));
    await demo.open();
    await expect(page.getByRole('alert')).toContainText('Cannot compare Collection and Project');
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
    await expect(demo.treeItems).toHaveCount(0);
  });
}

test('a service that knows no flags sends all texts at once: nothing is asked for again', async ({
  demo,
  page,
}) => {
  await page.route(/diff\?/, async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.delete('summary_only');
    await route.fulfill({ response: await route.fetch({ url: url.href }) });
  });
  await demo.openSettled();
  await demo.openFile('src/app.js');
  await expect(demo.line('addition')).toHaveText("const side = 'project';");
  expect(demo.diffs.filter((diff) => diff.startsWith('diff '))).toEqual(['diff summary']);
});

test('text that does not add up is shown as it is, with a remark', async ({ demo, page }) => {
  await page.route('**/*file_paths*', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    for (const file of answer.files)
      if (file.unified_diff !== null)
        file.unified_diff = '--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\nstray <b>text</b>\n';
    await route.fulfill({ response, json: answer });
  });
  await demo.open();
  await demo.openFile('src/app.js');
  await expect(page.getByRole('note')).toContainText('does not add up');
  await expect(demo.line('raw')).toHaveText('stray <b>text</b>');
});

test('without Workers the engine runs in the page', async ({ demo, page }) => {
  await page.route('**/diff-worker.js', (route) => route.abort());
  await demo.open();
  await demo.openFile('docs/guide.md');
  await expect(page.locator('.hw-addition .hw-changed').first()).toHaveText('is');
});

test('a list of deployments that fails is told, and Retry shows it', async ({ demo, page }) => {
  await page.route('**/deploy?*', (route) => route.fulfill({ status: 500, json: { detail: 'no disk' } }));
  await demo.open({ tab: 'deployments' });
  await expect(page.getByRole('alert')).toContainText('no disk');
  await page.unroute('**/deploy?*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('main')).toContainText('from default: modified');
});
