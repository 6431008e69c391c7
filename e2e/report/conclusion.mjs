// What the figures show, in sentences made from them: better, worse, or no difference beyond the spread.
import { spread } from '../../tests/bench/js/interleaved.mjs';

/** Less of each is better. */
const judged = [
  ['bytesOfOpening', 'bytes of opening'],
  ['bytes', 'bytes of the whole visit'],
  ['requestsOfOpening', 'requests of opening'],
  ['requests', 'requests of the whole visit'],
  ['firstContent', 'time to first content'],
  ['firstSwitchCollection', 'first switch to Source vs. Collection'],
  ['firstSwitchProject', 'first switch to Source vs. Project'],
  ['visitedSwitch', 'switch back to a visited comparison'],
  ['fileClick', 'file click'],
  ['reopening', 'reopening'],
  ['projectSwitch', 'change of the project'],
  ['jsHeap', 'JS heap'],
  ['wasmHeap', 'WASM heap'],
  ['elements', 'DOM elements'],
  ['longTasks', 'long tasks'],
];

/** A difference counts from here on, and outside of the middle half of the other's samples. */
const LEAST_DIFFERENCE = 0.05;

/** Of one artifact: how the medians differ, and whether that is a difference. */
function compare(off, on) {
  const [before, after] = [spread(off), spread(on)];
  const change = before.median === 0 ? Number(after.median > 0) : after.median / before.median - 1;
  const isBetter = change <= -LEAST_DIFFERENCE && after.median < before.q1;
  const isWorse = change >= LEAST_DIFFERENCE && after.median > before.q3;
  return { change, verdict: isBetter ? 'better' : isWorse ? 'worse' : 'alike' };
}

function percent(change) {
  const rounded = Math.round(100 * change);
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${Math.abs(rounded)} %`;
}

function wordsOf(label, compared) {
  const changes = compared.map(({ change }) => change).sort((a, b) => a - b);
  const ends = [...new Set([changes[0], changes.at(-1)].map(percent))];
  return `${label} (${ends.join(' to ')})`;
}

/** What most artifacts agree on; a figure that they disagree on shows no difference. */
function agreed(compared) {
  const isMost = (verdict) => compared.filter((one) => one.verdict === verdict).length > compared.length / 2;
  return ['better', 'worse'].find(isMost) ?? 'alike';
}

export function conclude(network, { artifacts, cells }) {
  const found = { better: [], worse: [], alike: [] };
  for (const [figure, label] of judged) {
    const compared = artifacts
      .map(({ name }) => ['off', 'on'].map((position) => samplesOf(cells, name, network, position)[figure]))
      .filter(([off, on]) => off && on)
      .map(([off, on]) => compare(off, on));
    if (compared.length > 0) found[agreed(compared)].push(wordsOf(label, compared));
  }
  const list = (parts) => (parts.length > 0 ? parts.join(', ') : 'nothing');
  return [
    `With the switches on, less: ${list(found.better)}.`,
    `More: ${list(found.worse)}.`,
    `No difference that most artifacts show: ${list(found.alike)}.`,
  ].join(' ');
}

const samplesOf = (cells, artifact, network, position) =>
  cells.find((one) => one.artifact === artifact && one.network === network && one.switches === position)
    .samples;
