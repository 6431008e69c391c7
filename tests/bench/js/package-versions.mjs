// Fetches published packages through npm as the machine has it set up, once, and reads their files.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, outputOf, root, StepError } from '../../../scripts/lib/process.mjs';

const folder = 'build/bench-data/packages';

/** Folder of an unpacked package, such as three@0.180.0. */
export async function packageFolder(specifier) {
  const name = specifier.replace(/[@/]/g, '-');
  const unpacked = join(root, folder, name);
  if (existsSync(unpacked)) return unpacked;
  mkdirSync(join(root, folder), { recursive: true });
  console.log(`fetching ${specifier}`);
  const archive = outputOf('npm', [
    'pack',
    specifier,
    '--silent',
    '--ignore-scripts',
    '--pack-destination',
    folder,
  ]);
  if (!archive) throw new StepError(`npm pack ${specifier} failed: the benchmark's data is made from it.`);
  // Renamed at last: an interrupted unpacking leaves nothing that looks finished.
  const partial = `${unpacked}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  const file = join(folder, archive.split('\n').at(-1));
  await mustRun('tar', ['-xzf', file, '-C', partial, '--strip-components=1']);
  renameSync(partial, unpacked);
  rmSync(join(root, file));
  return unpacked;
}

const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Path -> bytes of every file below a folder, in the service's order. */
export function readTree(path) {
  const names = readdirSync(path, { recursive: true })
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'));
  return new Map(names.sort(byCodePoint).map((name) => [name, readFileSync(join(path, name))]));
}
