import { expect, test } from './fixtures.ts';

test('the engine runs in the page, inlined, and in a Worker, under a strict policy', async ({
  page,
  origin,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${origin}/engine/index.html`);
  await expect(page.locator('output')).toHaveText(
    'page: a.txt 4 rows old, inline: a.txt 4 rows old, worker: a.txt 4 rows old, missing: wasm-load-failed',
  );
  // The browser itself reports the file that is not there.
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
});
