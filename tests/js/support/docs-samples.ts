// The TypeScript samples of README.md and docs/, and a way to run one of them with the built package.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Sample {
  /** The page and the sample's place in it, from 0: `sync-2.ts`. */
  readonly name: string;
  readonly code: string;
}

const pages = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)].filter((file) =>
  file.endsWith('.md'),
);

const samplesOf = (page: string): Sample[] =>
  [...readFileSync(page, 'utf8').matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(
    ([, extension, code = ''], i) => ({ name: `${basename(page, '.md')}-${i}.${extension}`, code }),
  );

export const docsSamples = pages.flatMap(samplesOf);

const dist = (entry: string) => pathToFileURL(resolve(`dist/${entry || 'index'}.js`)).href;

/**
 * Runs a sample and answers what it exports, and the `const` names that were asked for beside that. What it declares without
 * defining is taken from `globals`; `change` puts places of this machine for those of the page.
 */
export async function runSample<Exports>(
  name: string,
  {
    globals = {},
    names = [],
    change = (code: string) => code,
  }: {
    globals?: Record<string, unknown>;
    names?: readonly string[];
    change?: (code: string) => string;
  } = {},
): Promise<Exports> {
  const sample = docsSamples.find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  const source = change(sample.code) + names.map((one) => `\nexport { ${one} };`).join('');
  // A process of its own: esbuild as a library refuses to work in jsdom.
  const options = [`--loader=${name.endsWith('x') ? 'tsx' : 'ts'}`, '--jsx=automatic', '--target=es2022'];
  const esbuild = spawnSync('node_modules/esbuild/bin/esbuild', options, { input: source, encoding: 'utf8' });
  if (esbuild.status !== 0) throw new Error(esbuild.stderr);
  const linked = esbuild.stdout
    .replace(/^import "hunkwise\/styles.css";$/m, '')
    .replace(/from "hunkwise\/?([\w-]*)"/g, (_, entry) => `from ${JSON.stringify(dist(entry))}`);
  Object.assign(globalThis, globals);
  return sampleModule(name, linked);
}

async function sampleModule<Exports>(name: string, code: string): Promise<Exports> {
  mkdirSync('build/samples-run', { recursive: true });
  const file = resolve(`build/samples-run/${name.replace(/\.tsx?$/, '')}.mjs`);
  writeFileSync(file, code);
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}
