import { expect, test } from './fixtures.ts';
import { startDemo } from './support/demo-process.ts';

test('each scope shows its own rows, and what is there is not asked for again', async ({ demo, page }) => {
  const expectRows = async (from: string, to: string) => {
    await expect(page.locator('.deletion .text')).toHaveText(`const side = '${from}';`);
    await expect(page.locator('.addition .text')).toHaveText(`const side = '${to}';`);
  };
  await demo.open();
  await demo.openFile('src/app.js');
  await expectRows('collection', 'project');
  await demo.chooseScope('Source vs. Collection');
  await expectRows('collection', 'source');
  await demo.chooseScope('Source vs. Project');
  await expectRows('source', 'project');
  expect(demo.requests.map(({ pathname }) => pathname.split('/').at(-1))).toEqual([
    'diff',
    'diff',
    'upstream-diff',
    'upstream-diff',
    'source-project-diff',
    'source-project-diff',
  ]);
  await demo.chooseScope('Collection vs. Project');
  await expectRows('collection', 'project');
  await demo.chooseScope('Source vs. Collection');
  await expectRows('collection', 'source');
  await page.goBack();
  await expectRows('collection', 'project');
  expect(demo.requests).toHaveLength(6);
});

test('the latest wish wins: a late answer to an older one is not shown', async ({ demo, page }) => {
  await demo.open();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/diff?*file_paths=docs*', async (route) => {
    await released;
    await route.continue().catch(() => {}); // it was given up
  });
  await demo.openFile('docs/guide.md');
  await expect(demo.state).toContainText('Loading docs/guide.md (Collection vs. Project)');
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  release();
  await page.waitForTimeout(300);
  await expect(demo.header).toHaveText('src/app.js');
  await expect(page.locator('.addition .text')).toHaveText("const side = 'project';");
});

test('scopes without their trees are disabled and say why', async ({ page, sample }) => {
  const { collection, project } = sample.trees;
  const { origin, stop } = await startDemo(['--collection', collection, '--project', project]);
  try {
    await page.goto(`${origin}/#scope=source-vs-project`);
    await expect(page.getByRole('radio', { name: 'Collection vs. Project' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Source vs. Project' })).toBeDisabled();
    await expect(page.locator('.segment', { hasText: 'Source vs. Project' })).toContainText(
      'No source given',
    );
  } finally {
    stop();
  }
});
