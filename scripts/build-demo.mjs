// Makes build/demo/ from demo/: the server's program, and the page. Both use the built package like anyone else, by its
// name; the page is one bundle with all it needs, since an import map would be an inline script.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { main, root } from './lib/process.mjs';

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  logLevel: 'warning',
  logOverride: { 'ignored-bare-import': 'silent' }, // the package's chunks that have no effect of their own
};

await main(async () => {
  rmSync(join(root, 'build/demo'), { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: ['demo/server.ts'],
    outfile: 'build/demo/server.mjs',
    platform: 'node',
    packages: 'external',
  });
  await build({
    ...common,
    entryPoints: ['demo/page/main.tsx', 'demo/page/page.css'],
    outdir: 'build/demo/page',
    platform: 'browser',
    jsx: 'automatic',
    minify: true,
    // The page measures; the library's own checks of development would be measured, too.
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  for (const file of ['index.html', 'icon.svg'])
    cpSync(join(root, 'demo/page', file), join(root, 'build/demo/page', file));
});
