// Which goals of drawing a work's figures meet. One figure each: { of, ours, best, bestName, text, isMet }.
import { spread } from '../interleaved.mjs';

const OURS = 'hunkwise';

/** A figure of a contestant's rounds, the median; undefined if no round has it. */
export function figure(entry, read) {
  const whole = entry.rounds.filter(({ failed }) => !failed); // no figure of a round with wrong rows counts
  const values = whole.map(read).filter((value) => value !== undefined && !Number.isNaN(value));
  return values.length ? spread(values) : undefined;
}

// What a run is read for: title -> one round's number.
export const figures = {
  'first paint, ms': (round) => round.first?.time,
  'rows alone, ms': (round) => round.first?.rowsTime,
  'again, ms': (round) => round.again?.time,
  nodes: (round) => round.memory?.nodes,
  'memory, MB': (round) => round.memory && round.memory.memoryBytes / 1e6,
  'heap, MB': (round) => round.memory && round.memory.heapBytes / 1e6,
  'longest task, ms': (round) => round.first?.longestTask,
  'tasks > 50 ms': (round) => round.first?.longTasks,
  'scroll: frames': (round) => round.scroll?.count,
  'scroll: longest task': (round) => round.scroll?.longestTask,
  'scroll: blank frames': (round) => round.scroll?.blank,
  'other file, ms': (round) => round.openFile?.time,
  'to unified, ms': (round) => round.toUnified?.time,
  'to split, ms': (round) => round.toSplit?.time,
};

// Steps in which a task may be too long.
const steps = ['first', 'scroll', 'openFile', 'toUnified', 'toSplit', 'again'];

const mostOverSteps = (entry, field) =>
  Math.max(...entry.rounds.flatMap((round) => steps.map((step) => round[step]?.[field] ?? 0)));

const rivals = (work) =>
  Object.entries(work.contestants).filter(
    ([name, { rounds }]) => !name.startsWith(OURS) && rounds.length > 0,
  );

/** Ours against the best peer: `factor` times as little. */
function against(work, title, factor, text) {
  const read = figures[title];
  const ours = figure(work.contestants[OURS], read)?.median;
  const peers = rivals(work)
    .map(([name, entry]) => [name, figure(entry, read)?.median])
    .filter(([, value]) => value !== undefined)
    .sort((a, b) => a[1] - b[1]);
  if (ours === undefined) return { text, isMet: false, because: 'ours gave no figure' };
  if (peers.length === 0) return { text, isMet: true, because: 'no peer came to an end' };
  const [bestName, best] = peers[0];
  const because = `${round(ours)} against ${round(best)} of ${bestName}, ${(best / ours).toFixed(2)} times`;
  return { text, isMet: ours * factor <= best, because };
}

const round = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** A count that has to be 0 in every step of every round of ours. */
function never(work, field, text) {
  const value = mostOverSteps(work.contestants[OURS], field);
  return { text, isMet: value === 0, because: `at most ${value}` };
}

const hasScrolled = (work) => work.contestants[OURS].rounds.some(({ scroll }) => scroll);

function allStepsCame(work) {
  const { rounds } = work.contestants[OURS];
  const failed = rounds.flatMap((one) => [
    ...(one.failed ? [one.failed] : []),
    ...Object.entries(one).flatMap(([step, result]) => (result?.failed ? [`${step}: ${result.failed}`] : [])),
  ]);
  return {
    text: 'every step came to its end with the right rows',
    isMet: rounds.length > 0 && failed.length === 0,
    because: failed[0] ?? `${rounds.length} of ${rounds.length} rounds`,
  };
}

export const drawingGoals = (work) => [
  allStepsCame(work),
  against(work, 'first paint, ms', 2, 'first paint ≥ 2× the best peer'),
  against(work, 'again, ms', 2, 'paint in a warm page ≥ 2× the best peer'),
  against(work, 'nodes', 1, 'DOM nodes ≤ the best peer'),
  against(work, 'memory, MB', 2, "memory ≤ half of the best peer's"),
  never(work, 'longTasks', 'no task over 50 ms'),
  ...(hasScrolled(work) ? [never(work, 'blank', 'no blank frame')] : []),
];
