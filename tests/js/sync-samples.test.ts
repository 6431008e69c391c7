// The samples of docs/sync.md are compiled as they stand.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the samples of docs/sync.md compile', () => {
  const page = readFileSync(join(root, 'docs/sync.md'), 'utf8');
  const samples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  expect(samples.length).toBe(5);
  const folder = join(root, 'build/sync-samples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [number, code] of samples.entries()) writeFileSync(join(folder, `sample-${number}.ts`), code);
  const entry = (name: string) => [join(root, `js/${name}.ts`)];
  const paths = {
    'hunkwise/sync': entry('sync'),
    'hunkwise/worker': entry('worker'),
    hunkwise: entry('index'),
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { paths, noUnusedLocals: false, typeRoots: [join(root, 'node_modules/@types')] },
      include: ['*.ts'],
    }),
  );
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder],
    { encoding: 'utf8' },
  );
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 60_000);
