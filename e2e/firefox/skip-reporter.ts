// Tells at the end why tests were skipped, and takes a run in which none was tried for a failed one.

import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class SkipReporter implements Reporter {
  readonly #skipped = new Map<string, string[]>();
  #tried = 0;

  onTestEnd(test: TestCase, { status, annotations }: TestResult): void {
    if (status !== 'skipped') {
      ++this.#tried;
      return;
    }
    const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
    this.#skipped.set(reason, [...(this.#skipped.get(reason) ?? []), test.title]);
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    for (const [reason, titles] of this.#skipped)
      console.log(
        `\nskipped, ${titles.length}: ${reason}\n${titles.map((title) => `  ${title}`).join('\n')}`,
      );
    if (this.#tried > 0) return { status };
    console.log('\nNo test was tried.');
    return { status: 'failed' };
  }
}
