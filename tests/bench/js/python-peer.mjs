// A process of Python that compares the same pairs of texts again and again.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { StepError } from '../../../scripts/lib/process.mjs';

const program = fileURLToPath(new URL('./difflib_peer.py', import.meta.url));

/** `ask(command)` resolves to the answer, one line; `pairs` of strings are handed over before. */
export function startPython(pairs) {
  const child = spawn('python3', [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  const fail = (error) => {
    for (const { reject } of waiting.splice(0)) reject(new StepError(`python3 failed: ${error}`));
  };
  child.on('error', fail).on('exit', (code) => fail(`exit code ${code}`));
  child.stdin.write(`${JSON.stringify(pairs)}\n`);
  // The benchmark's process ends when its own work is done; this one then sees the end of its input.
  child.unref();
  return (command) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${command}\n`);
    });
}
