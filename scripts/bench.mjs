// npm run bench: the benchmark program, native and in WebAssembly.
import { main, run } from './lib/process.mjs';
import { ensureNodeModules, ensurePreset } from './lib/steps.mjs';

await main(async () => {
  await ensureNodeModules();
  await ensurePreset('native-release');
  await ensurePreset('wasm-release', ['diff_bench']);
  console.log('\nnative');
  const native = await run('build/native-release/diff_bench', process.argv.slice(2));
  console.log('\nWebAssembly in Node');
  return native || run(process.execPath, ['build/wasm-release/diff_bench.cjs', ...process.argv.slice(2)]);
});
