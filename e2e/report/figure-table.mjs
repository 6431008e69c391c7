// The figures as tables: which columns there are, and how a cell reads.
import { spread } from '../../tests/bench/js/interleaved.mjs';

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
export const milliseconds = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
const kilobytes = (bytes) => count.format(Number((bytes / 1000).toFixed(bytes >= 1e5 ? 0 : 1)));
const megabytes = (bytes) => (bytes / 1e6).toFixed(2);

/** Cells have the median and, where the rounds differ, the smallest and the largest. */
const cell = (format) => (samples) => {
  if (!samples) return '–';
  const { median, min, max } = spread(samples);
  const [middle, least, most] = [median, min, max].map(format);
  return least === most ? middle : `${middle} (${least}–${most})`;
};

export const tables = [
  {
    title: 'Opening',
    columns: [
      ['requestsUntilContent', 'requests until content', cell(count.format)],
      ['requestsOfOpening', 'in all', cell(count.format)],
      ['bytesOfOpening', 'KB on the wire', cell(kilobytes)],
      ['firstContent', 'first content, ms', cell(milliseconds)],
      ['reopening', 'reopened, ms', cell(milliseconds)],
      ['requestsOfReopening', 'requests', cell(count.format)],
    ],
  },
  {
    title: 'Switching and clicking',
    columns: [
      ['firstSwitchCollection', 'to Source vs. Collection, ms', cell(milliseconds)],
      ['requestsOfFirstSwitchCollection', 'requests', cell(count.format)],
      ['firstSwitchProject', 'to Source vs. Project, ms', cell(milliseconds)],
      ['requestsOfFirstSwitchProject', 'requests', cell(count.format)],
      ['visitedSwitch', 'back to a visited one, ms', cell(milliseconds)],
      ['requestsOfVisitedSwitch', 'requests', cell(count.format)],
      ['fileClick', 'file click, ms', cell(milliseconds)],
      ['requestsOfFileClick', 'requests', cell(count.format)],
      ['projectSwitch', 'another project, ms', cell(milliseconds)],
      ['requestsOfProjectSwitch', 'requests', cell(count.format)],
    ],
  },
  {
    title: 'The whole visit',
    columns: [
      ['requests', 'requests', cell(count.format)],
      ['bytes', 'KB on the wire', cell(kilobytes)],
      ['jsHeap', 'JS heap, MB', cell(megabytes)],
      ['wasmHeap', 'WASM heap, MB', cell(megabytes)],
      ['elements', 'DOM elements', cell(count.format)],
      ['longTasks', 'long tasks', cell(count.format)],
      ['longestTask', 'longest, ms', cell(milliseconds)],
    ],
  },
];

const describeArtifact = ({ files, projects, scenarios }) =>
  `${scenarios}: ${files} files, ${projects} ${projects === 1 ? 'project' : 'projects'}`;

/** Lines of Markdown. `cells`: artifact, network, switches, and samples by figure. */
export function tableOf({ columns }, network, { artifacts, cells }) {
  const head = ['BASELINE', 'switches', ...columns.map(([, title]) => title)];
  const lines = artifacts.flatMap((artifact) =>
    ['off', 'on'].map((position) => {
      const { samples } = cells.find(
        (one) => one.artifact === artifact.name && one.network === network && one.switches === position,
      );
      return [
        describeArtifact(artifact),
        position,
        ...columns.map(([figure, , format]) => format(samples[figure])),
      ];
    }),
  );
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, column) => (column < 2 ? ' --- |' : ' ---: |')).join('')}`,
    ...lines.map((line) => `| ${line.join(' | ')} |`),
  ];
}
