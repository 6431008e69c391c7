// Set-ups that cannot work: what the page is told has to name the way out. The browser logs what it refuses, which is
// right; but nothing may be thrown that nobody catches.

import { expect, type Page, test } from '@playwright/test';
import { serve } from '../scripts/lib/static-server.mjs';

const base = "default-src 'none'; script-src 'self'";
const policies = {
  strict: `${base} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'`,
  noWasm: `${base}; connect-src 'self'; worker-src 'self'`,
  noFetch: `${base} 'wasm-unsafe-eval'; worker-src 'self'`,
  noWorker: `${base} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'none'`,
  noPolicyName: `${base} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types other`,
};

type Policy = keyof typeof policies;
type Entry = 'index' | 'inline' | 'worker';

/** What Firefox says to have refused comes as an error of the page, which nobody has thrown. */
const isRefusal = (error: Error) => /^(Content-Security-Policy: |Loading Worker from )/.test(String(error));

/** What the page is told that loads an engine of `entry`; 'works' if there is nothing to tell. */
async function told(page: Page, policy: Policy, entry: Entry, options: object = {}): Promise<string> {
  const server = await serve({
    mounts: { '/dist/': 'dist', '/': 'e2e/pages/loading' },
    headers: { 'content-security-policy': policies[policy] },
  });
  const uncaught: unknown[] = [];
  page.on('pageerror', (error) => isRefusal(error) || uncaught.push(error));
  try {
    await page.goto(`${server.origin}/index.html`);
    const answer = await page.evaluate(
      async ([module, given]) => {
        const { loadEngine, createWorkerEngine } = await import(`/dist/${module}.js`);
        try {
          const engine = await (loadEngine ?? createWorkerEngine)(given);
          const { rowCount } = await engine.diffTexts('a', 'b');
          return rowCount === 3 ? 'works' : `${rowCount} rows`;
        } catch (error) {
          const { name, code, message } = error as { name: string; code: string; message: string };
          return `${name} ${code}: ${message}`;
        }
      },
      [entry, options] as const,
    );
    expect(uncaught).toEqual([]);
    return answer;
  } finally {
    await server.close();
  }
}

for (const entry of ['index', 'worker'] as const) {
  test.describe(`the ${entry} entry`, () => {
    test('names the file to serve where there is none', async ({ page }) => {
      expect(await told(page, 'strict', entry, { wasm: '/nowhere/core.wasm' })).toMatch(
        /^DiffError wasm-load-failed: \S*\/nowhere\/core\.wasm answered 404.*Serve the file dist\/core\.wasm.*option `wasm`/,
      );
    });

    test('tells a page from the wasm', async ({ page }) => {
      expect(await told(page, 'strict', entry, { wasm: '/index.html' })).toMatch(
        /^DiffError wasm-load-failed: .*not WebAssembly but text\/html.*serve the file dist\/core\.wasm.*as application\/wasm/,
      );
    });

    test('works with wasm of another type', async ({ page }) => {
      await page.route('**/core.wasm', async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-type': 'application/octet-stream' };
        await route.fulfill({ response, headers });
      });
      expect(await told(page, 'strict', entry)).toBe('works');
    });

    test('names connect-src where nothing may be fetched, and the entry that needs none', async ({
      page,
    }) => {
      expect(await told(page, 'noFetch', entry)).toMatch(
        /^DiffError wasm-load-failed: .*cannot be fetched.*connect-src.*hunkwise\/inline/,
      );
    });
  });
}

for (const entry of ['index', 'inline', 'worker'] as const) {
  test(`the ${entry} entry names 'wasm-unsafe-eval' where the policy lacks it`, async ({ page }) => {
    expect(await told(page, 'noWasm', entry)).toMatch(
      /^DiffError wasm-load-failed: .*cannot be compiled.*script-src 'wasm-unsafe-eval'/,
    );
  });
}

test('a Worker that the policy refuses names what to allow', async ({ page }) => {
  expect(await told(page, 'noWorker', 'worker')).toMatch(
    /^DiffError wasm-load-failed: .*diff-worker\.js.*worker-src/,
  );
  expect(await told(page, 'noPolicyName', 'worker')).toMatch(
    /^DiffError wasm-load-failed: .*diff-worker\.js.*trusted-types hunkwise/,
  );
});

test('a Worker whose script is not there names the file to serve', async ({ page }) => {
  expect(await told(page, 'strict', 'worker', { workerUrl: '/nowhere/diff-worker.js' })).toMatch(
    /^DiffError wasm-load-failed: .*diff-worker\.js/,
  );
});
