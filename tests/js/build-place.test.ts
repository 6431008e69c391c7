// A clone that was moved or copied does not build in the place that it came from.

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOfAnotherPlace } from '../../scripts/lib/build-place.mjs';
import { makeFolder, writeTree } from './support/trees.ts';

const configuredFor = (place: string) =>
  writeTree(makeFolder(), { 'CMakeCache.txt': `# cache\nCMAKE_HOME_DIRECTORY:INTERNAL=${place}\nA:B=c\n` });

test('a build folder belongs to the clone that it was configured for, by whatever name', () => {
  const root = makeFolder();
  const link = join(makeFolder(), 'link');
  symlinkSync(root, link);
  expect(isOfAnotherPlace(configuredFor(root), `${root}/`)).toBe(false);
  expect(isOfAnotherPlace(configuredFor(link), root)).toBe(false);
  expect(isOfAnotherPlace(makeFolder(), root)).toBe(false);
});

test('one of another clone, or of a place that is gone, does not', () => {
  const root = makeFolder();
  expect(isOfAnotherPlace(configuredFor(makeFolder()), root)).toBe(true);
  expect(isOfAnotherPlace(configuredFor(join(root, 'gone')), root)).toBe(true);
});
