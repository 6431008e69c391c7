// Bundles the page with the built package, as an application would, and serves it under a strict policy.

import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';
import { serve } from '../../../scripts/lib/static-server.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

export async function serveViewer(): Promise<{ origin: string; close: () => Promise<void> }> {
  await build({
    entryPoints: ['e2e/pages/viewer/viewer-page.tsx'],
    outdir: 'build/viewer-page',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  copyFileSync('dist/core.wasm', 'build/viewer-page/core.wasm');
  return serve({
    mounts: { '/dist/': 'dist', '/built/': 'build/viewer-page', '/': 'e2e/pages/viewer' },
    headers: { 'content-security-policy': policy },
  });
}
