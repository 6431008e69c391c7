// Import to engine ready, in a fresh Node. Argument: folder of the build. Prints milliseconds.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const start = performance.now();
const { loadEngine } = await import(pathToFileURL(join(process.argv[2], 'index.js')).href);
const engine = await loadEngine();
engine.indexPayload('{"files":[]}');
console.log(performance.now() - start);
