// All rows in Node, each in a process of its own.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { outputOf, root, StepError } from '../../../scripts/lib/process.mjs';
import { datasets, pathOf } from './datasets.mjs';
import { difflibRows } from './difflib-rows.mjs';
import { growthRow } from './growth-row.mjs';
import { plainReaders } from './payload-contestants.mjs';
import { timedRows } from './timed-rows.mjs';

const scriptOf = (name) => join(root, 'tests/bench/js', name);

// 200 MB of JSON become a gigabyte of strings.
const nodeOptions = ['--expose-gc', '--max-old-space-size=6000'];

function timeInChild(id, rounds, folders) {
  return new Promise((resolve, reject) => {
    const child = fork(scriptOf('node-row.mjs'), [id, rounds, JSON.stringify(folders)], {
      execArgv: nodeOptions,
    });
    let result;
    child.on('message', (message) => (result = message));
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new StepError(`benchmark row ${id} ended with ${code}`)),
    );
  });
}

function probe(script, ...args) {
  const output = outputOf(process.execPath, ['--expose-gc', scriptOf(script), ...args]);
  if (output === undefined) throw new StepError(`${script} ${args.join(' ')} failed`);
  return JSON.parse(output);
}

/** Memory of each contestant over a payload's size. */
function measureMemory(folder, dataset) {
  return ['hunkwise', ...Object.keys(plainReaders)].map((name) => {
    const { before, peak, payloadBytes, heapBytes } = probe(
      'memory-probe.mjs',
      name,
      pathOf(dataset),
      folder,
    );
    return { name, before, peak, payloadBytes, heapBytes, ratio: (peak - before) / payloadBytes };
  });
}

export async function runInNode({ folders, rounds, rowIds, isQuick, report }) {
  const wanted = [...timedRows, ...difflibRows, ...(isQuick ? [] : [growthRow])].filter(
    ({ id }) => !rowIds || rowIds.includes(id),
  );
  const rows = [];
  for (const { id } of wanted) {
    const row = await timeInChild(id, rounds, folders);
    rows.push(row);
    report(row);
  }
  const folder = Object.values(folders)[0];
  const starts = Array.from({ length: rounds }, () => probe('cold-start-probe.mjs', folder));
  const list = datasets();
  const memory = isQuick ? ['payload-10'] : ['payload-10', 'payload-90'];
  return {
    rows,
    coldStart: starts,
    memory: memory.flatMap((name) =>
      measureMemory(folder, list.get(name)).map((entry) => ({ input: name, ...entry })),
    ),
  };
}
