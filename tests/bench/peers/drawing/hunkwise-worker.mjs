// Ours with the engine in a Worker.
import { createWorkerEngine } from '../../../../dist/worker.js';
import { openWith } from './hunkwise.mjs';

let engine;

export default {
  async prepare() {
    engine = await createWorkerEngine({ wasm: '/dist/core.wasm', workerUrl: '/dist/diff-worker.js' });
  },
  open: (...what) => openWith(engine, ...what),
};
