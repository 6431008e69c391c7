// The room that a page, a window, a sheet of paper or the reader’s own colours leave the viewer.

import { ONLY_CHROMIUM_EMULATES, onlyChromium } from './support/only-chromium.ts';
import { expect, test } from './support/viewer-test.ts';

const MOST_ELEMENTS = 3000;

test('a page that gives no height still gets a screen of rows, not all of them', async ({ viewer }) => {
  await viewer.openHuge('height=auto');
  expect(await viewer.elements()).toBeLessThan(MOST_ELEMENTS);
});

test('where a page gives no width, as in a row of things, the viewer takes all of it', async ({
  viewer,
  page,
}) => {
  await viewer.open('case=three');
  for (const display of ['block', 'flex', 'grid']) {
    await page.locator('#root').evaluate((root, value) => {
      root.style.cssText = `display: ${value}; justify-items: start`;
    }, display);
    const { width } = (await page.locator('.hw-viewer').boundingBox()) as DOMRect;
    expect(width).toBe(page.viewportSize()?.width);
  }
});

test('a list that was made wide leaves the rows their room in a smaller window', async ({ viewer, page }) => {
  await page.setViewportSize({ width: 2000, height: 600 });
  await viewer.open('case=three');
  const widthOf = async (selector: string) => (await page.locator(selector).boundingBox())?.width ?? 0;
  const divider = (await page.locator('.hw-divider').boundingBox()) as DOMRect;
  await page.mouse.move(divider.x, 300);
  await page.mouse.down();
  await page.mouse.move(900, 300);
  await page.mouse.up();
  expect(await widthOf('.hw-files')).toBe(720);
  await page.setViewportSize({ width: 800, height: 600 });
  expect(await widthOf('.hw-files')).toBe(480);
  expect(await widthOf('.hw-diff')).toBe(319);
  await page.setViewportSize({ width: 2000, height: 600 });
  expect(await widthOf('.hw-files')).toBe(720);
});

test('notes leave a line its room in narrow halves', async ({ viewer, page }) => {
  for (const width of [800, 1100, 1280]) {
    await page.setViewportSize({ width, height: 600 });
    await viewer.open('case=three&view=split');
    const noted = page.locator('.hw-half', { has: page.locator('.hw-note') }).locator('.hw-text');
    await expect(noted).toHaveCount(2);
    const half = (await page.locator('.hw-half').first().boundingBox())?.width ?? 0;
    for (const text of await noted.all()) expect((await text.boundingBox())?.width).toBeGreaterThan(half / 3);
  }
});

const ownColours = onlyChromium(ONLY_CHROMIUM_EMULATES);

test(
  'in the colours of the reader a match looks otherwise than a change, and the panes stay apart',
  ownColours,
  async ({ viewer, page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await viewer.open('case=three&view=unified');
    await viewer.scroller.focus();
    await page.keyboard.press('f');
    await page.keyboard.type('start');
    await expect(page.locator('.hw-found')).toHaveCount(1);
    const colourOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await colourOf('.hw-found')).not.toBe(await colourOf('.hw-changed'));
    expect(await colourOf('.hw-divider')).not.toBe(await colourOf('.hw-viewer'));
  },
);

const onPaper = onlyChromium(ONLY_CHROMIUM_EMULATES);

test(
  'on paper few rows are all there, of many those in sight, and no list',
  onPaper,
  async ({ viewer, page }) => {
    const heights = () =>
      page.evaluate(() => {
        const bottoms = [...document.querySelectorAll('.hw-row')].map(
          (row) => row.getBoundingClientRect().bottom,
        );
        const { height } = document.querySelector('.hw-viewer')?.getBoundingClientRect() ?? { height: 0 };
        return { last: Math.max(...bottoms), viewer: height };
      });
    await page.setViewportSize({ width: 800, height: 300 });
    await viewer.open('case=three&view=split');
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.hw-files')).toBeHidden();
    const few = await heights();
    expect(few.viewer).toBeGreaterThan(400);
    expect(few.last).toBeLessThanOrEqual(few.viewer + 1);
    const overhangs = await page
      .locator('.hw-line')
      .evaluateAll((lines) => lines.map((line) => line.scrollWidth - line.clientWidth));
    expect(Math.max(...overhangs)).toBeLessThanOrEqual(1);
    await page.emulateMedia({ media: 'screen' });
    await viewer.openHuge('rows=30000&view=unified');
    await page.emulateMedia({ media: 'print' });
    expect((await heights()).viewer).toBeLessThan(2000);
  },
);

test('on a narrow screen the list is a sheet', async ({ viewer, page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await viewer.open('case=three');
  await expect(viewer.file('docs/guide.md')).toBeHidden();
  await page.getByRole('button', { name: 'Files' }).click();
  await viewer.file('docs/guide.md').click();
  await expect(viewer.heading).toContainText('docs/guide.md');
  await expect(viewer.file('src/app.ts')).toBeHidden();
  await page.keyboard.press(']');
  await expect(viewer.heading).toContainText('src/lib/unused.ts');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter files' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(viewer.file('src/app.ts')).toBeHidden();
  await page.keyboard.press('[');
  await expect(viewer.heading).toContainText('docs/guide.md');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});

test('the keyboard does not go behind the sheet', async ({ viewer, page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await viewer.open('case=three');
  await page.getByRole('button', { name: 'Files' }).click();
  await page.getByRole('tree').focus();
  await page.keyboard.press('Tab'); // in Firefox on to the browser's own bar, so nothing follows
  expect(await page.evaluate(() => document.activeElement?.closest('.hw-diff'))).toBeNull();
});

test('who opens a file in the sheet is in its rows', async ({ viewer, page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await viewer.open('case=three');
  await page.getByRole('button', { name: 'Files' }).click();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(viewer.heading).toContainText('docs/guide.md');
  await expect(viewer.scroller).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter files' })).toBeFocused();
  await page.getByRole('tree').focus();
  await page.keyboard.press('f');
  await expect(page.getByRole('searchbox', { name: /Find in/ })).toBeFocused();
});

test('a sheet that was left open is none in a wider window: Escape is the page’s', async ({
  viewer,
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await viewer.open('case=three');
  await page.getByRole('button', { name: 'Files' }).click();
  await page.setViewportSize({ width: 1200, height: 700 });
  await expect(page.locator('.hw-list-open')).toHaveCount(0);
  await page.getByRole('tree').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tree')).toBeFocused();
});
