// Results as tables of text, for the terminal and, in Markdown, for docs/benchmarks.md.

import { judge, judgeMemory, namesOf } from './goals.mjs';
import { ratios, spread } from './interleaved.mjs';

const count = new Intl.NumberFormat('en-US');
const milliseconds = (value) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
const factor = (value) => `${value >= 10 ? value.toFixed(1) : value.toFixed(2)}×`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const verdict = ({ text, isMet }) => `${text}: ${isMet ? 'met' : 'MISSED'}`;

export function describeDataset({ name, bytes, files, rows, sha256, path }) {
  const what = path ? `, ${path}` : '';
  return `${name}: ${count.format(bytes)} bytes, ${count.format(files)} files, ${count.format(rows)} rows${what}, sha256 ${sha256}`;
}

/** Lines of cells -> aligned lines; the first column to the left, the others to the right. */
function aligned(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => [...line[column]].length)));
  return lines.map((line) =>
    line
      .map((cell, column) => {
        const fill = ' '.repeat(widths[column] - [...cell].length);
        return column === 0 ? cell + fill : fill + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

const markdown = (lines) => [
  `| ${lines[0].join(' | ')} |`,
  `|${lines[0].map((_, column) => (column === 0 ? ' --- |' : ' ---: |')).join('')}`,
  ...lines.slice(1).map((line) => `| ${line.join(' | ')} |`),
];

/** Lines of cells in one of the two forms. */
export const layouts = { text: aligned, markdown };

const rowHead = [
  'contestant',
  'median ms',
  'quartiles',
  'min–max',
  'first call',
  'times ours (quartiles)',
  'goal',
];

function rowLines(row) {
  const [ours] = namesOf(row);
  const goals = judge(row);
  return namesOf(row).map((name) => {
    const { median, q1, q3, min, max } = spread(row.samples[name]);
    const ratio = name === ours ? undefined : ratios(row.samples[name], row.samples[ours]);
    return [
      name,
      milliseconds(median),
      `${milliseconds(q1)}–${milliseconds(q3)}`,
      `${milliseconds(min)}–${milliseconds(max)}`,
      milliseconds(row.firstCalls[name]),
      ratio ? `${factor(ratio.median)} (${factor(ratio.q1)}–${factor(ratio.q3)})` : '',
      goals
        .filter((goal) => goal.of === name)
        .map((goal) =>
          goal.text.startsWith('≤') ? `${goal.ratio.median.toFixed(2)} ${verdict(goal)}` : verdict(goal),
        )
        .join('; '),
    ];
  });
}

/** Title and table of one row. */
export function describeRow(row, datasets, layout = 'text') {
  const sizes = row.inputs.map((name) => datasets.get(name)).filter(Boolean);
  const rounds = row.samples[namesOf(row)[0]].length;
  const inputs =
    sizes.length > 2 ? '' : sizes.map((dataset) => `${count.format(dataset.bytes)} bytes`).join(', ');
  const facts = [inputs, `${rounds} rounds`, row.heapBytes ? `heap ${megabytes(row.heapBytes)}` : '']
    .filter(Boolean)
    .join('; ');
  return {
    title: `${row.place === 'worker' ? 'engine in a Worker: ' : ''}${row.title} (${facts})`,
    lines: layouts[layout]([rowHead, ...rowLines(row)]),
  };
}

export function describeMemory(entries, layout = 'text') {
  const head = ['memory', 'payload', 'before', 'peak', '(peak − before) ÷ payload', 'goal'];
  const lines = entries.map((entry) => [
    `${entry.input}, ${entry.name}`,
    megabytes(entry.payloadBytes),
    megabytes(entry.before),
    megabytes(entry.peak),
    entry.ratio.toFixed(2),
    judgeMemory(entry).map(verdict).join('; '),
  ]);
  return layouts[layout]([head, ...lines]);
}

export function describeColdStart(samples) {
  const { median, min, max } = spread(samples);
  return `${milliseconds(median)} ms (${milliseconds(min)}–${milliseconds(max)}, ${samples.length} starts)`;
}

export function describeEnvironment({ machine, chromium, dataset }) {
  return [
    `${machine.cores} cores of ${machine.cpu}, ${megabytes(machine.memoryBytes)}, load ${machine.load.toFixed(1)} at the start`,
    `Node ${machine.node}${chromium ? `, Chromium ${chromium}` : ''}, ${machine.compiler}, flags as in wasm/emscripten_flags.cmake`,
    `core.wasm ${count.format(machine.wasmBytes)} bytes, ${count.format(machine.wasmBrotliBytes)} brotli`,
    ...dataset,
  ];
}
