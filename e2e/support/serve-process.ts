// `hunkwise serve` as somebody who installed the package starts it.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Resolves with the address of the page. */
export async function startServe(args: readonly string[]): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [program, 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [found] = /http:\/\/\S+/.exec(output) ?? [];
      if (found) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { url, stop: () => child.kill() };
}
