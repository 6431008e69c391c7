// Makes dist/ from js/ and the built core: ES modules with source maps, declarations, and beside them core.wasm and
// core-full.wasm.
// Expressions like `new URL('./core.wasm', import.meta.url)` pass through untouched: they are how the bundlers of
// applications find the file.
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { main, mustRun, root, StepError } from './lib/process.mjs';

const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  jsx: 'automatic',
  external: ['node:*', 'react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query'],
  sourcemap: true,
  loader: { '.wasm': 'binary' }, // only js/inline.ts imports it: as base64, decoded on load
  logLevel: 'warning',
};

const rewrite = (file, change) => {
  const path = join(root, 'dist', file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};

// Splitting leaves imports that only fix an order. Nothing in the package does anything when it is imported, and bundlers
// warn about them. Lines stay where the source maps have them.
const withoutBareImports = (code) => code.replace(/^import "\.\/chunk-\w+\.js";$/gm, '');

const chunkImport = /^(?:import|\} from)\b.*"\.\/(chunk-\w+\.js)";$/gm;
const chunksOf = (file) =>
  [...readFileSync(join(root, 'dist', file), 'utf8').matchAll(chunkImport)].map(([, chunk]) => chunk);

// A page without a bundler learns of a chunk's imports when it has that chunk: one wait for each step of the way. So an
// entry names all chunks behind it, each by something that it exports and nobody uses, which bundlers drop.
function nameAllChunks(entry) {
  const named = new Set(chunksOf(entry));
  const all = new Set(named);
  for (const chunk of all) for (const next of chunksOf(chunk)) all.add(next);
  const imports = [...all]
    .filter((chunk) => !named.has(chunk))
    .map((chunk, i) => {
      const [, name] = /^export \{\s*([\w$]+)/m.exec(readFileSync(join(root, 'dist', chunk), 'utf8'));
      return `import { ${name} as early${i} } from "./${chunk}"; `;
    });
  rewrite(entry, (code) => imports.join('') + code);
}

const entries = ['index', 'worker', 'inline', 'sync', 'viewer', 'react'];
const built = (file) => join(root, 'build/wasm-release', file);

// The bundles have the glue of core.wasm inside; it fits the other module while both import and export the same.
function requireOneGlue() {
  if (!readFileSync(built('core.mjs')).equals(readFileSync(built('full/core.mjs'))))
    throw new StepError(
      'The glue of core-full.wasm differs from that of core.wasm (build/wasm-release/{,full/}core.mjs): what was added to ' +
        'the full module alone imports something else, or this em++ numbers imports in another way.',
    );
}

await main(async () => {
  requireOneGlue();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  // Chunks lie beside the entries: './core.wasm' is relative to whichever file it ends up in.
  await build({
    ...common,
    entryPoints: entries.map((entry) => `js/${entry}.ts`),
    outbase: 'js',
    splitting: true,
    chunkNames: 'chunk-[hash]',
  });
  for (const file of readdirSync(join(root, 'dist')))
    if (file.endsWith('.js')) rewrite(file, withoutBareImports);
  for (const entry of entries) nameAllChunks(`${entry}.js`);
  // Frameworks with components of their own on the server have to be told that these are none.
  for (const file of ['viewer.js', 'react.js']) rewrite(file, (code) => `'use client'; ${code}`);
  // The worker stands alone, in one file: some bundlers copy it as it is, without the chunks it would import.
  await build({ ...common, entryPoints: ['js/worker/diff-worker.ts'] });
  // The service: for Node alone, and with the libraries that it uses inside, so that nobody has to install them for a diff
  // in a browser. Bundled by itself, or the other entries would share chunks with it.
  await build({
    ...common,
    platform: 'node',
    mainFields: ['module', 'main'],
    external: [],
    entryPoints: ['js/server.ts', 'js/cli.ts', 'js/server/diff/diff-thread.ts'],
    entryNames: '[name]',
    splitting: true,
    chunkNames: 'server-[hash]',
    minifySyntax: true,
    sourcemap: false, // legible as it is, and most of it are libraries
    // Some of the libraries are CommonJS and ask for Node's modules.
    banner: {
      js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
    },
  });
  // The page of `hunkwise serve`, with everything inside.
  await build({
    ...common,
    external: [],
    platform: 'browser',
    entryPoints: ['js/page/main.tsx', 'js/page/page.css'],
    outdir: 'dist/page',
    minify: true,
    sourcemap: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  cpSync(join(root, 'js/page/index.html'), join(root, 'dist/page/index.html'));
  await build({
    ...common,
    entryPoints: ['js/react/styles.css'],
    outfile: 'dist/styles.css',
    outdir: undefined,
    sourcemap: false,
  });
  // TypeScript refuses to import a style sheet of which nothing is declared.
  writeFileSync(join(root, 'dist/styles.d.ts'), 'export {};\n');
  copyFileSync(built('core.wasm'), join(root, 'dist/core.wasm'));
  copyFileSync(built('full/core.wasm'), join(root, 'dist/core-full.wasm'));
  await mustRun(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
});
