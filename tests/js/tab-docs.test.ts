// The samples of the tab's page compile against the built declarations.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the samples of docs/tab.md compile', () => {
  const page = readFileSync('docs/tab.md', 'utf8');
  const samples = [...page.matchAll(/```(tsx?)\n([\s\S]*?)```/g)];
  expect(samples).toHaveLength(2);
  const folder = 'build/tab-samples';
  mkdirSync(folder, { recursive: true });
  const names = samples.map(([, extension, code], i) => {
    const name = `sample-${i}.${extension}`;
    writeFileSync(join(folder, name), code ?? '');
    return name;
  });
  writeFileSync(join(folder, 'styles.d.ts'), "declare module 'hunkwise/styles.css';\n");
  const compilerOptions = {
    strict: true,
    noEmit: true,
    jsx: 'react-jsx',
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    skipLibCheck: true,
    module: 'esnext',
    moduleResolution: 'bundler',
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: [...names, 'styles.d.ts'] }),
  );
  const { stdout, status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], {
    encoding: 'utf8',
  });
  expect([stdout, status]).toEqual(['', 0]);
}, 30_000);
