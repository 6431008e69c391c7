import { expect, test } from './fixtures.ts';

test.use({ failsRequests: true });

test('a failed list is a sentence that names the scope, and can be retried', async ({ demo, page }) => {
  await page.route('**/api/**', (route) =>
    route.fulfill({ status: 500, json: { detail: 'Failed to get artifact diff: disk on fire' } }),
  );
  await demo.open();
  await expect(page.getByRole('alert')).toContainText(
    'The files of Collection vs. Project could not be loaded: the service answered 500: Failed to get artifact diff: disk on fire.',
  );
  // One scope's failure is not the other's.
  await page.unroute('**/api/**');
  await demo.chooseScope('Source vs. Collection');
  await expect(demo.file('src/app.js')).toBeVisible();
  await demo.chooseScope('Collection vs. Project');
  await expect(demo.file('docs/guide.md')).toBeVisible();
});

test('Retry loads the list', async ({ demo, page }) => {
  await page.route('**/api/**', (route) => route.abort());
  await demo.open();
  await expect(page.getByRole('alert')).toContainText('the service did not answer');
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(demo.file('docs/guide.md')).toBeVisible();
});

test('a failed file is a sentence that names it, and Retry draws its rows', async ({ demo, page }) => {
  await demo.open();
  await page.route('**/*file_paths*', (route) => route.abort());
  await demo.openFile('src/app.js');
  await expect(page.getByRole('alert')).toContainText(
    'The rows of src/app.js (Collection vs. Project) could not be loaded: the service did not answer',
  );
  await page.unroute('**/*file_paths*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(demo.rows.first()).toBeVisible();
});

for (const [name, body] of [
  ['a page of HTML', '<!doctype html><title>Sign in</title>'],
  ['half an answer', '{"files":[{"file_path":"a","status":"modified"'],
  ['an empty body', ''],
] as const) {
  test(`${name} with status 200 is told, not shown`, async ({ demo, page }) => {
    await page.route('**/api/**', (route) => route.fulfill({ status: 200, body }));
    await demo.open();
    await expect(page.getByRole('alert')).toContainText('its answer cannot be read');
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
    await expect(page.locator('.file')).toHaveCount(0);
  });
}

test('a service that knows no flags sends all texts at once: nothing is asked for again', async ({
  demo,
  page,
}) => {
  await page.route('**/api/**', (route) => {
    const url = new URL(route.request().url());
    url.searchParams.delete('summary_only');
    return route.continue({ url: url.href });
  });
  await demo.open();
  await demo.openFile('src/app.js');
  await expect(page.locator('.addition .text')).toHaveText("const side = 'project';");
  expect(demo.requests).toHaveLength(1);
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
  await expect(page.locator('.raw .text')).toHaveText('stray <b>text</b>');
});

test('without Workers the engine runs in the page', async ({ demo, page }) => {
  await page.route('**/diff-worker.js', (route) => route.abort());
  await demo.open();
  await demo.openFile('docs/guide.md');
  await expect(page.locator('.addition mark').first()).toHaveText('is');
});
