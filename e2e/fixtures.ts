// A server for the built package and the test pages; every page lives under the strictest policy the package supports.
import { test as base } from '@playwright/test';
import { serve } from '../scripts/lib/static-server.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

export const test = base.extend<object, { origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    async ({}, use) => {
      const server = await serve({
        mounts: { '/dist/': 'dist', '/': 'e2e/pages' },
        headers: { 'content-security-policy': policy },
      });
      await use(server.origin);
      await server.close();
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';
