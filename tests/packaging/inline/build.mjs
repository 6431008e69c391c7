import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';

// One script and nothing beside it.
await build({ entryPoints: ['main.js'], outdir: 'out', bundle: true, format: 'esm', minify: true });
copyFileSync('index.html', 'out/index.html');
