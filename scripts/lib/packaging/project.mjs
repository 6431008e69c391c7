// A fresh application in a folder of its own, outside of the repository, so that it finds only what it installed.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.mjs';

/** The environment without what npm and others set for this repository's own scripts. */
export function applicationEnvironment() {
  const names = Object.keys(process.env).filter(
    (name) => !/^(npm_(package|lifecycle|command)|NODE_ENV$)/.test(name),
  );
  const kept = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  return { ...kept, NEXT_TELEMETRY_DISABLED: '1' };
}

/** Runs a program in `folder`; its output comes back, or is the message of the error. */
export function runIn(folder, program, args, timeoutMs = 600_000) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: applicationEnvironment(), timeout: timeoutMs });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')}: ${signal ?? `exit code ${code}`}\n${output}`));
    });
  });
}

/**
 * Lays out tests/packaging/app as src/ and `sources`, folders of tests/packaging, over it, and installs what the lock
 * file names, and the packed package.
 */
export async function freshProject(folder, sources, tarball) {
  mkdirSync(folder, { recursive: true });
  const from = (source) => join(root, 'tests/packaging', source);
  const isSource = (path) => !/[\\/](node_modules|out|\.next)$/.test(path);
  cpSync(from('app'), join(folder, 'src'), { recursive: true });
  for (const source of sources) cpSync(from(source), folder, { recursive: true, filter: isSource });
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true, "type": "module" }\n');
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  // Not `npm ci`: it has no way to add the tarball, whose checksum no lock file can know.
  await runIn(folder, 'npm', ['install', '--no-save', ...quietly, tarball]);
  return folder;
}
