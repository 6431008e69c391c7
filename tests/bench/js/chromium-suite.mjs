// The rows in Chromium: a page on this machine, driven by Playwright's library. Every row has a page of its own.
import { relative } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArguments } from '../../../scripts/lib/chromium-arguments.mjs';
import { root } from '../../../scripts/lib/process.mjs';
import { serve } from '../../../scripts/lib/static-server.mjs';
import { ensureBrowser } from '../../../scripts/lib/steps.mjs';
import { timeColdStarts } from './cold-start.mjs';
import { folder as dataFolder, datasets } from './datasets.mjs';
import { folder as peersFolder } from './peers.mjs';

const places = {
  page: ['payload-10', 'payload-90', 'summary', 'largest', 'largest-answer'],
  worker: ['payload-10', 'payload-90', 'largest'],
};

// Isolated pages have clocks of 5 µs instead of 100.
const headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Serves builds, data, peers and benchmark code; resolves to { origin, addresses, close() }. */
async function serveBenchmark(folders) {
  const builds = Object.entries(folders).map(([name, folder], i) => [
    name,
    `/build-${i}/`,
    relative(root, folder),
  ]);
  const mounts = { '/bench/': 'tests/bench/js', '/data/': dataFolder, '/peers/': peersFolder };
  for (const [, prefix, folder] of builds) mounts[prefix] = folder;
  const server = await serve({ mounts, headers });
  const files = [...datasets()].map(([name, { file }]) => [name, `/data/${file}`]);
  const addresses = {
    folders: Object.fromEntries(builds.map(([name, prefix]) => [name, prefix])),
    files: Object.fromEntries(files),
    peers: '/peers/bundle.mjs',
  };
  return { ...server, addresses };
}

async function inFreshPage(browser, origin, action, argument) {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/bench/page/index.html`);
    return await page.evaluate(action, argument);
  } finally {
    await page.close();
  }
}

export async function runInChromium({ folders, rounds, rowIds, isQuick, report }) {
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [...chromiumArguments, '--js-flags=--expose-gc'],
  });
  const server = await serveBenchmark(folders);
  try {
    const rows = [];
    for (const [place, ids] of Object.entries(places)) {
      for (const id of ids) {
        if (rowIds && !rowIds.includes(id)) continue;
        if (isQuick && id === 'payload-90' && !rowIds) continue;
        const timed = await inFreshPage(
          browser,
          server.origin,
          async (request) => (await import('/bench/page-row.mjs')).timeRowHere(request),
          { id, place, rounds, ...server.addresses },
        );
        // Goals are about the work; a Worker adds the way there and back, and takes it off the page.
        const row = { ...timed, place, goals: place === 'worker' ? [] : timed.goals };
        rows.push(row);
        report(row);
      }
    }
    const folder = relative(root, Object.values(folders)[0]);
    const coldStart = await timeColdStarts({ browser, folder, headers, rounds });
    return { version: browser.version(), rows, coldStart };
  } finally {
    await browser.close();
    await server.close();
  }
}
