// npm run bench -- --peers: drawing and computing against the peers.
import { outputOf, StepError } from '../../../scripts/lib/process.mjs';
import { ensureBrowser } from '../../../scripts/lib/steps.mjs';
import { drawers } from '../peers/drawing/pages.mjs';
import { runComputing } from './computing/computing-suite.mjs';
import { works as computingWorks } from './computing/works.mjs';
import { runDrawing } from './drawing/drawing-suite.mjs';
import { works as drawingWorks } from './drawing/works.mjs';
import { describeMachine } from './machine.mjs';
import { describeComputing, describeDrawing } from './peer-tables.mjs';
import { ensurePeers, versionOf } from './peers.mjs';
import { describeEnvironment } from './result-table.mjs';

const quickRows = ['rows-10k', 'files-1000', 'long-line', 'lines-5k', 'all-different', 'intraline'];
const computingPackages = ['diff-sequences', 'fast-myers-diff', 'diff', 'diff-match-patch'];

function show({ title, lines, notes, goals }) {
  console.log(`\n${title}\n${lines.join('\n')}`);
  for (const note of notes) console.log(`did not come to its end: ${note}`);
  for (const goal of goals) console.log(goal);
}

function chosenRows(rowIds, isQuick) {
  const all = [...drawingWorks, ...computingWorks].map(({ id }) => id);
  const unknown = rowIds?.find((id) => !all.includes(id));
  if (unknown) throw new StepError(`No row ${unknown}; there are ${all.join(', ')}.`);
  return rowIds ?? (isQuick ? quickRows : all);
}

/** Needs dist/ and describes the load of the machine at the start. */
export async function runPeers({ rowIds, rounds, isQuick }) {
  const chosen = chosenRows(rowIds, isQuick);
  await ensurePeers();
  const packages = [...drawers.flatMap((drawer) => drawer.package ?? []), ...computingPackages];
  const results = {
    machine: describeMachine(),
    chromium: outputOf(await ensureBrowser(), ['--version'], { silent: true })?.match(/[\d.]+/)?.[0],
    git: outputOf('git', ['--version']),
    date: new Date().toISOString().slice(0, 10),
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
  console.log(`\n${describeEnvironment({ ...results, dataset: [] }).join('\n')}`);
  const settings = { rowIds: chosen, rounds, note: (text) => console.log(`  ${text}`) };
  results.drawing = await runDrawing({ ...settings, report: (work) => show(describeDrawing(work)) });
  results.computing = await runComputing({ ...settings, report: (work) => show(describeComputing(work)) });
  return results;
}
