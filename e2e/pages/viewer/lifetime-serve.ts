// Serves one page under a strict policy, bundled with the built package and React as developers run it: there StrictMode
// mounts everything twice and React complains about what it only swallows in production.

import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';
import { serve } from '../../../scripts/lib/static-server.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

/** @param name Of the page's script and its folder under build/. */
export async function servePage(name: string): Promise<{ origin: string; close: () => Promise<void> }> {
  await build({
    entryPoints: [`e2e/pages/viewer/${name}.tsx`],
    outdir: `build/${name}`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    // Otherwise React's development build recommends its tools on the console.
    banner: { js: 'globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true };' },
    logLevel: 'error',
  });
  copyFileSync('dist/core.wasm', `build/${name}/core.wasm`);
  return serve({
    mounts: { '/dist/': 'dist', '/built/': `build/${name}`, '/': 'e2e/pages/viewer' },
    headers: { 'content-security-policy': policy },
  });
}
