// The program as it is built, while a test runs.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Ended with the test. Resolves with the address that it prints, and what it writes to standard error. */
export async function startProgram(
  args: string[],
  { uid, path = program }: { uid?: number; path?: string } = {},
) {
  const child = spawn(process.execPath, [path, 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid }),
  });
  onTestFinished(() => {
    child.kill();
  });
  let [output, errors] = ['', ''];
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, url] = /(http:\/\/\S+)\/\n/.exec(output) ?? [];
      if (url) resolve(url);
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
  return { origin, child, output: () => output, errors: () => errors };
}
