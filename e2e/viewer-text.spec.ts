// What is selected, copied and found, rows that are not in the document included.

import { onlyChromium } from './support/only-chromium.ts';
import { typeInto } from './support/type-into.ts';
import { expect, test } from './support/viewer-test.ts';

test('rows that were hidden for a while are where they were, to the side, too', async ({ viewer, page }) => {
  await viewer.openHuge('view=split&words=40&rows=30000');
  const place = () => viewer.scroller.evaluate(({ scrollTop, scrollLeft }) => [scrollTop, scrollLeft]);
  await viewer.scroller.evaluate((scroller) => scroller.scrollTo(300, 6000));
  await expect.poll(place).toEqual([6000, 300]);
  await page.evaluate(async () => {
    const { body } = document;
    body.hidden = true;
    for (let frames = 0; frames < 3; ++frames) await new Promise(requestAnimationFrame);
    body.hidden = false;
    for (let frames = 0; frames < 3; ++frames) await new Promise(requestAnimationFrame);
  });
  expect(await place()).toEqual([6000, 300]);
});

test('what is selected is copied whole, rows that are not in the document included', async ({
  viewer,
  page,
}) => {
  test.slow();
  await viewer.openHuge('view=unified');
  await page.locator('.hw-line', { hasText: /^line 1 is/ }).click({ position: { x: 5, y: 10 } });
  await viewer.scroller.evaluate((scroller) => scroller.scrollTo(0, 20_000));
  await page.waitForTimeout(100);
  const target = page.locator('.hw-line', { hasText: /^line 920 is new/ });
  await target.click({ modifiers: ['Shift'], position: { x: 60, y: 10 } });
  const lines = (await viewer.copied()).split('\n');
  expect(lines).toHaveLength(1012);
  expect(lines.slice(0, 2)).toEqual(['line 1 is the same on both sides', 'line 2 is the same on both sides']);
  expect(lines[9]).toBe('line 10 is old');
  expect(lines.at(-1)).toMatch(/^line \d*/); // how far a pixel reaches is up to the font
  await viewer.scroller.focus();
  await page.keyboard.press('Control+a');
  expect((await viewer.copied()).split('\n')).toHaveLength(999_999);
});

test('all rows that are selected look so, also those that are drawn later', async ({ viewer, page }) => {
  await viewer.openHuge('view=unified&rows=30000');
  await viewer.scroller.focus();
  await page.keyboard.press('Control+a');
  await viewer.jump([0.5]);
  const isSelected = await viewer.rows.evaluateAll((rows) =>
    rows.map((row) => document.getSelection()?.containsNode(row, true)),
  );
  expect(isSelected.length).toBeGreaterThan(20);
  expect(isSelected).not.toContain(false);
});

const threeClicks = onlyChromium('to Firefox Playwright sends three clicks as three times one');

for (const view of ['unified', 'split']) {
  test(
    `three clicks copy a row, be it a header or the last one (${view})`,
    threeClicks,
    async ({ viewer, page }) => {
      await viewer.open(`case=three&view=${view}`);
      for (const text of ['@@ -1,10 +1,11 @@ export function start() {', 'const port = 8080;', '};']) {
        const line = page.locator('.hw-line').getByText(text, { exact: true }).last();
        await line.click({ clickCount: 3, position: { x: 8, y: 10 } });
        expect((await viewer.copied()).trimEnd()).toBe(text);
      }
    },
  );
}

test('a drag out of a row across both halves marks and copies the half that it began above', async ({
  viewer,
  page,
}) => {
  await viewer.open('case=three&view=split');
  const header = (await page.locator('.hw-row.hw-hunkHeader').first().boundingBox()) as DOMRect;
  const [row] = await page.locator('.hw-row', { hasText: 'const port = 8080;' }).all();
  for (const [half, x, others] of [
    ['old', 0.3, 'new'],
    ['new', 0.7, 'old'],
  ] as const) {
    const end = (await row?.locator(`.hw-${half} .hw-line`).boundingBox()) as DOMRect;
    await page.evaluate(() => getSelection()?.empty()); // or the drag would take along what is selected
    await page.mouse.move(header.x + header.width * x, header.y + header.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x + end.width - 2, end.y + end.height / 2, { steps: 5 });
    await page.mouse.up();
    const copied = (await viewer.copied()).split('\n');
    expect(copied.at(-1)).toBe(await row?.locator(`.hw-${half} .hw-line`).textContent());
    const other = row?.locator(`.hw-${others} .hw-line`);
    expect(await other?.evaluate((line) => getComputedStyle(line).userSelect)).toBe('none');
  }
});

test('the search finds rows that are not in the document', async ({ viewer, page }) => {
  test.slow();
  await viewer.openHuge('view=split');
  await viewer.scroller.focus();
  await page.keyboard.press('Control+f');
  await typeInto(page.getByRole('searchbox', { name: 'Find in huge.txt' }), 'LINE 700000 ');
  await expect(page.locator('.hw-find-count')).toHaveText('1 of 2', { timeout: 20_000 });
  await expect(page.locator('.hw-found')).toHaveText('line 700000 ');
  await page.keyboard.press('Enter');
  await expect(page.locator('.hw-find-count')).toHaveText('2 of 2');
  await page.keyboard.press('Escape');
  await expect(page.locator('.hw-find')).toHaveCount(0);
});

for (const [query, path, text] of [
  ['view=split', 'src/app.ts', 'something to do'],
  ['view=unified', 'src/lib/unused.ts', "x';"],
  ['view=split&wrap=1', 'src/lib/unused.ts', "x';"],
] as const) {
  test(`a match far inside a long line comes into sight: ${query}, ${text}`, async ({ viewer, page }) => {
    await page.setViewportSize({ width: 900, height: 500 });
    await viewer.open(`case=three&${query}`);
    await viewer.file(path).click();
    await expect(viewer.heading).toHaveText(path);
    await viewer.scroller.focus();
    await page.keyboard.press('f');
    await page.keyboard.type(text);
    await expect(page.locator('.hw-find-count')).toHaveText('1 of 1');
    const overhang = () =>
      page
        .locator('.hw-found')
        .first()
        .evaluate((match) => {
          const { left, right, top, bottom } = match.getBoundingClientRect();
          const cell = match.closest('.hw-text')?.getBoundingClientRect() as DOMRect;
          const sight = match.closest('.hw-scroller')?.getBoundingClientRect() as DOMRect;
          return Math.max(cell.left - left, right - cell.right, sight.top - top, bottom - sight.bottom);
        });
    await expect.poll(overhang).toBeLessThanOrEqual(1);
  });
}

const shadowTrees = onlyChromium('browsers do not agree on what is selected in a shadow tree');

test(
  'in a shadow tree, too, rows that are not drawn are copied and the focus stays',
  shadowTrees,
  async ({ viewer, page }) => {
    await viewer.openHuge('view=unified&rows=30000&in=shadow');
    const lineWith = (text: RegExp) => page.locator('.hw-line', { hasText: text });
    await lineWith(/^line 1 is/).click({ position: { x: 5, y: 10 } });
    await viewer.scroller.evaluate((scroller) => scroller.scrollTo(0, 2000));
    await lineWith(/^line 100 is old/).click({ modifiers: ['Shift'], position: { x: 60, y: 10 } });
    const lines = (await viewer.copied()).split('\n');
    expect(lines).toHaveLength(109);
    expect(lines[0]).toBe('line 1 is the same on both sides');
    await viewer.scroller.focus();
    await page.keyboard.press('Control+a');
    await viewer.scroller.evaluate((scroller) => scroller.scrollTo(0, 6000));
    expect((await viewer.copied()).split('\n')).toHaveLength(29_999);
    await page.keyboard.press('f');
    await expect(page.getByRole('searchbox', { name: /Find in/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(viewer.scroller).toBeFocused();
    await page.keyboard.press('?');
    await page.keyboard.press('Escape');
    await expect(viewer.scroller).toBeFocused();
  },
);
