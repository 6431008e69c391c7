import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These compare times, so nothing else may run beside them. */
const timed = ['tests/js/adversarial.test.ts'];

/** A minute or more: whatever began late would be waited for alone. */
const longest = /(server-writing-crash|tab-schedules|server-writing-root|faults-service)\.test/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
