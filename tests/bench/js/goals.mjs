// Decides which goals a row met: by the median, over the rounds, of the ratio within the round.
import { ratios, spread } from './interleaved.mjs';

/** Names in the order of the row's contestants; the first is ours. */
export const namesOf = (row) => Object.keys(row.samples);

function fastestPeer(row) {
  const medians = row.peers.map((name) => [name, spread(row.samples[name]).median]);
  return medians.sort((a, b) => a[1] - b[1])[0]?.[0];
}

/** { text, against, ratio, isMet } of each goal of a row. */
export function judge(row) {
  return row.goals.map((goal) => {
    const against = goal.against === 'best peer' ? fastestPeer(row) : goal.against;
    if (goal.atMost !== undefined) {
      const ratio = ratios(row.samples[goal.of], row.samples[against]);
      return {
        text: `≤ ${goal.atMost} × ${against}`,
        of: goal.of,
        against,
        ratio,
        isMet: ratio.median <= goal.atMost,
      };
    }
    const ratio = ratios(row.samples[against], row.samples[namesOf(row)[0]]);
    const text = goal.atLeast === 1 ? 'not slower' : `≥ ${goal.atLeast}×`;
    return { text, of: against, against, ratio, isMet: ratio.median >= goal.atLeast };
  });
}

/** The goals of memory: { ratio, heap } for ours. */
export const judgeMemory = ({ name, ratio, heapBytes }) =>
  name === 'hunkwise'
    ? [
        { text: 'peak ≤ 1.3 × payload', isMet: ratio <= 1.3 },
        { text: 'WASM heap ≤ 16 MB', isMet: heapBytes <= 16e6 },
      ]
    : [];
