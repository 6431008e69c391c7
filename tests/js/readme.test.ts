// The README's example is run as it stands, against the built package.

import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

test("the README's example prints files and rows", async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
  const body = code.replace(
    "from 'hunkwise'",
    `from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)}`,
  );
  expect(body).not.toBe(code);

  const answer = {
    files: [
      {
        file_path: 'a.txt',
        status: 'modified',
        collection_hash: 'c',
        project_hash: 'p',
        unified_diff: '@@ -1,2 +1,2 @@\n same\n\n-old\n\n+new\n',
      },
    ],
  };
  vi.stubGlobal('fetch', (url: string | URL | Request, init?: RequestInit) =>
    String(url).startsWith('/api/') ? Promise.resolve(Response.json(answer)) : realFetch(url, init),
  );
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    await import(`data:text/javascript,${encodeURIComponent(body)}`);
    expect(printed.mock.calls).toEqual([
      ['modified', 'a.txt', 1, 1],
      [0, 0, 'hunkHeader', '@@ -1,2 +1,2 @@'],
      [1, 1, 'context', 'same'],
      [2, 0, 'deletion', 'old'],
      [0, 2, 'addition', 'new'],
    ]);
  } finally {
    printed.mockRestore();
    vi.unstubAllGlobals();
  }
});

const realFetch = globalThis.fetch;
