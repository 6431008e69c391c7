// Engines in a page and in a Worker that a test makes fail. All that it asks for ends in a word: a row count, or the code of
// the error.
import './trap-hook.js';
import { loadEngine } from '/dist/index.js';
import { createWorkerEngine } from '/dist/worker.js';

const diff = '@@ -1,2 +1,2 @@\n-a b\n+a c\n same\n';
const large = `@@ -0,0 +1,4000000 @@\n${'+0123456789\n'.repeat(4_000_000)}`;
/** Every Worker that was started. */
const workers = [];

const policy = trustedTypes.createPolicy('faults', { createScriptURL: (url) => url });

function createWorker() {
  const script = policy.createScriptURL('/engine-faults/trapping-worker.js');
  const worker = new Worker(script, { type: 'module' });
  workers.push(worker);
  return worker;
}

const load = (place, options = {}) =>
  place === 'page' ? loadEngine(options) : createWorkerEngine({ createWorker, ...options });

/** The code and the message of what `attempt` rejects with; undefined where it does not. */
const failure = async (attempt) => {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return { name: error.name, code: error.code, message: error.message };
  }
};

const loads = (place, options) =>
  failure(async () => {
    const engine = await load(place, options);
    await engine.parseDiff(diff);
    engine.dispose();
  });

/** So many traps in a row, with or without a call in between; what was alive before is read again at the end. */
async function traps(place, count, isAlternating) {
  const engine = await load(place);
  const index = await engine.indexPatch(`--- a/f\n+++ b/f\n${diff}`);
  const table = await engine.parseFile(index, 0);
  const codes = {};
  for (let i = 0; i < count; ++i) {
    const { code = 'none' } = (await failure(() => engine.parseDiff(`TRAP ${i}`))) ?? {};
    codes[code] = (codes[code] ?? 0) + 1;
    if (isAlternating && (await engine.parseDiff(diff)).rowCount !== 4) throw new Error('not four rows');
  }
  const again = await engine.parseFile(index, 0);
  const { rowCount } = await engine.parseDiff(diff);
  const { heapBytes } = engine;
  engine.dispose();
  return { codes, texts: [table.textAt(1), again.textAt(2), index.path(0)], rowCount, heapBytes };
}

/** A Worker that is ended while it is busy, and one while it is not. */
async function kills() {
  const engine = await load('worker');
  const table = await engine.parseDiff(diff);
  const busy = failure(() => engine.parseDiff(large));
  await new Promise((resolve) => setTimeout(resolve, 20));
  // Not before: a document of many calls lets those of others in between, and one of these might be the one that is lost.
  const behind = engine.parseDiff(diff);
  workers.at(-1).terminate();
  const answers = [(await busy)?.code, (await behind).rowCount];
  workers.at(-1).terminate();
  answers.push((await engine.parseDiff(diff)).rowCount, table.textAt(1));
  engine.dispose();
  return answers;
}

Object.assign(globalThis, { faults: { loads, traps, kills } });
document.documentElement.dataset.ready = '';
