// npm run docs: writes docs/api from the declarations of the built package. A test says when that was forgotten.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPages } from './lib/api-pages.mjs';
import { main, root } from './lib/process.mjs';
import { ensureDist } from './lib/steps.mjs';

await main(async () => {
  await ensureDist();
  const { pages, undocumented } = apiPages();
  const folder = join(root, 'docs/api');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, page] of pages) writeFileSync(join(folder, name), page);
  for (const name of undocumented) console.log(`no comment: ${name}`);
  return undocumented.length > 0 ? 1 : 0;
});
