import { expect, test } from './fixtures.ts';

test('the engine runs in the page, inlined, and in a Worker, under a strict policy', async ({
  page,
  origin,
}) => {
  await page.goto(`${origin}/engine/index.html`);
  const answers = '+2 −1 4 rows 1 span 1 file 3 rows';
  await expect(page.locator('output')).toHaveText(
    `page: ${answers} inline: ${answers} worker: ${answers} violations: 0`,
  );
});
