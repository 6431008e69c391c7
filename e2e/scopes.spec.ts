import { expect, test } from './fixtures.ts';
import { startDemo } from './support/demo-process.ts';

test('each scope shows its own rows, and what is there is not asked for again', async ({ demo, page }) => {
  const expectRows = async (from: string, to: string) => {
    await expect(demo.line('deletion')).toHaveText(`const side = '${from}';`);
    await expect(demo.line('addition')).toHaveText(`const side = '${to}';`);
  };
  await demo.openSettled();
  await demo.openFile('src/app.js');
  await expectRows('collection', 'project');
  await demo.chooseScope('Source vs. Collection');
  await expectRows('collection', 'source');
  await demo.chooseScope('Source vs. Project');
  await expectRows('source', 'project');
  expect([...demo.diffs].sort()).toEqual([
    'diff src/app.js',
    'diff summary',
    'source-project-diff src/app.js',
    'source-project-diff summary',
    'upstream-diff src/app.js',
    'upstream-diff summary',
  ]);
  await demo.chooseScope('Collection vs. Project');
  await expectRows('collection', 'project');
  await demo.chooseScope('Source vs. Collection');
  await expectRows('collection', 'source');
  await page.goBack();
  await expectRows('collection', 'project');
  expect(demo.diffs).toHaveLength(6);
});

test('the latest wish wins: a late answer to an older one is not shown', async ({ demo, page }) => {
  await demo.openSettled();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/diff?*file_paths=docs*', async (route) => {
    await released;
    await route.continue().catch(() => {}); // it was given up
  });
  await demo.openFile('docs/guide.md');
  await expect(page.getByText('Loading docs/guide.md')).toBeVisible();
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  release();
  await page.waitForTimeout(300);
  await expect(demo.heading).toHaveText('src/app.js');
  await expect(demo.line('addition')).toHaveText("const side = 'project';");
  const { requests } = await demo.report();
  expect(requests.find(({ query }) => query.startsWith('file docs/guide.md'))?.outcome).toBe('ended');
});

test('scopes without their trees cannot be chosen and say why', async ({ page, sample }) => {
  const { collection, project } = sample.trees;
  const { origin, stop } = await startDemo(['--collection', collection, '--project', project]);
  try {
    await page.goto(`${origin}/`);
    await expect(page.getByRole('radio', { name: 'Collection vs. Project' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Source vs. Project' })).toBeDisabled();
    await expect(page.getByText('No source or project available')).toBeVisible();
    await expect(page.getByText('No upstream source configured')).toBeVisible();
  } finally {
    stop();
  }
});

test('without a project the source is compared at first', async ({ page, sample }) => {
  const { source, collection } = sample.trees;
  const { origin, stop } = await startDemo(['--source', source, '--collection', collection]);
  try {
    await page.goto(`${origin}/#file=src%2Fapp.js&view=unified`);
    await expect(page.getByRole('radio', { name: 'Source vs. Collection' })).toBeChecked();
    await expect(page.locator('.hw-addition .hw-line')).toHaveText("const side = 'source';");
    await page.getByRole('link', { name: 'Deployments' }).click();
    await expect(page.getByRole('main')).toContainText('nothing is deployed');
  } finally {
    stop();
  }
});

test('a link reproduces set, scope, file, view and switches', async ({ demo, page }) => {
  await demo.open({
    scope: 'source-vs-project',
    file: 'src/app.js',
    lazyDetail: '0',
    engine: 'page',
    delay: '100',
    costs: '1',
  });
  await expect(demo.line('deletion')).toHaveText("const side = 'source';");
  await expect(demo.scope('Source vs. Project')).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Unified' })).toBeChecked();
  await expect(page.getByLabel('Text on opening')).not.toBeChecked();
  await expect(page.getByLabel('Summary first')).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Engine' })).toHaveValue('page');
  await expect(page.getByLabel('Delay')).toHaveValue('100');
  const { address } = await demo.report();
  await page.getByText('Split', { exact: true }).click();
  await page.getByLabel('Delay').selectOption('0');
  expect((await demo.report()).address).not.toBe(address);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Split' })).toBeChecked();
  await expect(page.getByLabel('Delay')).toHaveValue('0');
});
