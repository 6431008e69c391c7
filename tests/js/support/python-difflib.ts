// What Python itself writes for two texts.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const program = fileURLToPath(new URL('./unified_diff.py', import.meta.url));

/** Of each pair of texts, the service's text for files named `old/file` and `new/file`. */
export function pythonDiffs(
  pairs: readonly { readonly oldText: string; readonly newText: string; readonly context: number }[],
): string[] {
  const { stdout, stderr, status } = spawnSync('python3', [program], {
    input: JSON.stringify(pairs.map(({ oldText, newText, context }) => [oldText, newText, context])),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  expect([stderr, status]).toEqual(['', 0]);
  return (JSON.parse(stdout) as [string, number][]).map(([text]) => text);
}
