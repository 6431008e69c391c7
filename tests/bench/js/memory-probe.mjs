// One contestant, once, in a process of its own: how far its memory rises above what it was before the answer was read.
// Arguments: contestant, file, folder of the build. Prints JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainReaders, readIndex } from './payload-contestants.mjs';

const [name, file, folder] = process.argv.slice(2);
const { loadEngine } = await import(pathToFileURL(join(folder, 'index.js')).href);
const engine = await loadEngine();
const contestants = { hunkwise: (bytes) => readIndex(engine.indexPayload(bytes)), ...plainReaders };
// Its code is loaded and compiled before the measurement begins.
contestants[name](new TextEncoder().encode('{"files":[],"summary":{},"has_changes":false}'));

// Of this program alone: the peak that resourceUsage() tells begins with the parent's, which it was forked from.
function peakBytes() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'latin1'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

globalThis.gc();
const before = process.memoryUsage().rss;
const bytes = readFileSync(file);
const files = contestants[name](bytes);
const peak = peakBytes();
console.log(
  JSON.stringify({
    name,
    payloadBytes: bytes.length,
    files: files.paths.length,
    before,
    peak,
    heapBytes: engine.heapBytes,
  }),
);
