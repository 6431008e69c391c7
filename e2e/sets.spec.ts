import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectShortTasks } from './support/long-tasks.ts';

const MOST_ELEMENTS = 3000;

/** By wheel and by jumps. */
async function scroll(page: Page, scroller: Locator): Promise<void> {
  await scroller.hover();
  for (let i = 0; i < 20; ++i) await page.mouse.wheel(0, 240);
  await scroller.evaluate(async (element) => {
    for (let i = 1; i <= 30; ++i) {
      element.scrollTop = (((i * 37) % 61) / 60) * (element.scrollHeight - element.clientHeight);
      await new Promise(requestAnimationFrame);
    }
  });
}

test('10,000 files: a list of one screen, scrolled in short tasks', async ({ demo, page }) => {
  await demo.openSettled({ set: 'files' });
  await expect(page.locator('.hw-list-count')).toContainText('5,000 of 10,000 files');
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
  await expectShortTasks(page, () => scroll(page, page.getByRole('tree')));
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
  const before = demo.diffs.length;
  await demo.openFile('packages/part-99/module-09998.ts');
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.diffs).toHaveLength(before + 1);
});

test('of 10,000 files 50 unfold, and more when somebody asks for more', async ({ demo, page }) => {
  await demo.open({ set: 'files' });
  const more = page.locator('.hw-more-files');
  await expect(more).toContainText('Showing 50 of 5,000 files');
  await page.getByRole('button', { name: 'Load 50 more' }).click();
  await expect(more).toContainText('Showing 100 of 5,000 files');
  await page.getByRole('button', { name: 'Load all 5,000 files' }).click();
  await expect(more).toHaveCount(0);
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
});

test('a million rows: read to the end with a screen of elements, in short tasks', async ({ demo, page }) => {
  test.slow();
  await demo.open({ set: 'rows' });
  await demo.openFile('million-rows.txt');
  expect(demo.diffs).toEqual(['diff summary']);
  await page.getByRole('button', { name: 'Load diff' }).click();
  await expect(demo.rows.first()).toBeVisible({ timeout: 60_000 });
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
  await expectShortTasks(page, () => scroll(page, demo.scroller));
  await demo.scroller.focus();
  await page.keyboard.press('End');
  await expect(demo.rows.filter({ hasText: 'line 900000 is new' })).toBeInViewport();
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
});

test('a line of one megabyte does not stop the page', async ({ demo, page }) => {
  await demo.open({ set: 'line', file: 'bundle.min.js' });
  await page.getByRole('button', { name: 'Load diff' }).click();
  await expect(page.getByRole('button', { name: 'Show all 1,000,013 characters' })).toHaveCount(2);
  expect(await demo.elements()).toBeLessThan(MOST_ELEMENTS);
  await expectShortTasks(page, () => scroll(page, demo.scroller));
});

test('a legacy answer of 90 MB: how far it is, a small heap, and no further request', async ({
  demo,
  page,
}) => {
  test.slow();
  await demo.open({ set: 'legacy', speed: '20' });
  await expect(page.getByText(/[\d.]+ MB of 9[\d.]* MB/)).toBeVisible();
  await expect(page.locator('.hw-list-count')).toContainText('600 of 600 files', { timeout: 60_000 });
  await demo.openFile('lib/legacy-599.py');
  await page.getByRole('button', { name: 'Load diff' }).click();
  await expect(demo.rows.first()).toBeVisible();
  expect(demo.diffs).toEqual(['diff summary']);
  await expect(page.getByLabel('Project', { exact: true }).locator('option')).toHaveCount(1);
  const { wasmHeapBytes } = await demo.report();
  expect(wasmHeapBytes).toBeLessThanOrEqual(16 * 2 ** 20);
});

test('a patch of one’s own: pasted, dropped, or two files chosen', async ({ demo, page }) => {
  await demo.open({ set: 'own' });
  const area = page.getByLabel('Or paste a patch:');
  const paste = (text: string) =>
    area.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const firefox = { dataType: 'text/plain', data: pasted }; // which does not take the object
      const event = new ClipboardEvent('paste', {
        ...firefox,
        clipboardData,
        bubbles: true,
        cancelable: true,
      });
      element.dispatchEvent(event);
    }, text);
  await paste('');
  await paste('no diff at all');
  await expect(page.getByRole('alert')).toContainText('It cannot be shown.');
  await paste('--- a/f.txt\n+++ b/f.txt\n@@ -1 +1 @@\n-one\n+two\n');
  await expect(demo.line('addition')).toHaveText('two');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const dropped = await page.evaluateHandle(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['@@ -1 +1 @@\n-five\n+six\n'], 'mine.patch'));
    return dataTransfer;
  });
  await page.locator('.own').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(demo.line('addition')).toHaveText('six');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page
    .getByLabel('Choose files')
    .setInputFiles([file('old.txt', 'same\nthree\n'), file('new.txt', 'same\nfour\n')]);
  await expect(demo.line('deletion')).toHaveText('three');
  await expect(demo.line('addition')).toHaveText('four');
  expect(demo.requests).toEqual([]);
});
