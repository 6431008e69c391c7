// Trees as plain values, changes between them, and a file system that fails when it is told to.

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change } from '../../../js/server/writing/change.ts';
import { nodeFileSystem, type WritingFileSystem } from '../../../js/server/writing/file-system.ts';

/** Content by path. Beginning with `-> ` a link, ending with `!x` executable. */
export type PlainTree = Readonly<Record<string, string>>;

/** Everything below a folder but what the writing keeps there for itself. */
export const readShownTree = (folder: string): Record<string, string> =>
  readPlainTree(folder, '', (name) => !name.startsWith('.hunkwise'));

/** Everything below a folder, temporaries and empty folders included, as `PlainTree`. */
export function readPlainTree(
  folder: string,
  prefix = '',
  isShown = (_name: string) => true,
): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(join(folder, prefix)).filter(isShown).sort()) {
    const path = `${prefix}${name}`;
    const place = join(folder, path);
    const stat = lstatSync(place);
    if (stat.isSymbolicLink()) tree[path] = `-> ${readlinkSync(place)}`;
    else if (stat.isDirectory()) {
      const below = readPlainTree(folder, `${path}/`);
      if (Object.keys(below).length === 0) tree[`${path}/`] = '';
      Object.assign(tree, below);
    } else tree[path] = readFileSync(place, 'utf8') + (stat.mode & 0o100 ? '!x' : '');
  }
  return tree;
}

export function writePlainTree(folder: string, tree: PlainTree): string {
  for (const [path, content] of Object.entries(tree)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), place);
    else writeFileSync(place, content.replace(/!x$/, ''), { mode: content.endsWith('!x') ? 0o755 : 0o644 });
  }
  return folder;
}

export function changesBetween(from: PlainTree, to: PlainTree): Change[] {
  const removals = Object.keys(from)
    .filter((path) => !(path in to))
    .map((path): Change => ({ kind: 'removal', path }));
  const written = Object.entries(to)
    .filter(([path, content]) => from[path] !== content)
    .map(([path, content]): Change => {
      if (content.startsWith('-> ')) return { kind: 'link', path, target: content.slice(3) };
      const isProgram = content.endsWith('!x');
      const text = isProgram ? content.slice(0, -2) : content;
      return { kind: 'file', path, mode: isProgram ? 0o755 : 0o644, read: async () => text };
    });
  return [...removals, ...written];
}

export interface FailingFileSystem {
  readonly fileSystem: WritingFileSystem;
  /** How many calls were made. */
  readonly calls: () => number;
}

const error = (code: string) => Object.assign(new Error(code), { code });

/**
 * @param failAt Number of the call that fails, from 1.
 * @param isDead Whether every later call fails, too: as if the program had been killed there.
 */
export function failingFileSystem(failAt: number, isDead: boolean, code = 'ENOSPC'): FailingFileSystem {
  let calls = 0;
  const count = () => {
    calls++;
    if (calls === failAt || (isDead && calls > failAt)) throw error(code);
  };
  const wrap = <Target extends object>(target: Target, isCounted: (name: string) => boolean): Target =>
    new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if (isCounted(String(name))) count();
          const result: unknown = await value.apply(target, args);
          return String(name) === 'open' ? wrap(result as object, (method) => method !== 'close') : result;
        };
      },
    });
  return { fileSystem: wrap({ ...nodeFileSystem }, () => true), calls: () => calls };
}
