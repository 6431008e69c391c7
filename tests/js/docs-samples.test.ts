// Every TypeScript sample of the pages for people compiles, as it stands, against the built declarations.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docsSamples } from './support/docs-samples.ts';

// As strict as an application may be, with either way of finding modules, and the package's own declarations read, too.
const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
  jsx: 'react-jsx',
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
};

test.each([
  ['a bundler', { module: 'esnext', moduleResolution: 'bundler' }],
  ['Node', { module: 'nodenext', moduleResolution: 'nodenext' }],
])(
  'the samples of README.md and docs/ compile for %s',
  (_, resolution) => {
    const samples = docsSamples;
    expect(samples.length).toBeGreaterThanOrEqual(11);
    const folder = `build/samples-${resolution.module}`;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { name, code } of samples) writeFileSync(join(folder, name), code);
    const files = samples.map(({ name }) => name);
    // The service is for Node, whose types an application that runs it has.
    const compilerOptions = { ...strictest, ...resolution, types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const { stdout, status } = spawnSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', folder],
      {
        encoding: 'utf8',
      },
    );
    expect([stdout, status]).toEqual(['', 0]);
  },
  60_000,
);

// A sample that cannot be run would be named here with the reason, and say so on its page.
test('each of them is run', () => {
  const tests = ['docs-samples-node.test.ts', 'docs-samples-react.test.tsx'];
  const run = tests.map((file) => readFileSync(`tests/js/${file}`, 'utf8')).join('');
  expect(docsSamples.filter(({ name }) => !run.includes(`'${name}'`)).map(({ name }) => name)).toEqual([]);
});
