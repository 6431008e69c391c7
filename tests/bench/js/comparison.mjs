// Two results of the benchmark side by side. Milliseconds of two runs say little, since machines and their load differ;
// what holds is how ours stands to those that ran beside it, so that is what is compared.

import { spread } from './interleaved.mjs';
import { layouts } from './result-table.mjs';

const OURS = /^hunkwise/;

/** Changes below this are noise whatever the samples say. */
const LEAST_CHANGE = 0.05;

/** place and row -> { title, samples: contestant -> milliseconds }, of either form of results. */
function rowsOf({ inNode, inChromium, drawing = [], computing = [] }) {
  const rows = new Map();
  for (const [place, suite] of Object.entries({ Node: inNode, Chromium: inChromium }))
    for (const { id, title, samples } of suite?.rows ?? [])
      rows.set(`${place} ${id}`, { title: `${title} (${place})`, samples });
  const samplesOf = (contestants, read) =>
    Object.fromEntries(Object.entries(contestants).map(([name, entry]) => [name, read(entry)]));
  for (const { id, title, contestants } of computing)
    rows.set(id, { title, samples: samplesOf(contestants, ({ samples }) => samples ?? []) });
  for (const { id, title, contestants } of drawing) {
    const times = ({ rounds }) => rounds.filter(({ failed }) => !failed).map(({ first }) => first.time);
    rows.set(id, { title, samples: samplesOf(contestants, times) });
  }
  return rows;
}

/** The middle of the others, each as a factor of itself: a geometric mean, so that no slow one counts for more. */
const middleOf = (samples, names) =>
  Math.exp(names.reduce((sum, name) => sum + Math.log(spread(samples[name]).median), 0) / names.length);

/** How far the quartiles of one run lie from its median. */
function unrest(values) {
  const { median, q1, q3 } = spread(values);
  return Math.max(q3 / median - 1, median / q1 - 1);
}

/**
 * Each of our contestants that stands in both results beside others that do.
 *
 * @returns [{ title, name, before, now, change, isBeyondNoise }]; times are medians in milliseconds, `change` is how many
 *   times as long ours takes, as a factor of the others.
 */
export function compareResults(before, now) {
  const earlier = rowsOf(before);
  const compared = [];
  for (const [id, { title, samples }] of rowsOf(now)) {
    const old = earlier.get(id)?.samples ?? {};
    const inBoth = Object.keys(samples).filter((name) => samples[name].length > 0 && old[name]?.length > 0);
    const others = inBoth.filter((name) => !OURS.test(name) && !/^build /.test(name));
    if (others.length === 0) continue;
    for (const name of inBoth.filter((candidate) => OURS.test(candidate))) {
      const time = { before: spread(old[name]).median, now: spread(samples[name]).median };
      const change = time.now / middleOf(samples, others) / (time.before / middleOf(old, others));
      const noise = LEAST_CHANGE + unrest(old[name]) + unrest(samples[name]);
      const isBeyondNoise = Math.max(change, 1 / change) > 1 + noise;
      compared.push({ title, name, ...time, change, isBeyondNoise });
    }
  }
  return compared;
}

export function describeComparison(compared) {
  if (compared.length === 0) return ['No row stands in both results.'];
  const lines = compared.map(({ title, name, before, now, change, isBeyondNoise }) => {
    const verdict = isBeyondNoise ? (change > 1 ? 'SLOWER' : 'faster') : 'the same';
    return [`${title}, ${name}`, before.toFixed(2), now.toFixed(2), `${change.toFixed(2)}×`, verdict];
  });
  return layouts.text([['row', 'ms before', 'ms now', 'time as a factor of the others', ''], ...lines]);
}
