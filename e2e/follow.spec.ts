// A real service over real folders, in a browser: who saves a file sees it, and loses nothing that was on the screen.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { DemoPage } from './support/demo-page.ts';
import { startDemo } from './support/demo-process.ts';

const lines = (word: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${word} ${i} of a file that is long enough to be scrolled\n`).join(
    '',
  );

test('a saved file: one small request, its rows anew; another open file keeps place and selection', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
  const write = (tree: string, path: string, text: string) => {
    mkdirSync(join(folder, tree), { recursive: true });
    writeFileSync(join(folder, tree, path), text);
  };
  for (let i = 0; i < 400; ++i) {
    write('collection', `same-${i}.txt`, `${i}\n`);
    write('project', `same-${i}.txt`, `${i}\n`);
  }
  write('collection', 'long.txt', lines('old', 300));
  write('project', 'long.txt', lines('new', 300));
  write('collection', 'short.txt', 'old\n');
  write('project', 'short.txt', 'new\n');
  const demo = await startDemo(
    ['collection', 'project'].flatMap((tree) => [`--${tree}`, join(folder, tree)]),
  );
  try {
    const tab = new DemoPage(page, demo.origin);
    const isSummary = (address: string) => {
      const { pathname, searchParams } = new URL(address);
      return pathname.endsWith('/diff') && searchParams.get('summary_only') === 'true';
    };
    const isSince = (address: string) => new URL(address).searchParams.has('since');
    const summaries: { since: boolean }[] = [];
    page.on('response', (response) => {
      if (isSummary(response.url())) summaries.push({ since: isSince(response.url()) });
    });
    // By the page's own count: DevTools loses a body now and then. None of an answer that was superfluous before it was whole.
    const answerBytes = async (wantsSince: boolean) => {
      const answers = await page.evaluate(() =>
        performance.getEntriesByType('resource').map((entry) => ({
          name: entry.name,
          bytes: (entry as PerformanceResourceTiming).decodedBodySize,
        })),
      );
      return answers
        .filter(({ name }) => isSummary(name) && isSince(name) === wantsSince)
        .map(({ bytes }) => bytes);
    };
    const listening = page.waitForResponse(/\/events$/);
    await tab.open({ follow: '1', file: 'long.txt' });
    await listening;
    await expect(tab.rows.first()).toBeVisible();
    // The first answer, and what may have changed until the service began to look.
    await expect.poll(() => summaries.length).toBe(2);
    await page.waitForTimeout(500);
    expect(summaries.map(({ since }) => since)).toEqual([false, true]);

    // In the middle of the open file, with a selection.
    const look = () =>
      page.evaluate(() => {
        const scroller = document.querySelector('.hw-scroller');
        const selection = document.getSelection();
        return {
          top: scroller?.scrollTop ?? -1,
          selected: selection?.toString() ?? '',
          isInDocument: selection?.anchorNode?.isConnected ?? false,
          isMarked: scroller?.hasAttribute('data-marked') ?? false,
          first: document.querySelector('.hw-row')?.hasAttribute('data-marked') ?? false,
        };
      });
    await page.evaluate(() => {
      document.querySelector('.hw-scroller')?.scrollTo({ top: 8000 });
    });
    await page.waitForTimeout(300);
    await page.evaluate(() => {
      const rows = [...document.querySelectorAll('.hw-row')];
      const line = rows[Math.floor(rows.length / 2)]?.querySelector('.hw-line');
      if (line) document.getSelection()?.selectAllChildren(line);
      rows[0]?.setAttribute('data-marked', '');
      document.querySelector('.hw-scroller')?.setAttribute('data-marked', '');
    });
    const before = await look();
    expect(before).toMatchObject({ top: 8000, isInDocument: true, isMarked: true, first: true });
    expect(before.selected).toContain('of a file that is long enough');

    const texts = tab.requests.filter(({ search }) => search.includes('file_path')).length;
    write('project', 'short.txt', 'new\nand newer\n');
    write('project', 'added.txt', 'added\n');
    await expect(tab.file('added.txt')).toBeVisible();
    await page.waitForTimeout(500);
    expect(await look()).toEqual(before);
    expect(tab.requests.filter(({ search }) => search.includes('file_path'))).toHaveLength(texts);
    // One for both, or one each where this process was held up between them.
    expect([1, 2]).toContain(summaries.length - 2);
    expect(summaries.slice(2).every(({ since }) => since)).toBe(true);
    const [whole] = await answerBytes(false);
    const [, ...parts] = await answerBytes(true); // without the one before the change
    const part = Math.max(0, ...parts);
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(2000);
    expect(whole).toBeGreaterThan(20 * part);
    const asked = summaries.length;

    // The open file itself: new rows where the old ones were.
    write('project', 'long.txt', lines('newest', 300));
    await expect(page.locator('.hw-scroller')).toContainText('newest');
    const after = await look();
    expect([after.isMarked, after.top]).toEqual([true, 8000]);
    // Emptying a file and filling it are two changes if the time between them is long enough.
    expect([1, 2]).toContain(summaries.length - asked);
  } finally {
    demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
