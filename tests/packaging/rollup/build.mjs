import { copyFileSync } from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import { rollup } from 'rollup';

const bundle = await rollup({
  input: { app: 'src/app.js' },
  plugins: [
    nodeResolve({ browser: true }),
    commonjs(),
    replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': '"production"' } }),
  ],
  onLog(level, log) {
    if (log.code === 'MODULE_LEVEL_DIRECTIVE') return; // 'use client' is for servers
    throw new Error(`${level}: ${log.message}`);
  },
});
await bundle.write({ dir: 'out', format: 'es', entryFileNames: '[name].js' });
copyFileSync('src/index.html', 'out/index.html');
copyFileSync(new URL(import.meta.resolve('hunkwise/styles.css')), 'out/app.css');
// Rollup leaves new URL('./core.wasm', import.meta.url) as it is, so the files belong beside the bundle.
for (const file of ['core.wasm', 'diff-worker.js'])
  copyFileSync(new URL(file, import.meta.resolve('hunkwise')), `out/${file}`);
