// From import to an engine that has answered once, in new pages. As visitors meet it: the first time nothing is in the
// browser's cache, afterwards everything is.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/process.mjs';
import { serve } from '../../../scripts/lib/static-server.mjs';

/** Visits after which the browser also has what it keeps of code that comes again. */
const WARMING_VISITS = 3;
const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };

const BUNDLED = 'build/bench-cold-start';

/** Name of a form -> where it is served: of an application's bundle, and of the package where nothing bundles it. */
const forms = { bundled: '/bundled/', 'as installed': '/installed/' };

/** Milliseconds of a new page, in a renderer of its own. */
async function visit(context, { origin, place, address }) {
  const page = await context.newPage();
  try {
    await page.goto(`${origin}/bench/page/index.html`);
    return await page.evaluate(
      async ([place, address]) => (await import('/bench/page-row.mjs')).coldStart(place, address),
      [place, address],
    );
  } finally {
    await page.close();
  }
}

/** The two entries as an application's bundler leaves them: one file each, beside what is fetched at run time. */
async function bundle(folder) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: ['index.js', 'worker.js'].map((entry) => join(root, folder, entry)),
    outdir: join(root, BUNDLED),
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'error',
  });
  for (const asset of ['core.wasm', 'diff-worker.js'])
    copyFileSync(join(root, folder, asset), join(root, BUNDLED, asset));
}

/** `folder`: of the build, below the project's. Resolves to { name -> milliseconds of each round }. */
export async function timeColdStarts({ browser, folder, headers, rounds }) {
  await bundle(folder);
  const mounts = { '/bench/': 'tests/bench/js', '/bundled/': BUNDLED, '/installed/': folder };
  const server = await serve({ mounts, headers: { ...headers, ...forEver } });
  const starts = {};
  try {
    for (const place of ['page', 'worker'])
      for (const [form, address] of Object.entries(forms)) {
        const visits = await visitInTurn(browser, { origin: server.origin, place, address, rounds });
        starts[`${place}, ${form}`] = visits.fromCache;
        starts[`${place}, ${form}, nothing cached`] = visits.fromServer;
      }
  } finally {
    await server.close();
  }
  return starts;
}

async function visitInTurn(browser, { rounds, ...where }) {
  const fromCache = [];
  const fromServer = [];
  const kept = await browser.newContext();
  for (let round = 0; round < WARMING_VISITS; round++) await visit(kept, where);
  for (let round = 0; round < rounds; round++) {
    fromCache.push(await visit(kept, where));
    const fresh = await browser.newContext();
    fromServer.push(await visit(fresh, where));
    await fresh.close();
  }
  await kept.close();
  return { fromCache, fromServer };
}
