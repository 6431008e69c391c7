import { loadEngine } from '/dist/index.js';
import { loadEngine as loadInline } from '/dist/inline.js';
import { countFilesInWorker } from '/dist/worker.js';

const json = '{"files":[1,2]}';
const engine = await loadEngine();
const parts = [`page ${engine.countFiles(json)}`, `inline ${(await loadInline()).countFiles(json)}`];
try {
  engine.trap();
} catch {
  parts.push(`after a trap ${engine.countFiles(json)}`);
}
parts.push(`too large ${engine.canHold(2_147_483_000)}`);
parts.push(`worker ${await countFilesInWorker(json)}`);
document.querySelector('output').textContent = parts.join(', ');
