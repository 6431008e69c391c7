// Installs the peers, for the benchmark alone, and bundles them into one file for Node and browser.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mustRun, root } from '../../../scripts/lib/process.mjs';
import { digest, unlessCurrent } from '../../../scripts/lib/stamp.mjs';

export const folder = 'build/bench-peers';
const bundle = `${folder}/bundle.mjs`;

export async function ensurePeers() {
  await unlessCurrent({
    stamp: `${folder}/stamp`,
    inputs: digest(['tests/bench/peers']),
    outputs: [bundle],
    async make() {
      console.log('\n--- peers of the benchmark');
      mkdirSync(join(root, folder), { recursive: true });
      for (const file of ['package.json', 'peers.mjs'])
        copyFileSync(join(root, 'tests/bench/peers', file), join(root, folder, file));
      // Versions are pinned in package.json. Their own peers (React) are for drawing, which nobody does here.
      const options = [
        '--ignore-scripts',
        '--no-package-lock',
        '--legacy-peer-deps',
        '--no-audit',
        '--no-fund',
      ];
      await mustRun('npm', ['install', '--prefix', folder, '--loglevel=error', ...options]);
      const { build } = await import('esbuild');
      await build({
        absWorkingDir: root,
        entryPoints: [`${folder}/peers.mjs`],
        outfile: bundle,
        bundle: true,
        format: 'esm',
        platform: 'browser',
        minify: false,
        logLevel: 'error',
      });
    },
  });
}

export const loadPeers = async () => (await import(pathToFileURL(join(root, bundle)).href)).peers;
