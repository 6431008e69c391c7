import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: { app: 'src/styled-app.js' },
  outdir: 'out',
  bundle: true,
  format: 'esm',
  minify: true,
  define: { 'process.env.NODE_ENV': '"production"' },
});
copyFileSync('src/index.html', 'out/index.html');
// esbuild leaves new URL('./core.wasm', import.meta.url) as it is, so the files belong beside the bundle.
for (const file of ['core.wasm', 'diff-worker.js'])
  copyFileSync(new URL(file, import.meta.resolve('hunkwise')), `out/${file}`);
