// What changes when a file does, and when that can be believed.

import type { Stats } from 'node:fs';

export type FileTimes = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino' | 'dev'>;

export const isSameFile = (a: FileTimes, b: FileTimes): boolean =>
  a.mtimeMs === b.mtimeMs &&
  a.ctimeMs === b.ctimeMs &&
  a.size === b.size &&
  a.ino === b.ino &&
  a.dev === b.dev;

/** Two seconds: the coarsest clock of a file system in use. */
const RACY_MS = 2000;

/**
 * Git's rule for racy times: a file that was written shortly before it was read may be written once more without any change
 * of its times, so what was read of it is not to be trusted for long.
 *
 * @param readAt Wall clock in milliseconds, the moment before the first byte was read.
 */
export const isRacy = ({ mtimeMs, ctimeMs }: FileTimes, readAt: number): boolean =>
  readAt - Math.max(mtimeMs, ctimeMs) < RACY_MS;
