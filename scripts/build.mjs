// npm run build: everything that the published package holds.
import { main } from './lib/process.mjs';
import { ensureDist } from './lib/steps.mjs';

await main(async () => {
  await ensureDist();
});
