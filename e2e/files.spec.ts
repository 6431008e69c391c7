import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

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

test('the list is there as soon as the summary is, and asks for nothing else', async ({
  demo,
  page,
  sample,
}) => {
  await demo.open();
  await expect(demo.file('docs/guide.md')).toBeVisible();
  await expect(page.locator('#totals')).toHaveText('1 added 12 modified 1 deleted 152 unchanged');
  await expect(page.locator('#files-count')).toHaveText('14 of 166 files');
  for (const path of ['docs/guide.md', 'huge.txt', 'hidden.js']) {
    const [additions, deletions] = numstat(sample.trees, path);
    await expect(demo.file(path).locator('.counts')).toHaveText(
      `+${additions.toLocaleString('en')}−${deletions.toLocaleString('en')}`,
    );
  }
  for (const path of ['image.bin', 'latin1.txt', 'only-project.txt'])
    await expect(demo.file(path).locator('.counts')).toHaveText('–');
  await expect(demo.file('only-collection.txt').locator('.badge')).toHaveText('A');
  await expect(demo.file('only-project.txt').locator('.badge')).toHaveText('D');
  await expect(demo.file('same.txt')).toHaveCount(0);
  expect(demo.requests).toHaveLength(1);
  expect(demo.requests[0]?.searchParams.get('summary_only')).toBe('true');
});

for (const path of ['docs/guide.md', 'looks-like-a-diff.txt', 'with space/ünï, comma.txt']) {
  test(`opening ${path} makes one request and draws the right rows`, async ({ demo, sample }) => {
    await demo.open();
    await demo.openFile(path);
    await expect(demo.header).toHaveText(path);
    await expect(demo.rows.first()).toBeVisible();
    expect(demo.requests).toHaveLength(2);
    // A comma cannot be asked for.
    const wanted = path.includes(',') ? null : path;
    expect(demo.requests[1]?.searchParams.get('file_paths')).toBe(wanted);

    const [additions, deletions] = numstat(sample.trees, path);
    await expect(demo.file(path).locator('.counts')).toHaveText(`+${additions}−${deletions}`);
    const linesOf = (tree: string) => readFileSync(join(tree, path), 'utf8').split('\n');
    const oldLines = linesOf(sample.trees.collection);
    const newLines = linesOf(sample.trees.project);
    const rows = await demo.drawnRows();
    expect(rows.filter(({ sign }) => sign === '+')).toHaveLength(additions);
    expect(rows.filter(({ sign }) => sign === '−')).toHaveLength(deletions);
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
    for (const file of answer.files)
      for (const key of ['additions', 'deletions', 'diff_bytes', 'is_binary']) delete file[key];
    await route.fulfill({ response, json: answer });
  });
  await demo.open();
  await expect(demo.file('docs/guide.md').locator('.counts')).toHaveText('–');
  await demo.openFile('docs/guide.md');
  await expect(demo.file('docs/guide.md').locator('.counts')).toHaveText('+3−3');
  await demo.openFile('image.bin');
  await expect(demo.state.getByRole('heading')).toHaveText('Binary or unreadable');
});

test('what changed inside a line is marked', async ({ demo }) => {
  await demo.open();
  await demo.openFile('docs/guide.md');
  await expect(demo.page.locator('.deletion mark').first()).toHaveText('e');
  await expect(demo.page.locator('.addition mark').first()).toHaveText('is');
});

test('hidden characters, a missing line end and long lines are told', async ({ demo, page }) => {
  await demo.open();
  await demo.openFile('hidden.js');
  await expect(page.locator('.addition .hidden-character')).toHaveText(['U+200B', 'U+202E']);
  await expect(page.locator('.hidden-note')).toHaveCount(2);
  await demo.openFile('no-newline.txt');
  await expect(page.locator('.addition .no-newline')).toHaveCount(1);
  await expect(page.locator('.deletion .no-newline')).toHaveCount(0);
  await demo.openFile('long-line.txt');
  await page.getByRole('button', { name: 'Load diff' }).click();
  const row = page.locator('.addition .text');
  await row.getByRole('button', { name: 'Show more (2,000 of 30,000 characters)' }).click();
  await row.getByRole('button', { name: 'Show more (20,000 of 30,000 characters)' }).click();
  await expect(row).toHaveText(`${'x'.repeat(29_999)}y`);
});

test('a file without rows says why', async ({ demo, page }) => {
  await demo.open('#unchanged=1');
  for (const [path, title] of [
    ['image.bin', 'Binary or unreadable'],
    ['line-ends.txt', 'No line differs'],
    ['only-collection.txt', 'Only in the collection'],
    ['only-project.txt', 'Only in the project'],
    ['same.txt', 'Nothing changed'],
  ] as const) {
    await demo.openFile(path);
    await expect(demo.header).toHaveText(path);
    await expect(demo.state.getByRole('heading')).toContainText(title);
    await expect(demo.rows).toHaveCount(0);
  }
  await demo.openFile('latin1.txt');
  await expect(page.getByRole('alert')).toContainText(
    "The service could not compare latin1.txt (Collection vs. Project): [Error generating diff: 'utf-8' codec",
  );
});

test('the list works with the keyboard alone', async ({ demo, page }) => {
  await demo.open();
  await expect(demo.file('docs/guide.md')).toBeVisible();
  await page.locator('#files-scroller').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(demo.header).toHaveText('hidden.js');
  await expect(page.locator('.file[aria-selected="true"]')).toHaveAttribute('data-path', 'hidden.js');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(demo.header).toHaveText('with space/ünï, comma.txt');
});

test('the filter and the unchanged files', async ({ demo, page }) => {
  await demo.open();
  await page.locator('#filter').fill('SRC/');
  await expect(page.locator('.file')).toHaveCount(1);
  await page.getByLabel('Unchanged files').check();
  await expect(page.locator('#files-count')).toHaveText('152 of 166 files');
  // Only those in sight exist.
  expect(await page.locator('.file').count()).toBeLessThan(120);
  await page.locator('#files-scroller').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(demo.file('src/same.js')).toBeVisible();
  await page.locator('#filter').fill('nowhere');
  await expect(page.locator('#files-state')).toContainText('No file of this list has “nowhere” in its path.');
});

test('a link reproduces scope, file and view', async ({ demo, page }) => {
  await demo.open('#scope=source-vs-project&file=src%2Fapp.js&filter=app&unchanged=1');
  await expect(demo.rows.filter({ hasText: "const side = 'source';" })).toHaveCount(1);
  await expect(page.getByRole('radio', { name: 'Source vs. Project' })).toBeChecked();
  await expect(page.locator('#filter')).toHaveValue('app');
  await expect(page.getByLabel('Unchanged files')).toBeChecked();
});
