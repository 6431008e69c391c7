// What a result is worth nothing without: the machine, the programs and the build.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { outputOf, root } from '../../../scripts/lib/process.mjs';
import { ensureToolchain } from '../../../scripts/lib/steps.mjs';

export function describeMachine() {
  const wasm = readFileSync(join(root, 'dist/core.wasm'));
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    compiler: outputOf(ensureToolchain().emxx, ['--version'], { silent: true })
      ?.split('\n')[0]
      .replace(/ \(.*/, ''),
    wasmBytes: wasm.length,
    wasmBrotliBytes: brotliCompressSync(wasm).length,
    load: loadavg()[0],
  };
}
