// Holds what a page has to download under its limits. Numbers are those of dist/, compressed as a server would.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Checks } from './lib/checks.mjs';
import { main, root } from './lib/process.mjs';

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

await main(() => {
  const wasm = readFileSync(join(root, 'dist/core.wasm'));
  const glue = readFileSync(join(root, 'build/wasm-release/core.mjs'));
  const checks = new Checks();
  const atMost = (title, bytes, kilobytes) =>
    checks.record(
      bytes <= kilobytes * 1000 ? 'passed' : 'failed',
      `${title}: ${bytes} bytes, at most ${kilobytes} KB`,
    );
  atMost('core.wasm', wasm.length, 110);
  atMost('core.wasm, brotli', brotli(wasm), 36);
  atMost('glue, brotli', brotli(glue), 8);
  return checks.finish();
});
