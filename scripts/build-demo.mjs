// Makes build/demo/ from demo/: the server's program, and the page. Both use the built package like anyone else; in the
// page its names become addresses, since an import map would be an inline script.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { main, root } from './lib/process.mjs';

const packageAddresses = new Map([
  ['hunkwise', '/dist/index.js'],
  ['hunkwise/worker', '/dist/worker.js'],
]);

const servedPackage = {
  name: 'served-package',
  setup({ onResolve }) {
    onResolve({ filter: /^hunkwise/ }, ({ path }) => ({ path: packageAddresses.get(path), external: true }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  logLevel: 'warning',
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
    entryPoints: ['demo/page/main.ts'],
    outdir: 'build/demo/page',
    platform: 'browser',
    plugins: [servedPackage],
  });
  for (const file of ['index.html', 'page.css', 'icon.svg'])
    cpSync(join(root, 'demo/page', file), join(root, 'build/demo/page', file));
});
