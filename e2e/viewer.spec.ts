// The viewer as somebody first meets it.

import { readFileSync } from 'node:fs';
import { expect, test } from './support/viewer-test.ts';

test('three files: list, rows of both views, marks, hidden characters', async ({ viewer, page }) => {
  await viewer.open('case=three');
  await expect(viewer.heading).toHaveText('src/app.ts');
  await expect(page.locator('.hw-addition .hw-changed').first()).toHaveText('Number(process.env.PORT ?? ');
  await expect(page.locator('.hw-hidden-character')).toHaveCount(4);
  await page.getByText('Unified', { exact: true }).click();
  expect((await viewer.textsInSight()).slice(1, 5)).toEqual([
    "1|1 import { createServer } from 'node:http';",
    '2|2 ',
    '3| const port = 8080;',
    "4| const host = 'localhost';",
  ]);
  await viewer.file('docs/guide.md').click();
  await expect(viewer.heading).toHaveText('docs/guide.md from docs/old-guide.md');
});

test('the files prop works with nothing but files, under a strict policy', async ({ viewer, page }) => {
  await viewer.open('case=files');
  await expect(viewer.rows).toHaveCount(5);
  await expect(page.locator('.hw-totals')).toHaveText('+1~2');
  await page.getByRole('button', { name: 'Merge' }).click();
  await expect(page.locator('.hw-new-side')).toContainText('merge');
});

test('with an engine in a Worker, rows come at once and marks after them', async ({ viewer, page }) => {
  await viewer.open('case=three&engine=worker');
  await expect(page.locator('.hw-addition .hw-changed').first()).toHaveText('Number(process.env.PORT ?? ');
  await viewer.openHuge('view=unified&engine=worker');
  await viewer.jump([1]);
  await expect(page.locator('.hw-deletion .hw-changed').last()).toHaveText('old');
});

test('light and dark: the attribute decides, and every colour follows', async ({ viewer, page }) => {
  const expectColours = async (theme: string, colours: Record<string, string>) => {
    await viewer.open(`case=three&view=unified&theme=${theme}`);
    const { text = '', ...backgrounds } = colours;
    await expect(page.locator('.hw-viewer')).toHaveCSS('color', text);
    for (const [selector, colour] of Object.entries(backgrounds))
      await expect(page.locator(selector).first()).toHaveCSS('background-color', colour);
  };
  await expectColours('light', {
    text: 'rgb(26, 31, 41)',
    '.hw-viewer': 'rgb(255, 255, 255)',
    '.hw-row.hw-addition': 'rgb(228, 246, 238)',
    '.hw-row.hw-deletion': 'rgb(253, 238, 235)',
    '.hw-addition .hw-changed': 'rgb(159, 224, 193)',
  });
  await expectColours('dark', {
    text: 'rgb(227, 231, 238)',
    '.hw-viewer': 'rgb(18, 21, 27)',
    '.hw-row.hw-addition': 'rgb(16, 39, 30)',
    '.hw-row.hw-deletion': 'rgb(46, 24, 25)',
    '.hw-addition .hw-changed': 'rgb(29, 95, 68)',
  });
});

test('the keyboard goes through files and changes', async ({ viewer, page }) => {
  await viewer.open('case=three');
  await viewer.scroller.focus();
  await page.keyboard.press('n');
  await expect(page.locator('.hw-current')).toContainText('const port');
  await page.keyboard.press('F7');
  await expect(page.locator('.hw-current')).toContainText('createServer');
  await page.keyboard.press('p');
  await expect(page.locator('.hw-current')).toContainText('const port');
  await page.keyboard.press(']');
  await expect(viewer.heading).toContainText('docs/guide.md');
  await page.keyboard.press('[');
  await expect(viewer.heading).toHaveText('src/app.ts');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Next change');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

for (const [query, width] of [
  ['case=three&theme=light&view=split', 1440],
  ['case=three&theme=dark&view=unified', 1440],
  ['case=many&theme=light', 768],
  ['case=files&theme=dark', 375],
  ['case=huge&theme=light', 1440],
] as const) {
  test(`nothing for axe to find: ${query}, ${width} px`, async ({ viewer, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await viewer.open(query);
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as {
        axe: {
          run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      };
      const found = await checker.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
    });
    expect(violations).toEqual([]);
  });
}
