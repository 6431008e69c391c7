// What a person does with the profiling page, and what the service is asked meanwhile.

import type { Locator, Page } from '@playwright/test';
import type { CostReport } from '../../demo/page/measure/costs.ts';
import { typeInto } from './type-into.ts';

export interface DrawnRow {
  kind: string;
  oldLine: number;
  newLine: number;
  text: string;
}

const diffEndpoints = new Set(['diff', 'upstream-diff', 'source-project-diff']);

export class DemoPage {
  readonly page: Page;
  readonly origin: string;
  /** Every request to the service so far. */
  readonly requests: URL[] = [];

  constructor(page: Page, origin: string) {
    this.page = page;
    this.origin = origin;
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.startsWith('/api/')) this.requests.push(url);
    });
  }

  /** In one column, as the rows are easier to read there. */
  async open(fields: Record<string, string> = {}): Promise<void> {
    const hash = new URLSearchParams({ view: 'unified', ...fields });
    await this.page.goto(`${this.origin}/#${hash}`);
  }

  /** Opens, and waits until the scopes in the background are here as well. */
  async openSettled(fields: Record<string, string> = {}, diffs = 3): Promise<void> {
    await this.open(fields);
    await this.treeItems.first().waitFor();
    await this.settled(diffs);
  }

  /** Waits until so many comparisons were asked for and answered, and a moment longer. */
  async settled(diffs: number): Promise<void> {
    await this.page.waitForFunction(
      (least) =>
        window
          .hunkwiseReport()
          .requests.filter(({ query, ms }) => /(Coll|Src) vs/.test(query) && ms !== undefined).length >=
        least,
      diffs,
    );
    await this.page.waitForTimeout(250);
  }

  /** Comparisons that were asked for: endpoint, and the file or `summary`. */
  get diffs(): string[] {
    return this.requests
      .map(({ pathname, searchParams }) => {
        const file = searchParams.get('file_paths') ?? searchParams.get('file_path');
        const texts = file ?? (searchParams.has('summary_only') ? 'summary' : 'all');
        return [pathname.split('/').at(-1) ?? '', texts] as const;
      })
      .filter(([endpoint]) => diffEndpoints.has(endpoint))
      .map((parts) => parts.join(' '));
  }

  get treeItems(): Locator {
    return this.page.locator('[role=treeitem][data-path]');
  }

  get rows(): Locator {
    return this.page.locator('.hw-row');
  }

  get scroller(): Locator {
    return this.page.locator('.hw-scroller');
  }

  get heading(): Locator {
    return this.page.locator('.hw-file-path');
  }

  /** What stands in the place of rows. */
  get notice(): Locator {
    return this.page.locator('.hw-diff .hw-notice');
  }

  file(path: string): Locator {
    return this.page.locator(`[role=treeitem][data-path="${path}"]`);
  }

  scope(label: string): Locator {
    return this.page.getByRole('radio', { name: label });
  }

  /** Finds the file by the filter, since only files in sight exist, and opens it. */
  async openFile(path: string): Promise<void> {
    await typeInto(this.page.getByLabel('Filter files'), path);
    await this.file(path).locator('.hw-name').click();
  }

  async chooseScope(label: string): Promise<void> {
    await this.page.locator('.hw-scope').filter({ hasText: label }).click();
  }

  line(kind: 'addition' | 'deletion' | 'raw'): Locator {
    return this.page.locator(`.hw-row.hw-${kind} .hw-line`);
  }

  report(): Promise<CostReport> {
    return this.page.evaluate(() => window.hunkwiseReport());
  }

  elements(): Promise<number> {
    return this.page.evaluate(() => document.getElementsByTagName('*').length);
  }

  drawnRows(): Promise<DrawnRow[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => {
        const kinds = ['addition', 'deletion', 'context', 'hunkHeader', 'raw'];
        const [oldLine, newLine] = [...row.querySelectorAll<HTMLElement>('.hw-number')].map(({ dataset }) =>
          Number(dataset.line ?? 0),
        );
        return {
          kind: kinds.find((kind) => row.classList.contains(`hw-${kind}`)) ?? '',
          oldLine: oldLine ?? 0,
          newLine: newLine ?? 0,
          text: row.querySelector('.hw-line')?.textContent ?? '',
        };
      }),
    );
  }
}
