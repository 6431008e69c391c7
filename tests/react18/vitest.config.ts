// The components once more, on the oldest React that the package supports. It lies in a folder of its own, with the
// libraries that have to find the same copy.

import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';

const here = fileURLToPath(new URL('./package.json', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const replaced = /^(react|react-dom|@testing-library\/(react|dom)|@tanstack\/react-query)(\/.*)?$/;

/** Whoever imports them is given this folder's copies. */
const fromThisFolder: Plugin = {
  name: 'react-18',
  enforce: 'pre',
  resolveId(name, _, options) {
    return replaced.test(name) ? this.resolve(name, here, { ...options, skipSelf: true }) : undefined;
  },
};

export default defineConfig({
  root,
  plugins: [fromThisFolder],
  test: {
    include: ['tests/js/{tab,viewer}-*.test.tsx'],
    setupFiles: ['tests/react18/expect-react.ts'],
    env: { HUNKWISE_SCHEDULES: '20', HUNKWISE_FIRST_SEED: '2001' },
    maxWorkers: 4, // these tests wait for frames more than they work
    testTimeout: 30_000, // a busy machine is no failure
  },
});
