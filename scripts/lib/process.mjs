// Runs other programs. Plain Node: it must work before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A failure that the reader can act on; its message is all that is printed. */
export class StepError extends Error {}

/** Runs a program in the repository's root, its output passed through; resolves to its exit code. */
export function run(program, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
    child.on('error', (error) => reject(new StepError(`cannot run ${program}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (quiet && code !== 0) process.stderr.write(output);
      if (signal) process.stderr.write(`${program} was ended by ${signal}\n`);
      resolve(code ?? 1);
    });
  });
}

/** As run(), but a failure ends the step. */
export async function mustRun(program, args, options) {
  const code = await run(program, args, options);
  if (code !== 0) throw new StepError(`${program} ${args.join(' ')}\nfailed with exit code ${code}`);
}

/** Standard output of a program, trimmed; undefined when it cannot run or fails. Its errors go to the terminal. */
export function outputOf(program, args, { silent = false } = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', silent ? 'ignore' : 'inherit'],
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

export const has = (program) =>
  outputOf('sh', ['-c', `command -v ${program}`], { silent: true }) !== undefined;

/** Runs a script's main function; prints the message of a StepError without a stack. */
export async function main(action) {
  try {
    process.exitCode = (await action()) ?? 0;
  } catch (error) {
    console.error(error instanceof StepError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
