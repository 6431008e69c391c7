// Decides whether something made is up to date: a stamp file holds a digest of everything it was made from. By content,
// because a clone or a switch of branches changes every modification time and nothing else.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './process.mjs';

function* filesBelow(path) {
  if (!statSync(join(root, path)).isDirectory()) return yield path;
  for (const name of readdirSync(join(root, path)).sort()) yield* filesBelow(join(path, name));
}

/** Digest of files and folders (relative to the root) and of further strings, such as a compiler's version. */
export function digest(paths, ...facts) {
  const hash = createHash('sha256');
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const path of paths) {
    for (const file of filesBelow(path))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Calls make() unless `stamp` says that it was done for this very digest and all `outputs` exist. The old stamp is
 * removed first, so an interrupted make() is repeated.
 */
export async function unlessCurrent({ stamp, inputs, outputs, make }) {
  const file = join(root, stamp);
  const present = outputs.every((output) => existsSync(join(root, output)));
  if (present && existsSync(file) && readFileSync(file, 'utf8') === inputs) return false;
  rmSync(file, { force: true });
  await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, inputs);
  return true;
}
