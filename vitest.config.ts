import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/js/**/*.test.{ts,tsx}'],
    maxWorkers: 4, // the tests of components wait for frames more than they work
    testTimeout: 30_000, // a busy machine is no failure
    // The built package as Node loads it: else the addresses of its files would be those of a page.
    server: { deps: { external: [/\/dist\/[\w-]+\.js$/, /\/build\/samples-run\//] } },
  },
});
