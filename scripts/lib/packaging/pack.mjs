// Packs the package as it would be published, and reads what is in it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.mjs';

/**
 * The packed package in `folder`: the tarball, the names of its files, and the folder it is unpacked to. dist/ has to be
 * built; no script of the package is run.
 */
export function packInto(folder) {
  const options = ['--json', '--ignore-scripts', '--loglevel=error', `--pack-destination=${folder}`];
  const printed = JSON.parse(execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8' }));
  // A list of packages, or, from npm 11.? on, one object by name.
  const [packed] = Array.isArray(printed) ? printed : Object.values(printed);
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  const tarball = join(folder, packed.filename);
  execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  return {
    tarball,
    unpacked,
    files: packed.files.map(({ path }) => path).sort(),
    manifest: JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')),
    packedBytes: packed.size,
    unpackedBytes: packed.unpackedSize,
  };
}

/** The names of files without what changes with every byte of their content; one line for all chunks of a kind. */
export const listed = (files) => [
  ...new Set(files.map((file) => file.replace(/^dist\/(chunk|server)-[A-Z0-9]+\./, 'dist/$1-*.'))),
];
