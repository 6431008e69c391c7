import { readFileSync } from 'node:fs';
import { test as base, expect } from './fixtures.ts';
import { serveViewer } from './pages/viewer/serve-viewer.ts';
import { ViewerDriver } from './pages/viewer/viewer-driver.ts';
import { expectShortTasks, longTasks } from './support/long-tasks.ts';
import { ONLY_CHROMIUM_EMULATES, onlyChromium } from './support/only-chromium.ts';
import { typeInto } from './support/type-into.ts';

const test = base.extend<{ viewer: ViewerDriver }, { viewerOrigin: string }>({
  viewerOrigin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    async ({}, use) => {
      const { origin, close } = await serveViewer();
      await use(origin);
      await close();
    },
    { scope: 'worker' },
  ],
  viewer: async ({ page, viewerOrigin }, use) => use(new ViewerDriver(page, viewerOrigin)),
});

const MOST_ELEMENTS = 3000;

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

for (const view of ['unified', 'split']) {
  test(`a million rows, ${view}: few elements, short tasks, no blank, right to the last row`, async ({
    viewer,
    page,
  }) => {
    test.slow();
    await viewer.openHuge(`view=${view}`);
    expect(await viewer.elements()).toBeLessThan(MOST_ELEMENTS);
    const parts = Array.from({ length: 60 }, (_, i) => ((i * 37) % 61) / 60);
    await expectShortTasks(page, async () => {
      expect(Math.max(...(await viewer.jump([...parts, 1, 0])))).toBeLessThanOrEqual(1);
      await viewer.scroller.hover();
      for (let i = 0; i < 20; ++i) await page.mouse.wheel(0, 120);
      await viewer.scroller.focus();
      await page.keyboard.press('End');
    });
    const last = view === 'split' ? '909090|909090 line 909090 is new' : '|909090 line 909090 is new';
    await expect(async () => expect((await viewer.textsInSight()).at(-1)).toContain(last)).toPass();
    expect(await viewer.elements()).toBeLessThan(MOST_ELEMENTS);
    // Exactly at the lower edge: nothing behind it, nothing of it cut off.
    const gap = await viewer.scroller.evaluate((scroller) => {
      const rows = [...scroller.querySelectorAll('.hw-row')];
      return Math.round(
        (rows.at(-1)?.getBoundingClientRect().bottom ?? 0) - scroller.getBoundingClientRect().bottom,
      );
    });
    expect(Math.abs(gap)).toBeLessThanOrEqual(1);
  });
}

for (const engine of ['page', 'worker']) {
  test(`a million rows, engine in the ${engine}: the first are there in two frames, no task holds the page up`, async ({
    viewer,
    page,
  }) => {
    test.slow();
    const frames: number[] = [];
    // Whatever else this machine does may lengthen a task or miss a frame, but not every time.
    for (let attempt = 0; attempt < 8; ++attempt) {
      await viewer.open(`case=huge&engine=${engine}`);
      await page.waitForTimeout(500);
      let first = 0;
      const long = await longTasks(page, async () => {
        first = await viewer.loadInFrames();
      });
      if (first <= 2 && long.length === 0) return;
      frames.push(first, ...long);
    }
    expect(frames).toEqual([]);
  });
}

for (const [rows, last] of [
  [1_000_000, 'line 909090'],
  [300_000, 'line 272727'],
] as const) {
  test(`${rows} rows: an End pressed before all of them are read leads to the last`, async ({
    viewer,
    page,
  }) => {
    await viewer.open(`case=huge&view=split&rows=${rows}&rest=scroll`);
    await page.getByRole('button', { name: 'Load diff' }).click();
    await viewer.rows.first().waitFor();
    await viewer.scroller.focus();
    await page.keyboard.press('End');
    await page.locator('.hw-rows[aria-busy=false]').waitFor();
    expect((await viewer.textsInSight()).at(-1)).toContain(last);
    await page.keyboard.press('Home');
    expect((await viewer.textsInSight())[0]).toContain('@@');
  });
}

/** Every line of the file says its own number and its kind. */
function expectOwnNumbers(texts: readonly string[]): void {
  expect(texts.length).toBeGreaterThan(10);
  const lines = texts.map((text) => {
    const [, numbers, line, kind] = /^(\S*) line (\d+) is (old|new|the same)/.exec(text) ?? [];
    expect({ text, numbers }).toEqual({
      text,
      numbers: { old: `${line}|`, new: `|${line}`, 'the same': `${line}|${line}` }[kind ?? ''],
    });
    return Number(line);
  });
  for (const [i, line] of lines.slice(1).entries()) expect([0, 1]).toContain(line - (lines[i] ?? 0));
}

test('a million rows, of which no browser lays out all: numbers and texts are right wherever the scroll bar is', async ({
  viewer,
}) => {
  test.slow();
  await viewer.openHuge('view=unified');
  expect(await viewer.scroller.evaluate(({ scrollHeight }) => scrollHeight)).toBeLessThan(17_800_000);
  for (const part of [0.001, 0.25, 0.5, 0.8899, 0.95, 0.999, 1, 0.1]) {
    await viewer.jump([part]);
    await expect(async () => expectOwnNumbers(await viewer.textsInSight())).toPass({ timeout: 2000 });
  }
  await viewer.jump([0.999]);
  const [first = ''] = await viewer.textsInSight();
  expect(Number(/line (\d+)/.exec(first)?.[1])).toBeGreaterThan(890_000); // 999 of 1,000 rows are above
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

test('a page that gives no height still gets a screen of rows, not all of them', async ({ viewer }) => {
  await viewer.openHuge('height=auto');
  expect(await viewer.elements()).toBeLessThan(MOST_ELEMENTS);
});

test('a million rows: the wheel moves by rows, wherever the scroll bar is', async ({ viewer, page }) => {
  test.slow();
  await viewer.openHuge('view=unified');
  await viewer.jump([0.5]);
  const lineInSight = async () => Number(/line (\d+)/.exec((await viewer.textsInSight())[0] ?? '')?.[1]);
  const before = await lineInSight();
  expect(before).toBeGreaterThan(440_000);
  await viewer.scroller.hover();
  for (let i = 0; i < 10; ++i) {
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(500);
  const after = await lineInSight();
  // 2,000 pixels are 100 rows, of which every eleventh is an old one.
  expect(after - before).toBeGreaterThan(85);
  expect(after - before).toBeLessThan(96);
  // Where the wheel has led stays when the scroll bar is put right.
  await page.waitForTimeout(400);
  expect(await lineInSight()).toBe(after);
  expectOwnNumbers(await viewer.textsInSight());
});

for (const rows of [1_000_000, 30_000]) {
  test(`${rows} rows can be wrapped and read to the end`, async ({ viewer, page }) => {
    test.slow();
    await viewer.openHuge(`view=split&wrap=1&words=40&rows=${rows}`);
    expect(Math.max(...(await viewer.jump([0.3, 0.31, 0.9, 1])))).toBeLessThanOrEqual(1);
    const last = rows === 30_000 ? 'line 27272' : 'line 909090';
    expect((await viewer.textsInSight()).at(-1)).toContain(last);
    // Rows of which nobody knew the height come in from above: what is in sight moves by the wheel and nothing else.
    const topOf = (text: string) =>
      page.locator('.hw-row', { hasText: text }).evaluate((row) => row.getBoundingClientRect().top);
    await viewer.scroller.hover();
    await page.mouse.wheel(0, -300);
    await page.waitForTimeout(600);
    const [, , row = ''] = await viewer.textsInSight();
    const text = /line \d+ is/.exec(row)?.[0] ?? '';
    const before = await topOf(text);
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(600);
    expect(Math.abs((await topOf(text)) - before - 200)).toBeLessThanOrEqual(2);
  });
}

for (const rows of [30_000, 900]) {
  test(`${rows} wrapped rows: what is at the upper edge stays there at any width`, async ({
    viewer,
    page,
  }) => {
    await page.setViewportSize({ width: 1300, height: 700 });
    await viewer.openHuge(`view=split&wrap=1&words=40&rows=${rows}`);
    await viewer.scroller.hover();
    for (let i = 0; i < 15; ++i) await page.mouse.wheel(0, 400);
    const firstLine = async () => /line (\d+) /.exec((await viewer.textsInSight())[0] ?? '')?.[1];
    await expect.poll(async () => Number(await firstLine())).toBeGreaterThan(100);
    await page.waitForTimeout(300); // smooth scrolling comes to its end
    const before = await firstLine();
    for (const width of [1000, 375, 1300]) {
      await page.setViewportSize({ width, height: 700 });
      await expect(page.locator('.hw-is-split')).toHaveCount(width < 768 ? 0 : 1);
      await expect.poll(firstLine).toBe(before);
    }
  });
}

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

test('10,000 files: a complete list of few elements, filter, tree, keyboard', async ({ viewer, page }) => {
  await viewer.open('case=many');
  expect(await viewer.elements()).toBeLessThan(MOST_ELEMENTS);
  const list = page.getByRole('tree', { name: 'Files' });
  await expectShortTasks(page, async () => {
    await list.focus();
    await page.keyboard.press('End');
    await expect(viewer.file('packages/part-99/src/module-9999.ts')).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(viewer.heading).toHaveText('packages/part-99/src/module-9999.ts');
    await list.hover();
    for (let i = 0; i < 20; ++i) await page.mouse.wheel(0, -1000);
  });
  expect(await viewer.elements()).toBeLessThan(MOST_ELEMENTS);
  await page.keyboard.press('/');
  await page.keyboard.type('module-123');
  await expect(page.locator('.hw-list-count')).toHaveText('11 of 10,000 files');
  await page.getByLabel('Tree').check();
  await expect(page.getByRole('treeitem', { name: 'part-1/src' })).toBeVisible();
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

test('the keyboard does not go behind the sheet, and who opens a file in it is in its rows', async ({
  viewer,
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await viewer.open('case=three');
  await page.getByRole('button', { name: 'Files' }).click();
  await page.getByRole('tree').focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.hw-diff'))).toBeNull();
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
