// The demo's server as people start it, in a process of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../build/demo/server.mjs', import.meta.url));

export async function startDemo(args: string[]): Promise<{ origin: string; stop(): void }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const line = output.split('\n').find((candidate) => candidate.startsWith('Hunkwise: '));
      if (line) resolve(new URL(line.slice('Hunkwise: '.length)).origin);
    });
    child.on('exit', (code) => reject(new Error(`The demo's server ended with ${code}: ${output}`)));
  });
  return { origin, stop: () => child.kill() };
}
