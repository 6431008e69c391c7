// The reference in docs/api says what the declarations say.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiPages } from '../../scripts/lib/api-pages.mjs';

const folder = 'docs/api';
const { pages, undocumented } = apiPages();

test('docs/api is what the declarations of the built package say (npm run docs)', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  for (const [name, page] of pages) expect(readFileSync(`${folder}/${name}`, 'utf8'), name).toBe(page);
});

test('every public name has a comment', () => {
  expect(undocumented).toEqual([]);
});
