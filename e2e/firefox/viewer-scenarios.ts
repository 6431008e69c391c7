// The viewer by itself, under a strict policy: rows, keys, selection, search, colours, narrow windows.

import { strict as assert } from 'node:assert';
import type { PageDriver, SeenRow } from './page-driver.ts';
import type { Places } from './places.ts';
import type { Scenario } from './scenario.ts';

async function open(page: PageDriver, { viewer }: Places, query: string): Promise<void> {
  await page.page.goto(`${viewer}/index.html?${query}`);
  await page.page.waitForSelector('.hw-row, .hw-notice');
}

/** The file of a million rows, 20 million px of them, read to its last. */
async function openHuge(page: PageDriver, places: Places, query: string): Promise<void> {
  await open(page, places, `case=huge&${query}`);
  await page.clickText('Load diff');
  await page.page.waitForSelector('.hw-rows[aria-busy=false]', { timeout: 120_000 });
}

/** Every line of that file says its own number. */
function assertNumbered(rows: readonly SeenRow[], where: string): void {
  assert.ok(rows.length > 10, `${where}: ${rows.length} rows in sight`);
  for (const { numbers, text } of rows) {
    const [, line, kind] = /^line (\d+) is (old|new|the same)/.exec(text) ?? [];
    const expected = { old: [line, ''], new: ['', line], 'the same': [line, line] }[kind ?? ''];
    assert.deepEqual(numbers, expected, `${where}: ${text}`);
  }
  const lines = rows.map(({ numbers }) => Number(numbers.find(Boolean)));
  lines.slice(1).forEach((line, i) => {
    assert.ok(line - (lines[i] ?? 0) <= 1 && line >= (lines[i] ?? 0), `${where}: ${lines.join(' ')}`);
  });
}

export const viewerScenarios: readonly Scenario[] = [
  {
    name: 'keys lead through files and changes, and to the help and back',
    async run(page, places) {
      await open(page, places, 'case=three');
      await page.page.focus('.hw-scroller');
      for (const [key, current] of [
        ['n', 'const port'],
        ['F7', 'createServer'],
        ['p', 'const port'],
      ] as const) {
        await page.press(key);
        await page.expectText('.hw-current', current);
      }
      await page.press(']');
      await page.expectText('.hw-file-path', 'docs/guide.md');
      await page.press('[');
      await page.expectText('.hw-file-path', /^src\/app\.ts$/);
      await page.press('?');
      await page.expectText('dialog[open]', 'Next change');
      await page.press('Escape');
      await page.until(async () => (await page.count('dialog[open]')) === 0);
    },
  },
  {
    name: 'rows and their numbers are right wherever the scroll bar leads, beyond 17.8 million px too',
    async run(page, places) {
      await openHuge(page, places, 'view=unified');
      for (const part of [0.001, 0.25, 0.5, 0.8899, 0.95, 0.999, 1, 0.1]) {
        await page.scrollTo(part);
        assertNumbered(await page.rowsInSight(), `at ${part}`);
      }
      await page.scrollTo(0.999);
      const [{ numbers } = { numbers: [] }] = await page.rowsInSight();
      // 999 of 1,000 rows are above, which is 19.98 million px.
      assert.ok(Number(numbers.find(Boolean)) > 890_000, numbers.join('|'));
    },
  },
  {
    name: 'End shows the last of a million rows at the lower edge, in both views',
    async run(page, places) {
      for (const view of ['unified', 'split']) {
        await openHuge(page, places, `view=${view}`);
        await page.page.focus('.hw-scroller');
        await page.press('End');
        const last = async () => (await page.rowsInSight()).at(-1);
        await page.until(async () => (await last())?.text === 'line 909090 is new');
        const gap = () =>
          page.page.$eval('.hw-scroller', (scroller) => {
            const bottoms = [...scroller.querySelectorAll('.hw-row:not(.hw-pinned)')].map(
              (row) => row.getBoundingClientRect().bottom,
            );
            const { top } = scroller.getBoundingClientRect();
            return Math.abs(Math.max(...bottoms) - top - scroller.clientHeight);
          });
        await page.until(async () => (await gap()) <= 1);
      }
    },
  },
  {
    name: 'the wheel moves by rows in the middle of a million',
    async run(page, places) {
      await openHuge(page, places, 'view=unified');
      await page.scrollTo(0.5);
      const firstLine = async () => Number((await page.rowsInSight())[0]?.numbers.find(Boolean));
      const before = await firstLine();
      const box = await (await page.page.$('.hw-scroller'))?.boundingBox();
      assert.ok(box);
      await page.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      for (let i = 0; i < 10; ++i) await page.page.mouse.wheel({ deltaY: 200 });
      // 2,000 pixels are 100 rows, of which every eleventh is an old one; smooth scrolling takes its time.
      await page.until(async () => (await firstLine()) - before > 85);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const moved = (await firstLine()) - before;
      assert.ok(moved > 85 && moved < 96, `${moved} lines`);
      assertNumbered(await page.rowsInSight(), 'after the wheel');
    },
  },
  {
    name: 'what is selected is copied whole, without numbers and signs, rows out of the document included',
    async run(page, places) {
      await openHuge(page, places, 'view=unified');
      const clickLine = async (text: string, x: number) => {
        const point = await page.page.$$eval(
          '.hw-line',
          (lines, wanted) => {
            const box = lines
              .find(({ textContent }) => textContent?.startsWith(wanted))
              ?.getBoundingClientRect();
            return box && { x: box.left, y: box.top + box.height / 2 };
          },
          text,
        );
        assert.ok(point, `${text} is not in the document`);
        await page.page.mouse.click(point.x + x, point.y);
      };
      await clickLine('line 1 is', 5);
      await page.page.$eval('.hw-scroller', (scroller) => scroller.scrollTo(0, 20_000));
      await page.until(async () => (await page.rowsInSight()).some(({ text }) => text === 'line 920 is new'));
      await page.page.keyboard.down('Shift');
      await clickLine('line 920 is new', 60);
      await page.page.keyboard.up('Shift');
      const lines = (await page.copy()).split('\n');
      assert.equal(lines.length, 1012);
      assert.deepEqual(
        lines.slice(1, 3),
        [2, 3].map((line) => `line ${line} is the same on both sides`),
      );
      assert.equal(lines[9], 'line 10 is old');
      assert.match(lines.at(-1) ?? '', /^line \d*/);
      await page.page.focus('.hw-scroller');
      await page.press('a', 'Control');
      assert.equal((await page.copy()).split('\n').length, 999_999);
    },
  },
  {
    name: 'Ctrl+F finds rows that are not in the document, in any case, one after the other',
    async run(page, places) {
      await openHuge(page, places, 'view=split');
      await page.page.focus('.hw-scroller');
      await page.press('f', 'Control');
      await page.page.waitForSelector('.hw-find input');
      await page.page.keyboard.type('LINE 700000 ');
      await page.expectText('.hw-find-count', /^1 of 2$/);
      assert.equal(await page.textOf('.hw-found'), 'line 700000 ');
      await page.press('Enter');
      await page.expectText('.hw-find-count', '2 of 2');
      await page.press('Escape');
      await page.until(async () => (await page.count('.hw-find')) === 0);
    },
  },
  {
    name: 'light and dark: the attribute decides, and every colour follows',
    async run(page, places) {
      const colours = async (theme: string) => {
        await open(page, places, `case=three&view=unified&theme=${theme}`);
        await page.page.waitForSelector('.hw-addition .hw-changed');
        return Promise.all([
          page.colourOf('.hw-viewer', 'backgroundColor'),
          page.colourOf('.hw-viewer', 'color'),
          page.colourOf('.hw-row.hw-addition', 'backgroundColor'),
          page.colourOf('.hw-row.hw-deletion', 'backgroundColor'),
          page.colourOf('.hw-addition .hw-changed', 'backgroundColor'),
        ]);
      };
      assert.deepEqual(await colours('light'), [
        'rgb(255, 255, 255)',
        'rgb(26, 31, 41)',
        'rgb(228, 246, 238)',
        'rgb(253, 238, 235)',
        'rgb(159, 224, 193)',
      ]);
      assert.deepEqual(await colours('dark'), [
        'rgb(18, 21, 27)',
        'rgb(227, 231, 238)',
        'rgb(16, 39, 30)',
        'rgb(46, 24, 25)',
        'rgb(29, 95, 68)',
      ]);
    },
  },
  {
    name: 'on a narrow screen the list is a sheet, and nothing is wider than the screen',
    async run(page, places) {
      await page.page.setViewport({ width: 375, height: 700 });
      await open(page, places, 'case=three');
      const isShown = (path: string) =>
        page.page.$eval(page.file(path), (item) => item.checkVisibility({ visibilityProperty: true }));
      assert.equal(await isShown('docs/guide.md'), false);
      await page.click('.hw-list-button');
      assert.equal(await isShown('docs/guide.md'), true);
      await page.openFile('docs/guide.md');
      await page.expectText('.hw-file-path', 'docs/guide.md');
      await page.until(async () => !(await isShown('src/app.ts')));
      await page.press(']');
      await page.expectText('.hw-file-path', 'src/lib/unused.ts');
      await page.press('/');
      await page.until(() =>
        page.page.evaluate(() => document.activeElement?.matches('.hw-files [type=search]') ?? false),
      );
      await page.press('Escape');
      await page.until(async () => !(await isShown('src/app.ts')));
      assert.equal(await page.page.evaluate(() => document.documentElement.scrollWidth), 375);
    },
  },
  {
    name: '10,000 files: a list of one screen, read to its end by keys, and filtered',
    async run(page, places) {
      await open(page, places, 'case=many');
      const elements = () => page.count('*');
      assert.ok((await elements()) < 3000);
      await page.page.focus('[role=tree]');
      await page.press('End');
      await page.page.waitForSelector(page.file('packages/part-99/src/module-9999.ts'));
      await page.press('Enter');
      await page.expectText('.hw-file-path', 'packages/part-99/src/module-9999.ts');
      assert.ok((await elements()) < 3000);
      await page.press('/');
      await page.page.keyboard.type('module-123');
      await page.expectText('.hw-list-count', '11 of 10,000 files');
    },
  },
  {
    name: 'the files prop, hidden characters and marks, without a word of the strict policy',
    async run(page, places) {
      await open(page, places, 'case=files');
      await page.expectText('.hw-totals', '+1~2');
      await page.page.waitForSelector('.hw-row');
      assert.equal(await page.count('.hw-row'), 5);
      for (const engine of ['page', 'worker']) {
        await open(page, places, `case=three&engine=${engine}`);
        await page.page.waitForSelector('.hw-hidden-character');
        assert.equal(await page.count('.hw-hidden-character'), 4);
        await page.expectText('.hw-addition .hw-changed', 'Number(process.env.PORT ?? ');
      }
    },
  },
];
