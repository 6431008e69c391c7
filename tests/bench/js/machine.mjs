// What a result is worth nothing without: the machine, the programs and the build.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { outputOf, root } from '../../../scripts/lib/process.mjs';
import { ensureToolchain } from '../../../scripts/lib/steps.mjs';

export function describeMachine() {
  const wasm = readFileSync(join(root, 'dist/core.wasm'));
  const version = outputOf(ensureToolchain().emxx, ['--version'], { silent: true });
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    compiler: `em++ ${/\d+\.\d+\.\d+/.exec(version ?? '')?.[0] ?? 'of unknown version'}`,
    wasmBytes: wasm.length,
    wasmBrotliBytes: brotliCompressSync(wasm).length,
    load: loadavg()[0],
  };
}
