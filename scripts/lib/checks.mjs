// For scripts that make several checks in a row: prints each and writes the counts that suites.mjs reads.
import { writeFileSync } from 'node:fs';

export class Checks {
  counts = { passed: 0, failed: 0, skipped: 0 };

  record(outcome, text) {
    this.counts[outcome]++;
    console.log(`${{ passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' }[outcome]} ${text}`);
  }

  /** Writes --report=FILE if asked to; returns the exit code. */
  finish() {
    const report = process.argv
      .find((argument) => argument.startsWith('--report='))
      ?.slice('--report='.length);
    if (report) writeFileSync(report, JSON.stringify(this.counts));
    return this.counts.failed > 0 || this.counts.passed === 0 ? 1 : 0;
  }
}
