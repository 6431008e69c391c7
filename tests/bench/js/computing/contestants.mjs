// Who compares: ours from strings and from bytes, and the peers. The same form for all: { name, isPeer, run(), ranges() }.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../../../scripts/lib/process.mjs';
import { folder as peersFolder } from '../peers.mjs';

export const bundle = `${peersFolder}/computing.mjs`;

const load = (path) => import(pathToFileURL(join(root, path)).href);

function* tableRanges(table) {
  const { changeBlocks } = table;
  let shift = 0; // new line - old line, behind the last block
  for (let at = 0; at < changeBlocks.length; at += 3) {
    const [row, deletions, additions] = changeBlocks.subarray(at, at + 3);
    const oldStart = deletions > 0 ? table.oldLineAt(row) - 1 : table.newLineAt(row) - 1 - shift;
    yield [oldStart, oldStart + deletions, oldStart + shift, oldStart + shift + additions];
    shift += additions - deletions;
  }
}

const oursByLine = (engine, [old, now]) => {
  const bytes = [old, now].map((text) => new TextEncoder().encode(text));
  const ranges = (table) => [...tableRanges(table)];
  return [
    { name: 'hunkwise', run: () => engine.diffTexts(old, now), ranges },
    { name: 'hunkwise, of bytes', run: () => engine.diffTexts(...bytes), ranges },
  ];
};

/** Lines that face each other, as rows of one table: ours compares rows of a diff. */
function pairsTable(engine, old, now) {
  const lines = [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  return engine.parseDiff(`@@ -1,${old.length} +1,${now.length} @@\n${lines.join('\n')}\n`);
}

function oursByPair(engine, old, now) {
  const table = pairsTable(engine, old, now);
  const rows = Array.from({ length: old.length * 2 }, (_, i) => i + 1);
  return {
    name: 'hunkwise',
    run: () => engine.intraline(table, rows),
    spans: (result) =>
      old.map((_, i) =>
        [1 + i, 1 + i + old.length].map((row) => result.spansAt(row).map(({ start, end }) => [start, end])),
      ),
  };
}

const byPair = (peer, old, now) => ({
  name: peer.name,
  isPeer: true,
  run: () => old.map((line, i) => peer.run(line, now[i])),
  spans: (results) =>
    results.map((result) => {
      const ranges = peer.ranges(result);
      const side = (from) => ranges.map((range) => range.slice(from, from + 2)).filter(([a, b]) => b > a);
      return [side(0), side(2)];
    }),
});

export async function contestantsOf(work, texts) {
  const { loadEngine } = await load('dist/index.js');
  const peers = await load(bundle);
  const engine = await loadEngine();
  if (work.isIntraline) {
    const [old, now] = texts.map((text) => text.split('\n').slice(0, -1));
    return [oursByPair(engine, old, now), ...peers.intralinePeers.map((peer) => byPair(peer, old, now))];
  }
  const byLine = peers.linePeers.map((peer) => ({
    name: peer.name,
    isPeer: true,
    run: () => peer.run(...texts),
    ranges: peer.ranges,
  }));
  return [...oursByLine(engine, texts), ...byLine];
}
