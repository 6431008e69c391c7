// Rows 4 and 5 as tables: for the terminal and for docs/peers.md.
import { computingGoals, medianOf } from './computing/computing-goals.mjs';
import { drawingGoals, figure, figures } from './drawing/drawing-goals.mjs';
import { spread } from './interleaved.mjs';
import { layouts } from './result-table.mjs';

const short = (value) =>
  value >= 100 || Number.isInteger(value)
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value.toFixed(2);

/** Median, and how far the rounds are apart where there are several. */
function cell(values) {
  if (!values) return '';
  const { median, min, max } = values;
  return min === max ? short(median) : `${short(median)} (${short(min)}–${short(max)})`;
}

const verdict = ({ text, isMet, because }) => `${text}: ${isMet ? 'met' : 'MISSED'} (${because})`;

const failures = ({ rounds }) => [
  ...new Set(
    rounds.flatMap((one) =>
      Object.entries(one).flatMap(([step, result]) => (result?.failed ? [`${step}: ${result.failed}`] : [])),
    ),
  ),
];

function drawingLine(titles, [name, entry]) {
  const failed = entry.skipped ?? entry.rounds.find((one) => one.failed)?.failed;
  if (failed) return [name, failed, ...titles.slice(1).map(() => '')];
  return [name, ...titles.map((title) => cell(figure(entry, figures[title])))];
}

function roundsOf(work, read) {
  const most = Math.max(...Object.values(work.contestants).map((entry) => read(entry).length));
  return most === 1 ? 'one round' : `${most} rounds`;
}

export function describeDrawing(work, layout = 'text') {
  const titles = Object.keys(figures).filter((title) =>
    Object.values(work.contestants).some((entry) => figure(entry, figures[title])),
  );
  const lines = Object.entries(work.contestants).map((entry) => drawingLine(titles, entry));
  const notes = Object.entries(work.contestants).flatMap(([name, entry]) =>
    failures(entry).map((failure) => `${name}, ${failure}`),
  );
  return {
    title: `${work.title} (${roundsOf(work, ({ rounds }) => rounds)})`,
    lines: layouts[layout]([['contestant', ...titles], ...lines]),
    notes,
    goals: drawingGoals(work).map(verdict),
  };
}

const distance = ({ additions, deletions }, fewest) =>
  fewest
    ? `${additions} + ${deletions} (${additions + deletions - fewest.additions - fewest.deletions} more)`
    : `${additions} + ${deletions}`;

const qualityOf = (quality, fewest) =>
  !quality
    ? ''
    : 'spans' in quality
      ? `${quality.spans} spans, ${quality.cutWords} cut a word, ${quality.marked} units, ${quality.wholeLines} pairs as a whole`
      : distance(quality, fewest);

export function describeComputing(work, layout = 'text') {
  const ours = medianOf(work.contestants.hunkwise);
  const head = [
    'contestant',
    'median ms',
    'min–max',
    'first call',
    'times ours',
    work.fewest === undefined ? 'marked' : 'additions + deletions',
  ];
  const lines = Object.entries(work.contestants).map(([name, entry]) => {
    if (entry.failed) return [name, entry.failed, '', '', '', ''];
    const { median, min, max } = spread(entry.samples);
    return [
      name,
      short(median),
      `${short(min)}–${short(max)}`,
      entry.first === undefined ? '' : short(entry.first),
      name === 'hunkwise' ? '' : short(median / ours),
      qualityOf(entry.quality, work.fewest),
    ];
  });
  return {
    title: `${work.title} (${roundsOf(work, ({ samples }) => samples)})`,
    lines: layouts[layout]([head, ...lines]),
    notes: [],
    goals: computingGoals(work).map(verdict),
  };
}

/** name -> { value, note } for a plot: first paint, or one call. */
export const drawingBars = (work) =>
  Object.entries(work.contestants).map(([name, entry]) => ({
    name,
    value: entry.rounds.some(({ failed }) => failed)
      ? undefined
      : figure(entry, figures['first paint, ms'])?.median,
    note: entry.skipped ?? entry.rounds.find(({ failed }) => failed)?.failed,
  }));

export const computingBars = (work) =>
  Object.entries(work.contestants).map(([name, entry]) => ({
    name,
    value: entry.failed ? undefined : medianOf(entry),
    note: entry.failed,
  }));
