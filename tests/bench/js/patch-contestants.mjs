// A patch of many files. Ours makes the list with counts and no rows; the peers have no such thing and make everything.
import { readIndex } from './payload-contestants.mjs';

const total = (values) => values.reduce((sum, value) => sum + value, 0);

export async function patchContestants({ engines, peers, read }) {
  const bytes = await read('patch');
  const contestants = Object.entries(engines).map(([name, engine]) => ({
    name,
    run: () => readIndex(engine.indexPatch(bytes)),
  }));
  const ours = await contestants[0].run();
  const expected = [total(ours.additions), total(ours.deletions)];
  const text = new TextDecoder().decode(bytes);
  for (const peer of peers) {
    let found;
    try {
      found = peer.counts(peer.parse(text));
    } catch {
      continue; // throws on what git prints
    }
    const isSame = found[0] === expected[0] && found[1] === expected[1];
    contestants.push({
      name: isSame ? peer.name : `${peer.name} (counts ${found.join('/')} for ${expected.join('/')})`,
      isPeer: true,
      run: () => peer.parse(new TextDecoder().decode(bytes)),
    });
  }
  return contestants;
}
