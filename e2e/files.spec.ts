import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { ONLY_CHROMIUM_EMULATES, onlyChromium } from './support/only-chromium.ts';
import { typeInto } from './support/type-into.ts';

/** What git counts: [additions, deletions]. */
function numstat(trees: Record<string, string>, path: string): [number, number] {
  let output = '';
  try {
    const [from = '', to = ''] = [trees.collection, trees.project].map((tree) => join(tree ?? '', path));
    output = execFileSync('git', ['diff', '--no-index', '--numstat', from, to], { encoding: 'utf8' });
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout); // exit code 1: they differ
  }
  const [additions, deletions] = output.split('\t').map(Number);
  return [additions ?? -1, deletions ?? -1];
}

test('the list is there as soon as the summary is, with every count', async ({ demo, page, sample }) => {
  await demo.open();
  await expect(demo.file('docs/guide.md')).toBeVisible();
  await expect(page.locator('.hw-list-count')).toHaveText('14 of 166 files');
  for (const path of ['docs/guide.md', 'huge.txt', 'hidden.js']) {
    const counts = demo.file(path).locator('.hw-counts');
    const [additions, deletions] = numstat(sample.trees, path);
    await expect(counts.locator('.hw-additions')).toHaveText(additions.toLocaleString('en'));
    await expect(counts.locator('.hw-deletions')).toHaveText(deletions.toLocaleString('en'));
  }
  for (const path of ['image.bin', 'latin1.txt', 'only-project.txt'])
    await expect(demo.file(path).locator('.hw-counts')).toHaveText('–');
  await expect(demo.file('same.txt')).toHaveCount(0);
});

for (const path of ['docs/guide.md', 'looks-like-a-diff.txt', 'with space/ünï, comma.txt']) {
  test(`opening ${path} draws the rows that git would`, async ({ demo, sample }) => {
    await demo.open();
    await demo.openFile(path);
    await expect(demo.heading).toHaveText(path);
    await expect(demo.rows.first()).toBeVisible();
    const [additions, deletions] = numstat(sample.trees, path);
    const linesOf = (tree: string) => readFileSync(join(tree, path), 'utf8').split('\n');
    const oldLines = linesOf(sample.trees.collection);
    const newLines = linesOf(sample.trees.project);
    const rows = await demo.drawnRows();
    expect(rows.filter(({ kind }) => kind === 'addition')).toHaveLength(additions);
    expect(rows.filter(({ kind }) => kind === 'deletion')).toHaveLength(deletions);
    for (const { kind, oldLine, newLine, text } of rows) {
      if (kind === 'context' || kind === 'deletion') expect(text).toBe(oldLines[oldLine - 1]);
      if (kind === 'context' || kind === 'addition') expect(text).toBe(newLines[newLine - 1]);
      if (kind === 'deletion') expect(newLine).toBe(0);
      if (kind === 'addition') expect(oldLine).toBe(0);
      expect(kind).not.toBe('raw');
    }
  });
}

test('a service that sends no counts: they are unknown until the file is opened', async ({ demo, page }) => {
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    for (const file of answer.files ?? [])
      for (const key of ['additions', 'deletions', 'diff_bytes', 'is_binary']) delete file[key];
    await route.fulfill({ response, json: answer });
  });
  await demo.open();
  const counts = demo.file('docs/guide.md').locator('.hw-counts');
  await expect(counts).toHaveText('–');
  await demo.openFile('docs/guide.md');
  await expect(counts.locator('.hw-additions')).toHaveText('3');
  await demo.openFile('image.bin');
  await expect(demo.notice).toContainText('inary');
});

test('what changed inside a line is marked', async ({ demo }) => {
  await demo.open();
  await demo.openFile('docs/guide.md');
  await expect(demo.page.locator('.hw-deletion .hw-changed').first()).toHaveText('e');
  await expect(demo.page.locator('.hw-addition .hw-changed').first()).toHaveText('is');
});

test('hidden characters, a missing line end and long lines are told', async ({ demo, page }) => {
  await demo.open();
  await demo.openFile('hidden.js');
  const hidden = page.locator('.hw-addition .hw-hidden-character');
  await expect(hidden).toHaveCount(2);
  await expect(hidden.first()).toHaveAttribute('data-name', 'U+200B');
  await expect(hidden.last()).toHaveAttribute('data-name', 'U+202E');
  await demo.openFile('no-newline.txt');
  await expect(page.locator('.hw-addition').getByText('no newline at end of file')).toHaveCount(1);
  await demo.openFile('long-line.txt');
  await page.getByRole('button', { name: 'Load diff' }).click();
  await page.locator('.hw-addition').getByRole('button', { name: 'Show all 30,000 characters' }).click();
  await expect(demo.line('addition')).toHaveText(`${'x'.repeat(29_999)}y`);
});

test(
  'a mark of what both sides changed has an edge where the reader’s own colours take its tint',
  onlyChromium(ONLY_CHROMIUM_EMULATES),
  async ({ demo, page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await demo.open();
    await expect(demo.file('src/app.js').locator('.hw-conflict')).toHaveCSS('border-top-width', '1px');
  },
);

test('what both sides changed is marked, in words too', async ({ demo, page }) => {
  await demo.open();
  const mark = demo.file('src/app.js').locator('.hw-conflict');
  await expect(mark).toHaveAttribute('title', 'Conflict: changed both here and upstream');
  await expect(mark).toHaveText('!Conflict: changed both here and upstream');
  // Wherever the origin is another, or not known, there is none.
  await expect(page.locator('.hw-line-of-list .hw-conflict')).toHaveCount(1);
  await demo.chooseScope('Source vs. Project');
  await expect(page.locator('.hw-line-of-list .hw-conflict')).toHaveCount(1);
  await demo.openFile('src/app.js');
  await expect(page.locator('.hw-file-header .hw-conflict')).toBeVisible();
});

test('a file without rows says why', async ({ demo, page }) => {
  await demo.open();
  await page.getByLabel('Files to list').selectOption('all');
  for (const [path, title] of [
    ['image.bin', 'Binary file'],
    ['only-collection.txt', 'This file is'],
    ['only-project.txt', 'This file is'],
    ['same.txt', 'No changes in this file'],
  ] as const) {
    await demo.openFile(path);
    await expect(demo.heading).toHaveText(path);
    await expect(demo.notice).toContainText(title);
    await expect(demo.rows).toHaveCount(0);
  }
  await demo.openFile('latin1.txt');
  await expect(page.getByRole('alert')).toContainText(
    "The service could not compare latin1.txt: [Error generating diff: 'utf-8' codec",
  );
});

test('the list works with the keyboard alone', async ({ demo, page }) => {
  await demo.open();
  await demo.treeItems.first().waitFor();
  await page.getByRole('tree').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(demo.heading).toHaveText('hidden.js');
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toHaveAttribute('data-path', 'hidden.js');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(demo.heading).toHaveText('with space/ünï, comma.txt');
});

test('the filter and the unchanged files', async ({ demo, page }) => {
  await demo.open();
  await typeInto(page.getByLabel('Filter files'), 'SRC/');
  await expect(demo.treeItems).toHaveCount(1);
  await page.getByLabel('Files to list').selectOption('all');
  await expect(page.locator('.hw-list-count')).toHaveText('152 of 166 files');
  // Only those in sight exist.
  expect(await demo.treeItems.count()).toBeLessThan(120);
  await page.getByRole('tree').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(demo.file('src/same.js')).toBeVisible();
  await typeInto(page.getByLabel('Filter files'), 'nowhere');
  await expect(page.locator('.hw-list')).toContainText('“nowhere”');
});
