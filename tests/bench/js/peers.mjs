// Installs the peers, for the benchmark alone, and bundles those that read patches into one file for Node and browser.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mustRun, root } from '../../../scripts/lib/process.mjs';
import { digest, unlessCurrent } from '../../../scripts/lib/stamp.mjs';

export const folder = 'build/bench-peers';
const bundle = `${folder}/bundle.mjs`;

async function install() {
  console.log('\n--- peers of the benchmark');
  mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(root, 'tests/bench/peers/package.json'), join(root, folder, 'package.json'));
  // Versions are pinned in package.json. React is the project's own, the same for all.
  const options = ['--ignore-scripts', '--no-package-lock', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  await mustRun('npm', ['install', '--prefix', folder, '--loglevel=error', ...options]);
}

async function bundleParsers() {
  copyFileSync(join(root, 'tests/bench/peers/peers.mjs'), join(root, folder, 'peers.mjs'));
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
}

export async function ensurePeers() {
  const list = 'tests/bench/peers/package.json';
  await unlessCurrent({
    stamp: `${folder}/installed`,
    inputs: digest([list]),
    outputs: [`${folder}/node_modules/monaco-editor/package.json`],
    make: install,
  });
  await unlessCurrent({
    stamp: `${folder}/stamp`,
    inputs: digest([list, 'tests/bench/peers/peers.mjs']),
    outputs: [bundle],
    make: bundleParsers,
  });
}

/** Version of an installed peer. */
export const versionOf = (name) =>
  JSON.parse(readFileSync(join(root, folder, 'node_modules', name, 'package.json'), 'utf8')).version;

export const loadPeers = async () => (await import(pathToFileURL(join(root, bundle)).href)).peers;
