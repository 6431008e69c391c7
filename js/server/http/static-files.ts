// Files of a page, read from the folders that were named and from nowhere else.

import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

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
): Promise<Response | undefined> {
  for (const [prefix, folder] of mounts) {
    if (!pathname.startsWith(prefix)) continue;
    try {
      const name = decodeURIComponent(pathname.slice(prefix.length)) || 'index.html';
      const root = await realpath(folder);
      const file = await realpath(join(root, name));
      const type = types.get(extname(file));
      if (type === undefined || !file.startsWith(root + sep)) return undefined;
      return new Response(await readFile(file), { headers: { 'content-type': type } });
    } catch {
      return undefined;
    }
  }
  return undefined;
}
