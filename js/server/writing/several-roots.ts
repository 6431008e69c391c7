// Several roots at once, always locked in the same order, so that two who want the same ones never wait for each other.

import { realpath } from 'node:fs/promises';
import { type RootWriter, WritableRoot, type WritableRootOptions } from './writable-root.ts';
import { WriteFailure } from './write-failure.ts';

/**
 * Runs `work` while nobody else writes to any of the roots.
 *
 * @param written What is written to; each may be named twice.
 * @param read What is only read: where no lock can be made, nobody can write, either.
 * @param work Gets a writer for every path in `written`, as it is named there.
 * @throws {WriteFailure} locked, not-writable, and what `work` throws
 */
export async function withRoots<Result>(
  { written, read = [] }: { readonly written: readonly string[]; readonly read?: readonly string[] },
  options: WritableRootOptions,
  work: (writers: ReadonlyMap<string, RootWriter>) => Promise<Result>,
): Promise<Result> {
  const names = new Map<string, string[]>();
  for (const path of [...written, ...read]) {
    const real = await realpath(path).catch(() => path);
    names.set(real, [...(names.get(real) ?? []), path]);
  }
  const writers = new Map<string, RootWriter>();
  const inTurn = async ([next, ...others]: readonly string[]): Promise<Result> => {
    if (next === undefined) return work(writers);
    let isLocked = false;
    try {
      return await new WritableRoot(next, options).exclusively((writer) => {
        isLocked = true;
        for (const name of names.get(next) ?? []) writers.set(name, writer);
        return inTurn(others);
      });
    } catch (error) {
      const isWritten = names.get(next)?.some((name) => written.includes(name));
      const isImpossible = error instanceof WriteFailure && error.code === 'not-writable';
      if (isLocked || isWritten || !isImpossible) throw error;
      return inTurn(others);
    }
  };
  return inTurn([...names.keys()].sort());
}
