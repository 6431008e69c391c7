// One row in a Node of its own, so that no row lives with another one's garbage and compiled code.
// Arguments: id, rounds, engines as JSON (name -> folder of a build). Sends the result to the parent.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { datasets, readDataset } from './datasets.mjs';
import { difflibRows } from './difflib-rows.mjs';
import { growthRow } from './growth-row.mjs';
import { timeRow } from './interleaved.mjs';
import { loadPeers } from './peers.mjs';
import { timedRows } from './timed-rows.mjs';

const [id, rounds, folders] = process.argv.slice(2);
const engines = {};
const fullEngines = {}; // of builds that have two modules
for (const [name, folder] of Object.entries(JSON.parse(folders))) {
  const { loadEngine } = await import(pathToFileURL(join(folder, 'index.js')).href);
  engines[name] = await loadEngine();
  const wasm = join(folder, 'core-full.wasm');
  if (existsSync(wasm)) fullEngines[name] = await loadEngine({ wasm });
}
const list = datasets();
const context = {
  engines,
  fullEngines,
  peers: await loadPeers(),
  rounds: Number(rounds),
  read: (name) => readDataset(list.get(name)),
};
const row = [...timedRows, growthRow, ...difflibRows].find((candidate) => candidate.id === id);
const result = await timeRow(row, context);
result.heapBytes = Object.values(engines)[0].heapBytes;
// And then end, whatever a contestant has started.
process.send(result, () => process.exit());
