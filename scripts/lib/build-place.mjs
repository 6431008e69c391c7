// Whether a build folder belongs to this clone. A clone that was moved, or a build folder that was copied along with one, goes
// on building in the place that CMake remembers, which may be somebody else's by now.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** @returns Whether `folder` was configured for another place than `root`; false if it was not configured at all. */
export function isOfAnotherPlace(folder, root) {
  const cache = join(folder, 'CMakeCache.txt');
  if (!existsSync(cache)) return false;
  const [, place = ''] = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8')) ?? [];
  return !existsSync(place) || realpathSync(place) !== realpathSync(root);
}
