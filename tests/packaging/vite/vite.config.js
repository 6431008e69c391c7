import { defineConfig } from 'vite';

// Nothing for hunkwise: Vite finds core.wasm and diff-worker.js by itself, in its dev server too.
export default defineConfig({ build: { outDir: 'out' } });
