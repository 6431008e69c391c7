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
    'page 2, inline 2, after a trap 2, too large false, worker 2',
  );
  expect(complaints).toEqual([]);
});
