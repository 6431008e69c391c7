// Row 4: all that draw take turns, in another order every round, each in a browser of its own.

import { serve } from '../../../../scripts/lib/static-server.mjs';
import { ensureBrowser } from '../../../../scripts/lib/steps.mjs';
import { drawers } from '../../peers/drawing/pages.mjs';
import { randomOrder } from '../random-order.mjs';
import { drawOnce } from './one-drawing.mjs';
import { bundlePages, folder as pagesFolder } from './page-bundles.mjs';
import { makeWork, folder as workFolder, works } from './works.mjs';

// Isolated: clocks of 5 µs, and memory can be measured with Workers.
const headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const mounts = {
  '/bench/': 'tests/bench/js',
  '/pages/': pagesFolder,
  '/inputs/': workFolder,
  '/dist/': 'dist',
};

/** Why a contestant is not asked at all; undefined: it is. */
function reasonAgainst(contestant, work, results) {
  if (work.files > 1 && contestant.reads === 'texts') return 'shows one file of two texts';
  const smaller = results.find(({ id }) => id === work.beyond)?.contestants[contestant.name];
  if (smaller?.rounds.length && smaller.rounds.every(({ failed }) => failed))
    return `not tried: ${smaller.rounds[0].failed} at a tenth of it`;
  return undefined;
}

async function drawWork({ work, rounds, server, executablePath, contestants, results, note }) {
  const made = await makeWork(work);
  const entries = new Map();
  for (const contestant of contestants) {
    const skipped = reasonAgainst(contestant, work, results);
    entries.set(contestant, { rounds: [], ...(skipped && { skipped }) });
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of randomOrder(contestants, 0x9e3779b9 + round * 7919)) {
      const entry = entries.get(contestant);
      // Who did not come to an end once is not waited for again.
      if (entry.skipped || entry.rounds.some(({ failed }) => failed)) continue;
      const one = await drawOnce({ executablePath, server, contestant, work, made });
      entry.rounds.push(one);
      note(
        `${work.id}, round ${round + 1}, ${contestant.name}: ${one.failed ?? `${one.first.time.toFixed(0)} ms`}`,
      );
    }
  }
  const byName = Object.fromEntries([...entries].map(([{ name }, entry]) => [name, entry]));
  return { id: work.id, title: work.title, contestants: byName };
}

/** @returns [{ id, title, contestants: name -> { skipped?, rounds: [step -> figures] } }] */
export async function runDrawing({ rowIds, names, rounds, note, report }) {
  const chosen = works.filter(({ id }) => rowIds.includes(id));
  if (chosen.length === 0) return [];
  const contestants = drawers.filter(({ name }) => !names || names.includes(name));
  await bundlePages();
  const executablePath = await ensureBrowser();
  const server = await serve({ mounts, headers });
  const results = [];
  try {
    for (const work of chosen) {
      results.push(await drawWork({ work, rounds, server, executablePath, contestants, results, note }));
      report(results.at(-1));
    }
  } finally {
    await server.close();
  }
  return results;
}
