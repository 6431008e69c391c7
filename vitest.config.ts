import { defineConfig } from 'vitest/config';

/** These compare times, so nothing else may run beside them. */
const timed = ['tests/js/adversarial.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000, // a busy machine is no failure
    // The built package as Node loads it: else the addresses of its files would be those of a page.
    server: { deps: { external: [/\/dist\/[\w-]+\.js$/, /\/build\/samples-run\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['tests/js/**/*.test.{ts,tsx}'],
          exclude: timed,
          maxWorkers: 4, // the tests of components wait for frames more than they work
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: 'alone', include: timed, maxWorkers: 1, sequence: { groupOrder: 0 } } },
    ],
  },
});
