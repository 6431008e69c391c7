// What a page downloads for typical imports, as an application's bundler leaves them: minified, without what is not used,
// compressed as a server would. React and the query library are the application's own and not counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './process.mjs';

const framework = /^(react|react-dom|@tanstack\/)/;

/** By name: the line that an application has, and whether a framework belongs to it. */
export const typicalImports = new Map([
  ['core', { line: "import { loadEngine } from 'hunkwise'" }],
  ['worker', { line: "import { createWorkerEngine } from 'hunkwise/worker'" }],
  ['sync', { line: "import { createSyncClient } from 'hunkwise/sync'" }],
  ['viewer', { line: "import { DiffViewer } from 'hunkwise/viewer'", needsReact: true }],
  ['tab', { line: "import { SyncStatusTab } from 'hunkwise/react'", needsReact: true }],
]);

/** Files that such a page fetches besides. */
export const filesBeside = ['core.wasm', 'diff-worker.js', 'styles.css'];

export const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['node:*', 'react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query'],
  logLevel: 'warning',
};

/** Sizes in bytes, and what of React or of the viewer is in a bundle: nothing may be where nothing was asked for. */
export async function measureImport(line) {
  // An application that uses what it imports: passing it on is the shortest way.
  const contents = line.replace(/^import/, 'export');
  const { outputFiles, metafile } = await build({ ...options, stdin: { contents, resolveDir: root } });
  const [{ contents: code, text }] = outputFiles;
  const frameworks = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.map(({ path }) => path).filter((path) => framework.test(path)),
  );
  return {
    minified: code.length,
    brotli: brotli(code),
    drawing: [...new Set(frameworks), ...(text.includes('hw-viewer') ? ['the viewer'] : [])],
  };
}

/** A file of dist/ as it is; scripts and styles minified. */
export async function measureFile(name) {
  const path = join(root, 'dist', name);
  if (name.endsWith('.wasm')) {
    const bytes = readFileSync(path);
    return { minified: bytes.length, brotli: brotli(bytes) };
  }
  const { outputFiles } = await build({ ...options, entryPoints: [path], metafile: false });
  return { minified: outputFiles[0].contents.length, brotli: brotli(outputFiles[0].contents) };
}
