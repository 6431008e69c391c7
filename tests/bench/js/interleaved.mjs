// Times contestants in turn within one run, A B C A B C: what the machine does beside it hits all of them alike, so
// their ratios hold where their milliseconds do not. Runs in Node, in pages and in Workers.

const collectGarbage = globalThis.gc ?? (() => {});

/** A sample shorter than this is repeated and divided: clocks in browsers tick in 5 to 100 µs. */
const LEAST_SAMPLE_MS = 4;

/** Engines compile hot code again, in the background and better: what is timed is what a page has after a moment. */
const LEAST_WARM_UP_MS = 400;
const LEAST_WARM_UPS = 3;

/** Makes a contestant's code warm; tells how many of its calls make a sample. */
async function warmUp(contestant) {
  let fastest = Infinity;
  let total = 0;
  for (let call = 0; call < LEAST_WARM_UPS || total < LEAST_WARM_UP_MS; call++) {
    const prepared = await contestant.prepare?.();
    const start = performance.now();
    await contestant.run(prepared);
    const time = performance.now() - start;
    total += time;
    fastest = Math.min(fastest, time);
    if (contestant.prepare && call >= LEAST_WARM_UPS) break;
  }
  if (contestant.prepare) return 1;
  return Math.max(1, Math.min(1000, Math.ceil(LEAST_SAMPLE_MS / Math.max(fastest, 0.005))));
}

/**
 * @param contestants { name, run(prepared), prepare?() }; prepare() is not timed; promises are waited for.
 * @returns name -> milliseconds of one call, in the order of the rounds.
 */
export async function interleave(contestants, { rounds = 9 } = {}) {
  const repeats = new Map();
  for (const contestant of contestants) repeats.set(contestant, await warmUp(contestant));
  const samples = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      const calls = repeats.get(contestant);
      const prepared = await contestant.prepare?.();
      collectGarbage(); // nobody pays for what another one left behind
      const start = performance.now();
      for (let call = 0; call < calls; call++) {
        const result = contestant.run(prepared);
        if (result instanceof Promise) await result;
      }
      samples.get(contestant.name).push((performance.now() - start) / calls);
    }
  }
  return Object.fromEntries(samples);
}

/** The very first call of each contestant, with cold code: { name -> ms } and { name -> result }. */
async function callFirst(contestants) {
  const firstCalls = {};
  const results = {};
  for (const contestant of contestants) {
    const prepared = await contestant.prepare?.();
    collectGarbage();
    const start = performance.now();
    results[contestant.name] = await contestant.run(prepared);
    firstCalls[contestant.name] = performance.now() - start;
  }
  return { firstCalls, results };
}

/** Median, quartiles and ends. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)];
    return below + (sorted[Math.ceil(position)] - below) * (position % 1);
  };
  return { median: at(0.5), q1: at(0.25), q3: at(0.75), min: at(0), max: at(1), count: sorted.length };
}

/** How many times as long `peer` took as `ours`, round by round. */
export const ratios = (peer, ours) => spread(peer.map((time, round) => time / ours[round]));

/** Times one row of timed-rows.mjs. Contestants whose results differ end it before any time counts. */
export async function timeRow(row, context) {
  const contestants = await row.contestants(context);
  const { firstCalls, results } = await callFirst(contestants);
  row.check?.(results);
  const samples = await interleave(contestants, context);
  const peers = contestants.filter(({ isPeer }) => isPeer).map(({ name }) => name);
  const { id, title, inputs, goals } = row;
  return { id, title, inputs, goals, samples, firstCalls, peers };
}
