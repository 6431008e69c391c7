// The page's files and the built package, read from two folders and from nowhere else.

import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Answer } from './answer.ts';

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.map', 'application/json'],
  ['.wasm', 'application/wasm'],
]);

/** `mounts`: URL prefix → folder, longest first. Undefined: there is no such file. */
export async function staticFile(
  mounts: ReadonlyMap<string, string>,
  pathname: string,
): Promise<Answer | undefined> {
  for (const [prefix, folder] of mounts) {
    if (!pathname.startsWith(prefix)) continue;
    try {
      const name = decodeURIComponent(pathname.slice(prefix.length)) || 'index.html';
      const file = normalize(join(folder, name));
      const type = types.get(extname(file));
      if (type === undefined || !file.startsWith(normalize(folder + sep))) return undefined;
      return { status: 200, headers: { 'content-type': type }, body: await readFile(file) };
    } catch {
      return undefined;
    }
  }
  return undefined;
}
