// Programs of these tests that run by themselves, and are killed by themselves.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

export type Child = ChildProcessByStdio<null, Readable, null>;

/** Makes one file that Node runs of a TypeScript file beside this one. */
export async function bundleProgram(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [new URL(`${name}.ts`, import.meta.url).pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}

export function start(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** What it prints until it ends or is killed. */
export async function outputOf(child: Child): Promise<string> {
  let text = '';
  for await (const piece of child.stdout.setEncoding('utf8')) text += piece;
  return text;
}

export const ended = (child: Child): Promise<unknown> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));
