// One bundle for each contestant that draws, as an application would make it.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../../../scripts/lib/process.mjs';
import { drawers, workers } from '../../peers/drawing/pages.mjs';
import { folder as peersFolder } from '../peers.mjs';

export const folder = `${peersFolder}/pages`;

const common = {
  absWorkingDir: root,
  outdir: folder,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.ttf': 'dataurl' },
  // Peers are not where the project's own packages are, so that nobody uses one by accident.
  nodePaths: [join(root, peersFolder, 'node_modules')],
  logLevel: 'error',
};

export async function bundlePages() {
  const entry = ({ file }) => ({ out: file, in: `tests/bench/peers/drawing/${file}.mjs` });
  await build({ ...common, entryPoints: drawers.map(entry) });
  const modules = Object.entries(workers).map(([out, from]) => ({ out, in: from }));
  await build({ ...common, entryPoints: modules });
}
