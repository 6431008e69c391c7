// The peers that compare, in one file for Node.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../../../scripts/lib/process.mjs';
import { folder as peersFolder } from '../peers.mjs';
import { bundle } from './contestants.mjs';

export const bundleComputing = () =>
  build({
    absWorkingDir: root,
    entryPoints: ['tests/bench/peers/computing.mjs'],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    nodePaths: [join(root, peersFolder, 'node_modules')],
    logLevel: 'error',
  });
