// One row in a page, with the engine in the page or in a Worker. Called by chromium-suite.mjs through the browser.
import { timeRow } from './interleaved.mjs';
import { timedRows } from './timed-rows.mjs';

const loaders = {
  async page(folder) {
    const { loadEngine } = await import(`${folder}index.js`);
    return loadEngine();
  },
  async worker(folder) {
    const { createWorkerEngine } = await import(`${folder}worker.js`);
    return createWorkerEngine();
  },
};

/** `folders`: name of a build -> URL of its folder. `files`: name of a dataset -> URL. */
export async function timeRowHere({ id, place, folders, files, peers, rounds }) {
  const engines = {};
  for (const [name, folder] of Object.entries(folders)) engines[name] = await loaders[place](folder);
  const context = {
    engines,
    peers: (await import(peers)).peers,
    rounds,
    read: async (name) => new Uint8Array(await (await fetch(files[name])).arrayBuffer()),
  };
  const row = timedRows.find((candidate) => candidate.id === id);
  const result = await timeRow(row, context);
  return { ...result, heapBytes: Object.values(engines)[0].heapBytes };
}

/** Import to engine ready and used once. */
export async function coldStart(place, folder) {
  const start = performance.now();
  const engine = await loaders[place](folder);
  await engine.indexPayload('{"files":[]}');
  return performance.now() - start;
}
