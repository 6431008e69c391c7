// What a test does with the viewer's page.

import type { Locator, Page } from '@playwright/test';

export class ViewerDriver {
  readonly page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
  }

  async open(query: string): Promise<void> {
    await this.page.goto(`${this.#origin}/index.html?${query}`);
    await this.page.locator('.hw-row, .hw-notice').first().waitFor();
  }

  /** The file of a million rows, read to its last. */
  async openHuge(query = ''): Promise<void> {
    await this.open(`case=huge&${query}`);
    await this.page.getByRole('button', { name: 'Load diff' }).click();
    await this.page.locator('.hw-rows[aria-busy=false]').waitFor();
  }

  /** Clicks on Load diff as a frame begins, and waits for the last row. How many frames later there were rows. */
  loadInFrames(): Promise<number> {
    return this.page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      [...document.querySelectorAll('button')]
        .find(({ textContent }) => textContent === 'Load diff')
        ?.click();
      let first = 0;
      for (let frames = 1; ; ++frames) {
        await new Promise(requestAnimationFrame);
        const rows = document.querySelector('.hw-rows');
        if (rows && first === 0) first = frames;
        if (rows?.getAttribute('aria-busy') === 'false') return first;
      }
    });
  }

  get rows(): Locator {
    return this.page.locator('.hw-row');
  }

  get scroller(): Locator {
    return this.page.locator('.hw-scroller');
  }

  file(path: string): Locator {
    return this.page.locator(`[role=treeitem][data-path="${path}"]`);
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 3 });
  }

  elements(): Promise<number> {
    return this.page.evaluate(() => document.querySelectorAll('*').length);
  }

  /**
   * Scrolls to parts of the whole height (0 to 1), one a frame, and tells how many pixels of the scroller had no row in
   * the very frame of each jump.
   */
  jump(parts: readonly number[]): Promise<number[]> {
    return this.scroller.evaluate(async (scroller, wanted) => {
      const blanks: number[] = [];
      for (const part of wanted) {
        scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
        await new Promise(requestAnimationFrame);
        const { top, bottom } = scroller.getBoundingClientRect();
        const rows = [...scroller.querySelectorAll('.hw-row')].map((row) => row.getBoundingClientRect());
        const edge = bottom - (scroller as HTMLElement).offsetHeight + scroller.clientHeight;
        let covered = 0;
        for (const row of rows) covered += Math.max(0, Math.min(row.bottom, edge) - Math.max(row.top, top));
        blanks.push(Math.round(edge - top - covered));
      }
      return blanks;
    }, parts);
  }

  /** The texts of rows that are in sight. */
  textsInSight(): Promise<string[]> {
    return this.scroller.evaluate((scroller) => {
      const { top, bottom } = scroller.getBoundingClientRect();
      return [...scroller.querySelectorAll('.hw-row')]
        .filter((row) => {
          const box = row.getBoundingClientRect();
          return box.bottom > top + 1 && box.top < bottom - 1;
        })
        .map((row) => {
          const numbers = [...row.querySelectorAll<HTMLElement>('.hw-number')];
          const text = [...row.querySelectorAll('.hw-line')].at(-1)?.textContent;
          return `${numbers.map(({ dataset }) => dataset.line ?? '').join('|')} ${text}`;
        });
    });
  }

  /** Copies by keys. The clipboard is the system's: what the page puts into the event is told. */
  async copied(): Promise<string> {
    const copying = await this.page.evaluateHandle(() => ({
      text: new Promise<string>((resolve) => {
        document.addEventListener(
          'copy',
          ({ clipboardData }) => resolve(clipboardData?.getData('text/plain') ?? ''),
          { once: true },
        );
      }),
    }));
    await this.page.keyboard.press('Control+c');
    return copying.evaluate(({ text }) => text);
  }
}
