// What a person does with the demo, and what the service is asked meanwhile.

import type { Locator, Page } from '@playwright/test';

export interface DrawnRow {
  kind: string;
  oldLine: number;
  newLine: number;
  sign: string;
  text: string;
}

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

  async open(hash = ''): Promise<void> {
    await this.page.goto(`${this.origin}/${hash}`);
  }

  get rows(): Locator {
    return this.page.locator('.row');
  }

  get scroller(): Locator {
    return this.page.locator('#diff-scroller');
  }

  get header(): Locator {
    return this.page.locator('.diff-path');
  }

  get state(): Locator {
    return this.page.locator('#diff-state');
  }

  file(path: string): Locator {
    return this.page.locator(`.file[data-path="${path}"]`);
  }

  /** Finds the file by the filter, since only files in sight exist, and opens it. */
  async openFile(path: string): Promise<void> {
    await this.page.locator('#filter').fill(path);
    await this.file(path).click();
  }

  async chooseScope(label: string): Promise<void> {
    await this.page.locator('.segment', { hasText: label }).click();
  }

  async drawnRows(): Promise<DrawnRow[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => {
        const [oldLine = '', newLine = '', sign = '', text = ''] = [...row.children].map(
          (child) => child.textContent ?? '',
        );
        return {
          kind: row.classList.item(1) ?? '',
          oldLine: Number(oldLine),
          newLine: Number(newLine),
          sign,
          text,
        };
      }),
    );
  }
}
