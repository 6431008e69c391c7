// Which folders the writing endpoints may be let loose on. An artifact is replaced as a whole, so a folder that is named by
// mistake would lose all that the other copy does not have.

import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { PROFILE_ROOTS } from './deployments/profiles.ts';
import type { Comparison } from './trees/comparison.ts';

/** What lies in whole projects and repositories, and not in an artifact. */
const SIGNS = ['.git', ...Object.values(PROFILE_ROOTS)];

/** @throws {TypeError} why the collection or the project must not be written to */
export function checkWritable({ source, collection, project }: Comparison): void {
  const trees = Object.entries({ source, collection, project }).flatMap(([role, tree]) =>
    tree?.folder === undefined ? [] : [{ role, folder: realpathSync(tree.folder) }],
  );
  const home = existsSync(homedir()) ? realpathSync(homedir()) : sep;
  const written = trees.filter(({ role }) => role !== 'source');
  if (written.length === 0) throw new TypeError('neither the collection nor the project is a folder');
  for (const { role, folder } of written) {
    if (isWithin(home, folder))
      throw new TypeError(`the ${role} is your home folder, or has it inside. ${ADVICE}`);
    const sign = SIGNS.find((name) => existsSync(join(folder, name)));
    if (sign) throw new TypeError(`the ${role} has a ${sign} inside, as whole projects do. ${ADVICE}`);
    const other = trees.find((tree) => tree.role !== role && isNested(tree.folder, folder));
    if (other) throw new TypeError(`the ${role} and the ${other.role} lie in each other`);
  }
}

const ADVICE = 'Name the folder of the artifact itself: all that is in it may be replaced.';

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);

const isNested = (one: string, other: string): boolean => isWithin(one, other) || isWithin(other, one);
