// docs/benchmarks.md: the results of a whole run, as they are.

import { describeColdStart, describeEnvironment, describeMemory, describeRow } from './result-table.mjs';
import { versionPairs } from './version-pairs.mjs';

const section = (title, lines) => [`## ${title}`, '', ...lines, ''];

function rowSections(rows, datasets) {
  return rows.flatMap((row) => {
    const { title, lines } = describeRow(row, datasets, 'markdown');
    return [`### ${title}`, '', ...lines, ''];
  });
}

export function reportPage(results, datasets) {
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench -- --write`. All contestants of a table take turns within one run, so ratios hold where',
    'milliseconds depend on the machine; a ratio is the median, over the rounds, of the ratio within the round.',
    `Input is made from ${versionPairs.map((pair) => pair.join(' → ')).join(' and ')}, as the service would send it`,
    '(docs/wire.md). Results of all contestants are compared before any time counts. "JSON.parse" starts from bytes, as',
    'ours does, and so includes decoding; "of a string" does not. "Byte scan" skips and counts the escaped texts as our',
    "core does, in JavaScript, but checks nothing. A peer that cannot read the doubled newlines gets git's form.",
    '',
    ...describeEnvironment(results).map((line) => `* ${line}`),
    '',
  ];
  if (results.inNode) {
    lines.push(...section('Node', []), ...rowSections(results.inNode.rows, datasets));
    lines.push(
      '### Memory',
      '',
      'Resident memory of a process of its own; before: all code loaded, answer not yet read.',
      '',
    );
    lines.push(...describeMemory(results.inNode.memory, 'markdown'), '');
    lines.push(`Import to engine ready and used once: ${describeColdStart(results.inNode.coldStart)}.`, '');
  }
  if (results.inChromium) {
    lines.push(...section('Chromium', []), ...rowSections(results.inChromium.rows, datasets));
    lines.push('### Import to engine ready and used once, in a new page or Worker', '');
    for (const [place, samples] of Object.entries(results.inChromium.coldStart))
      lines.push(`* ${place}: ${describeColdStart(samples)}`);
    lines.push('');
  }
  if (results.native) lines.push(...section('The core alone', results.native.flatMap(nativeSection)));
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function nativeSection({ title, rows }) {
  return [`### ${title}`, '', '```', ...rows, '```', ''];
}
