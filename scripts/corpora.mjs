// npm run corpora: tries the built package on what others made, and prints a table. What it reads is named by environment
// variables, and is no part of the project:
//   HUNKWISE_CORPORA        a folder with json/, hostile-strings/blns.json, and patches-*/
//   HUNKWISE_HISTORY        a git repository; its newest HUNKWISE_COMMITS commits (300)
//   HUNKWISE_GIT_FIXTURES   any folder of *.patch and *.diff, for instance git's own t/, whose t4034/ is tried, too
//   HUNKWISE_LIBRARY_CASES  a folder of unpacked npm packages that ship their tests (docs/corpora.md)
import { runCorpora } from './lib/corpora/run.mjs';
import { main } from './lib/process.mjs';
import { ensureDist } from './lib/steps.mjs';

await main(async () => {
  await ensureDist();
  return runCorpora();
});
