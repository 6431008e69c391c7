// From import to an engine that has answered once, in new pages. As visitors meet it: the first time nothing is in the
// browser's cache, afterwards everything is.
import { serve } from '../../../scripts/lib/static-server.mjs';

/** Visits after which the browser also has what it keeps of code that comes again. */
const WARMING_VISITS = 3;
const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };

/** Milliseconds of a new page, in a renderer of its own. */
async function visit(context, origin, place) {
  const page = await context.newPage();
  try {
    await page.goto(`${origin}/bench/page/index.html`);
    return await page.evaluate(
      async (place) => (await import('/bench/page-row.mjs')).coldStart(place, '/build/'),
      place,
    );
  } finally {
    await page.close();
  }
}

/** `folder`: of the build, below the project's. Resolves to { name -> milliseconds of each round }. */
export async function timeColdStarts({ browser, folder, headers, rounds }) {
  const mounts = { '/bench/': 'tests/bench/js', '/build/': folder };
  const server = await serve({ mounts, headers: { ...headers, ...forEver } });
  const starts = {};
  try {
    for (const place of ['page', 'worker']) {
      const fromCache = [];
      const fromServer = [];
      const kept = await browser.newContext();
      for (let round = 0; round < WARMING_VISITS; round++) await visit(kept, server.origin, place);
      for (let round = 0; round < rounds; round++) {
        fromCache.push(await visit(kept, server.origin, place));
        const fresh = await browser.newContext();
        fromServer.push(await visit(fresh, server.origin, place));
        await fresh.close();
      }
      await kept.close();
      starts[place] = fromCache;
      starts[`${place}, nothing cached`] = fromServer;
    }
  } finally {
    await server.close();
  }
  return starts;
}
