import { loadEngine } from '/dist/index.js';
import { loadEngine as loadInline } from '/dist/inline.js';
import { createWorkerEngine } from '/dist/worker.js';

const diff = '@@ -1,2 +1,2 @@\\n-let price = old ä\\n+let price = new ä\\n same\\n';
const answer = `{"files":[{"file_path":"a.txt","status":"modified","unified_diff":"${diff}"}]}`;

async function describe(engine) {
  const index = await engine.indexPayload(answer);
  const table = await engine.parseFile(index, 0);
  const [span] = (await engine.intraline(table, [1])).spansAt(1);
  return `${index.path(0)} ${table.rowCount} rows ${table.textAt(1).slice(span.start, span.end)}`;
}

const parts = [];
for (const [name, load] of Object.entries({
  page: loadEngine,
  inline: loadInline,
  worker: createWorkerEngine,
})) {
  const engine = await load();
  parts.push(`${name}: ${await describe(engine)}`);
  engine.dispose();
}
const missing = await loadEngine({ wasm: '/no/core.wasm' }).catch((error) => error);
parts.push(`missing: ${missing.code}`);
document.querySelector('output').textContent = parts.join(', ');
