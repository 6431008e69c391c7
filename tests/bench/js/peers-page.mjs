// docs/peers.md, its plots and docs/peers.json: drawing and computing against the peers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/process.mjs';
import { barPlot } from './bar-plot.mjs';
import { works as computingWorks } from './computing/works.mjs';
import { works as drawingWorks } from './drawing/works.mjs';
import { computingBars, describeComputing, describeDrawing, drawingBars } from './peer-tables.mjs';
import { describeEnvironment } from './result-table.mjs';

const plotFile = (work) => `peers-${work.id}.svg`;

function section(work, described) {
  return [
    `### ${described.title}`,
    '',
    `![${described.title}](${plotFile(work)})`,
    '',
    ...described.lines,
    '',
    ...described.notes.map((note) => `* did not come to its end: ${note}`),
    ...described.goals.map((goal) => `* ${goal}`),
    '',
  ];
}

const introduction = [
  '# Against the peers',
  '',
  'Written by `npm run bench -- --peers --write`: drawing in Chromium and computing in Node. [benchmarks.md](benchmarks.md)',
  'has reading and cold start. Milliseconds depend on the machine and on what else it does; contestants take turns in',
  'another order every round, and figures are medians over the rounds (the least and the most in brackets).',
  '',
];

const aboutDrawing = [
  '## Drawing',
  '',
  'Each contestant in each round has a browser of its own, the window 1,280 × 800, without the popups that Chromium loads',
  'beside every new page of its own accord. Code, Workers and bytes are there before the clock starts; it ends two frames',
  'after the text of the first row is in the document and a change is marked as one. No time counts before the right text',
  'was found there, and after a jump in the middle. "Again" is closing and opening in the same page. Longest task and',
  'tasks over 50 ms are those of the page (not of Workers) until nothing moves any more; browsers report none below 50',
  'ms: 0 stands for that. Scrolling is 3 s of wheel events; a blank frame is one that was painted without row text in the',
  'middle. Memory is JavaScript, DOM and Workers after a collection, and our WebAssembly memory, as much as is reserved:',
  'Chromium counts it nowhere, so that a peer that had some would not have it counted. Over 30 s nobody is waited for.',
  'Lines are of a published package, a fifth of the rows changed, under names that nobody highlights.',
  '',
  'Peers are used as their documentation tells: CodeView with Workers, editors over two texts, the others with all files of',
  'the patch in one page. Ours opens one file at a time beside a list of all of them, with large files not held back; that is',
  'less work than drawing all 1,000 files, and what it is built for. Of the long line ours draws the first 2,000 characters',
  'until somebody asks for the rest, Monaco the first 10,000.',
  '',
];

const aboutComputing = [
  '## Computing',
  '',
  'Each contestant has a process of its own and starts from two strings; where a peer compares by callback, its lines are',
  'numbered first, within the time. Before a time counts, applying the changes to the old text has to make the new one, and',
  'no diff may have fewer changed lines than diff-sequences, which is exact, where that came to its end. `git diff` writes its',
  'text to nowhere; its time is the least of five runs less the least of five runs on empty files, and 0 says that both took as long. Pairs of lines come from two versions of one file; their spans have to',
  'leave equal texts on both sides.',
  '',
];

/** Rows that a run had not, so that nobody takes a part of it for the whole. */
function missing(results) {
  const there = new Set([...results.drawing, ...results.computing].map(({ id }) => id));
  const left = [...drawingWorks, ...computingWorks].filter(({ id }) => !there.has(id));
  return left.length ? [`* not in this run: ${left.map(({ title }) => title).join('; ')}`] : [];
}

/** `results`: { machine, chromium, git, date, versions, drawing, computing }. */
export function peersPage(results) {
  const versions = Object.entries(results.versions).map((pair) => pair.join(' '));
  const lines = [
    ...introduction,
    ...describeEnvironment({ ...results, dataset: [] }).map((line) => `* ${line}`),
    `* ${results.date}; ${results.git}`,
    `* ${versions.join(', ')}`,
    ...missing(results),
    '',
    ...aboutDrawing,
    ...results.drawing.flatMap((work) => section(work, describeDrawing(work, 'markdown'))),
    ...aboutComputing,
    ...results.computing.flatMap((work) => section(work, describeComputing(work, 'markdown'))),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

export function writePeers(results) {
  const docs = join(root, 'docs');
  mkdirSync(docs, { recursive: true });
  writeFileSync(join(docs, 'peers.json'), `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(docs, 'peers.md'), peersPage(results));
  for (const work of results.drawing)
    writeFileSync(join(docs, plotFile(work)), barPlot(`${work.title}: first paint`, 'ms', drawingBars(work)));
  for (const work of results.computing)
    writeFileSync(join(docs, plotFile(work)), barPlot(work.title, 'ms', computingBars(work)));
}
