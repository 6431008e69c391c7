import type { CostReport } from '../demo/page/measure/costs.ts';
import { expect, test } from './fixtures.ts';

const callsIn = ({ engineCalls }: CostReport): number =>
  Object.values(engineCalls).reduce((sum, calls) => sum + calls, 0);

test('opening asks for the selected scope, and for the others once it is on the screen', async ({
  demo,
  page,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/diff\?.*summary_only/, async (route) => {
    await released;
    await route.continue();
  });
  await demo.open();
  await expect.poll(() => demo.diffs).toEqual(['diff summary']);
  await page.waitForTimeout(400);
  expect(demo.diffs).toEqual(['diff summary']);
  release();
  await demo.settled(3);
  expect(demo.diffs).toEqual(['diff summary', 'upstream-diff summary', 'source-project-diff summary']);
  // The projects are known from one source.
  expect(demo.requests.filter(({ search }) => search.includes('include_deployments'))).toHaveLength(1);
  expect(demo.requests).toHaveLength(4);
});

test('opening a file is one request; going back to it is none', async ({ demo }) => {
  await demo.openSettled();
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  await demo.openFile('docs/guide.md');
  await expect(demo.heading).toHaveText('docs/guide.md');
  await expect(demo.rows.first()).toBeVisible();
  await demo.openFile('src/app.js');
  await expect(demo.line('addition')).toHaveText("const side = 'project';");
  expect(demo.diffs.slice(3)).toEqual(['diff src/app.js', 'diff docs/guide.md']);
});

test('going back to a scope asks for nothing and calls no engine', async ({ demo, page }) => {
  await demo.openSettled();
  await demo.openFile('src/app.js');
  await expect(demo.line('addition')).toHaveText("const side = 'project';");
  await demo.chooseScope('Source vs. Project');
  await expect(demo.line('deletion')).toHaveText("const side = 'source';");
  await page.waitForTimeout(300);
  const before = await demo.report();
  const requests = demo.requests.length;
  await demo.chooseScope('Collection vs. Project');
  await expect(demo.line('deletion')).toHaveText("const side = 'collection';");
  await demo.chooseScope('Source vs. Project');
  await expect(demo.line('deletion')).toHaveText("const side = 'source';");
  await page.waitForTimeout(300);
  expect(demo.requests).toHaveLength(requests);
  expect(callsIn(await demo.report())).toBe(callsIn(before));
});

test('while another tab is shown, nothing is asked for', async ({ demo, page }) => {
  await demo.open({ tab: 'about' });
  await expect(page.getByRole('heading', { name: 'About this page' })).toBeVisible();
  await page.waitForTimeout(500);
  expect(demo.requests).toEqual([]);
  expect(callsIn(await demo.report())).toBe(0);

  await page.getByRole('link', { name: 'Deployments' }).click();
  await expect(page.getByRole('main')).toContainText('modified');
  expect(demo.requests.map(({ pathname }) => pathname)).toEqual(['/api/v1/deploy']);
  await page.getByRole('link', { name: 'Sync status' }).click();
  await expect(demo.file('docs/guide.md')).toBeVisible();
});

test('coming back to the tab shows what it showed, without asking', async ({ demo, page }) => {
  await demo.openSettled();
  await demo.openFile('docs/guide.md');
  await expect(demo.rows.first()).toBeVisible();
  await page.waitForTimeout(300);
  const requests = demo.requests.length;
  const calls = callsIn(await demo.report());
  await page.getByRole('link', { name: 'About' }).click();
  await expect(demo.rows.first()).toBeHidden();
  await page.getByRole('link', { name: 'Sync status' }).click();
  await expect(demo.rows.first()).toBeVisible();
  await expect(demo.heading).toHaveText('docs/guide.md');
  await page.waitForTimeout(300);
  expect(demo.requests).toHaveLength(requests);
  expect(callsIn(await demo.report())).toBe(calls);
});

test('leaving the tab ends what it loads; coming back goes on', async ({ demo, page }) => {
  await demo.open({ delay: '2000' }); // time enough to leave before the request goes out
  await page.getByRole('link', { name: 'About' }).click();
  await page.waitForTimeout(2500);
  expect(demo.diffs).toEqual([]);
  await page.getByRole('link', { name: 'Sync status' }).click();
  await expect(demo.file('docs/guide.md')).toBeVisible();
  expect(demo.diffs[0]).toBe('diff summary');
});

test('each switch changes what is asked for', async ({ demo, page }) => {
  await demo.open({ prefetchScopes: '0' });
  await demo.treeItems.first().waitFor();
  await page.waitForTimeout(400);
  expect(demo.diffs).toEqual(['diff summary']);

  demo.requests.length = 0;
  await page.goto('about:blank');
  await demo.open({ summaryFirst: '0', prefetchScopes: '0' });
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.diffs).toEqual(['diff all']);

  demo.requests.length = 0;
  await page.goto('about:blank');
  await demo.open({ lazyDetail: '0', prefetchScopes: '0' });
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.diffs).toEqual(['diff summary', 'diff all']);

  // Switched while the page runs.
  await page.getByLabel('Other scopes ahead').check();
  await demo.settled(4);
  expect(demo.diffs).toHaveLength(4);
});

test('as it used to be: full answers, and scopes that nobody has chosen', async ({ demo, page }) => {
  await page.setViewportSize({ width: 1440, height: 800 });
  await demo.open({ tab: 'about' });
  await page.getByRole('button', { name: 'All off: as it used to be' }).click();
  await page.getByRole('link', { name: 'Sync status' }).click();
  await demo.settled(2);
  expect(demo.diffs).toEqual(['diff all', 'source-project-diff all']);
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.diffs).toHaveLength(2);
});

test('an old service: full answers, and yet no file is asked for', async ({ demo, page, oldService }) => {
  await page.goto(`${oldService}/#view=unified`);
  await expect(page.getByLabel('What is compared')).toContainText('(old service)');
  await demo.treeItems.first().waitFor();
  await demo.settled(3);
  await demo.openFile('src/app.js');
  await expect(demo.line('addition')).toHaveText("const side = 'project';");
  expect(demo.diffs).toHaveLength(3);
});

test('an action that the service refuses is told', async ({ demo, page }) => {
  await demo.openSettled();
  await page.getByRole('button', { name: 'Deploy …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Deploy/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('This service only reads');
});
