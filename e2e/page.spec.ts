import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ONLY_CHROMIUM_EMULATES, onlyChromium } from './support/only-chromium.ts';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const found = await checker.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, fields, width] of [
    ['the tab with an open file and costs', { file: 'src/app.js', costs: '1' }, 1440],
    ['a narrow tab', { file: 'docs/guide.md' }, 375],
    ['the costs as a sheet', { costs: '1' }, 375],
    ['a place for one’s own files', { set: 'own' }, 768],
    ['the deployments', { tab: 'deployments' }, 1024],
    ['the words about the page', { tab: 'about' }, 1024],
  ] as const) {
    const where = colorScheme === 'light' ? {} : onlyChromium(ONLY_CHROMIUM_EMULATES);
    test(`nothing for axe to find: ${name}, ${colorScheme}`, where, async ({ demo, page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await demo.open(fields);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
    });
  }
}

test('everything is reached and used with the keyboard', async ({ demo, page }) => {
  await page.setViewportSize({ width: 1440, height: 800 });
  await demo.openSettled();
  const tabTo = async (matches: (name: string) => boolean) => {
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const { activeElement: element } = document;
        return (
          element?.getAttribute('aria-label') ??
          element?.closest('label')?.textContent ??
          element?.textContent ??
          ''
        );
      });
      if (matches(name.trim())) return;
    }
    throw new Error('Tab does not lead there.');
  };
  await tabTo((name) => name === 'Collection vs. Project');
  await page.keyboard.press('ArrowRight');
  await expect(demo.scope('Source vs. Collection')).toBeChecked();
  await tabTo((name) => name === 'Files');
  await page.keyboard.press('Enter');
  await expect(demo.rows.first()).toBeVisible();
  await tabTo((name) => name.startsWith('Other scopes ahead'));
  await page.keyboard.press('Space');
  await expect(page.getByLabel('Other scopes ahead')).not.toBeChecked();
  await tabTo((name) => name === 'Reset figures');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing was asked yet.')).toBeVisible();
});

test('the sheet of costs is closed with Escape, and the focus goes back', async ({ demo, page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await demo.open();
  const toggle = page.getByRole('button', { name: 'Costs', exact: true });
  await toggle.click();
  await expect(page.getByRole('complementary', { name: 'Costs' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.getByLabel('Close costs').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Costs' })).toHaveCount(0);
  await expect(toggle).toBeFocused();
});

test('the panel and the report agree', async ({ demo, page }) => {
  await page.setViewportSize({ width: 1440, height: 800 });
  await demo.openSettled();
  await demo.openFile('src/app.js');
  await expect(demo.rows.first()).toBeVisible();
  await page.waitForTimeout(1200);
  const report = await demo.report();
  expect(report.requests.length).toBe(demo.requests.length);
  for (const { status, bytes, ms } of report.requests) {
    expect(status).toBe(200);
    expect(bytes).toBeGreaterThan(0);
    expect(ms).toBeGreaterThan(0);
  }
  expect(report.steps.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'sync-tab.mount',
      'sync-tab.first-data',
      'project-selector.ready',
      'diff-viewer.detail',
    ]),
  );
  expect(report.files).toMatchObject([{ path: 'src/app.js', rows: 9 }]);
  expect(report.wasmHeapBytes).toBeGreaterThan(1e6);
  const figure = (name: string) => page.locator('.figure', { hasText: name }).locator('.figure-value');
  await expect(figure('Requests')).toHaveText(String(report.requests.length));
  await expect(page.locator('.requests li')).toHaveCount(report.requests.length);

  await page.getByRole('button', { name: 'Start cold' }).click();
  await demo.settled(4);
  expect((await demo.report()).requests.map(({ query }) => query)).toContain('file src/app.js, Coll vs Proj');
});

test(
  'the report can be downloaded',
  onlyChromium('Firefox tells WebDriver BiDi nothing of a download that a page makes itself'),
  async ({ demo, page }) => {
    await page.setViewportSize({ width: 1440, height: 800 });
    await demo.openSettled();
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download JSON' }).click();
    const saved = JSON.parse(readFileSync(await (await arriving).path(), 'utf8'));
    expect(saved.requests).toHaveLength(demo.requests.length);
  },
);

test('the engine can be moved while the page runs', async ({ demo, page }) => {
  await page.setViewportSize({ width: 1440, height: 800 });
  await demo.openSettled({ file: 'src/app.js' }, 4);
  await page.getByRole('combobox', { name: 'Engine' }).selectOption('page');
  await demo.settled(8);
  await expect(demo.line('addition')).toHaveText("const side = 'project';");
});

test('no violation of a strict policy, whatever is shown and wherever the engine is', async ({
  demo,
  page,
}) => {
  test.slow();
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`violation: ${violatedDirective} ${blockedURI}`),
    );
  });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  for (const fields of [
    { file: 'src/app.js', costs: '1' },
    { file: 'src/app.js', engine: 'page', view: 'split' },
    { set: 'files', costs: '1' },
    { set: 'line', file: 'bundle.min.js' },
    { set: 'own' },
    { tab: 'deployments' },
  ]) {
    await page.goto('about:blank');
    await demo.open(fields as Record<string, string>);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(300);
  }
  expect(complaints).toEqual([]);
  const response = await page.request.get(demo.origin);
  const policy = response.headers()['content-security-policy'] ?? '';
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'"])
    expect(policy).toContain(part);
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain('unsafe-inline');
});
