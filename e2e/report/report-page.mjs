// docs/report.md and docs/report.json: one run, as it is.
import { conclude } from './conclusion.mjs';
import { tableOf, tables } from './figure-table.mjs';

const networkWords = {
  paced: '100 ms before every request, answers at 2 MB/s',
  direct: 'no delay',
};

/** Samples of single visits -> one cell for each artifact, network and position of the switches. */
export function resultsOf({ samples, ...run }, machine, date) {
  const cells = [];
  for (const { artifact, network, switches, figures } of samples) {
    let cell = cells.find(
      (one) => one.artifact === artifact && one.network === network && one.switches === switches,
    );
    if (!cell) {
      cell = { artifact, network, switches, samples: {} };
      cells.push(cell);
    }
    for (const [figure, value] of Object.entries(figures))
      cell.samples[figure] = [...(cell.samples[figure] ?? []), Math.round(value * 10) / 10];
  }
  return { date, machine, ...run, cells };
}

/** Rows of numbers in one line each. */
export const jsonOf = (results) =>
  `${JSON.stringify(results, null, 1).replace(/\[[\d.,\s]+\]/g, (numbers) => numbers.replace(/\s+/g, ' '))}\n`;

export function reportPage(results) {
  const { chromium, date, machine, rounds, artifacts, networks } = results;
  const expected = artifacts
    .filter(({ formerRequests }) => formerRequests !== '–')
    .map(({ scenarios, projects, formerRequests }) => `${scenarios} with ${projects}: ${formerRequests}`);
  const lines = [
    '# What the sync tab costs, with its switches off and on',
    '',
    'Written by `npm run report -- --write`; every sample is in [report.json](report.json). A visit opens the tab, switches to',
    'both other comparisons and back, clicks a file, leaves for a second, comes back, and changes the project; each visit has a',
    'fresh browser context, and the switches (`summaryFirst`, `lazyDetail`, `prefetchScopes`) take turns within a round. Off is',
    "the former behaviour of the same tab: all texts in every answer. Times are those of [the tab's marks](tab.md#marks), so to",
    'the frame that is painted. The artifacts are generated, the service runs on the same machine and compresses nothing. A cell',
    'has the median and, in brackets, the smallest and the largest.',
    '',
    `* ${date}, ${rounds} visits of each kind`,
    `* ${machine.cores} cores of ${machine.cpu}, ${(machine.memoryBytes / 1e9).toFixed(0)} GB, load ${machine.load.toFixed(1)} at the start`,
    `* Chromium ${chromium}, Node ${machine.node}`,
    `* Requests of opening that the plan of the former tab counted with, by projects: ${expected.join('; ')}.`,
    '',
    '## What it shows',
    '',
    ...Object.keys(networks).flatMap((network) => [
      `**${networkWords[network]}.** ${conclude(network, results)}`,
      '',
    ]),
    'A difference counts from 5 % on, and only outside of the middle half of the samples with the switches off. Where on is not',
    'better: a first click on a file costs a round trip, since its text is asked for then, where off it has come with all the',
    'others; and the comparisons that are loaded ahead are requests that somebody who never switches would not need.',
    '',
  ];
  for (const network of Object.keys(networks)) {
    lines.push(`## ${networkWords[network].replace(/^./, (letter) => letter.toUpperCase())}`, '');
    for (const table of tables) lines.push(`### ${table.title}`, '', ...tableOf(table, network, results), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
