// What a scenario does with a page, and what it sees: by mouse and keys where a person would.

import { strict as assert } from 'node:assert';
import type { KeyInput, Page } from 'puppeteer-core';

/** Milliseconds that anything may take; on a busy machine a browser needs a multiple of what it usually takes. */
const PATIENCE = 60_000;

export interface SeenRow {
  /** Old and new line number, '' where a side has none. */
  readonly numbers: readonly string[];
  readonly text: string;
}

export class PageDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Of the only element that answers to it. */
  textOf(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent ?? '');
  }

  count(selector: string): Promise<number> {
    return this.page.$$eval(selector, (elements) => elements.length);
  }

  /** Waits until an element says so, and tells what it said last if it never does. */
  async expectText(selector: string, wanted: string | RegExp): Promise<void> {
    const said = async () =>
      this.page.$eval(selector, (element) => element.textContent ?? '').catch(() => undefined);
    const isWanted = (text: string | undefined) =>
      text !== undefined && (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
    await this.until(async () => isWanted(await said())).catch(async () => {
      assert.fail(`${selector} says ${JSON.stringify((await said())?.slice(0, 300))}, not ${wanted}`);
    });
  }

  /** @throws {Error} it did not come true */
  async until(isTrue: () => Promise<boolean> | boolean, patience = PATIENCE): Promise<void> {
    for (const end = performance.now() + patience; performance.now() < end; ) {
      if (await isTrue()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It did not come true.');
  }

  async click(selector: string): Promise<void> {
    await this.page.locator(selector).setTimeout(PATIENCE).click();
  }

  async clickText(text: string): Promise<void> {
    await this.click(`::-p-text(${text})`);
  }

  file(path: string): string {
    return `[role=treeitem][data-path="${path}"]`;
  }

  async openFile(path: string): Promise<void> {
    await this.click(`${this.file(path)} .hw-name`);
  }

  async loadDiff(): Promise<void> {
    await this.clickText('Load diff');
    await this.page.waitForSelector('.hw-row', { timeout: PATIENCE });
  }

  async press(key: KeyInput, ...held: KeyInput[]): Promise<void> {
    for (const modifier of held) await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    for (const modifier of held) await this.page.keyboard.up(modifier);
  }

  /** Rows that are in sight, from the top. */
  rowsInSight(): Promise<SeenRow[]> {
    return this.page.$eval('.hw-scroller', (scroller) => {
      const { top, bottom } = scroller.getBoundingClientRect();
      return [...scroller.querySelectorAll('.hw-row')]
        .map((row) => ({ row, box: row.getBoundingClientRect() }))
        .filter(({ box }) => box.bottom > top + 1 && box.top < bottom - 1)
        .sort((one, other) => one.box.top - other.box.top)
        .map(({ row }) => ({
          numbers: [...row.querySelectorAll<HTMLElement>('.hw-number')].map(
            ({ dataset }) => dataset.line ?? '',
          ),
          text: [...row.querySelectorAll('.hw-line')].at(-1)?.textContent ?? '',
        }));
    });
  }

  /** To a part of the whole height (0 to 1), and a few frames. */
  async scrollTo(part: number): Promise<void> {
    await this.page.$eval(
      '.hw-scroller',
      async (scroller, wanted) => {
        scroller.scrollTop = wanted * (scroller.scrollHeight - scroller.clientHeight);
        for (let frame = 0; frame < 3; ++frame) await new Promise(requestAnimationFrame);
      },
      part,
    );
  }

  /** Copies as a person does; the clipboard itself is the system's, so what the page puts into the event is told. */
  async copy(): Promise<string> {
    await this.page.evaluate(() => {
      const told = window as unknown as { copied?: string };
      told.copied = undefined as unknown as string;
      const tell = (event: ClipboardEvent) => {
        told.copied = event.clipboardData?.getData('text/plain') ?? '';
      };
      document.addEventListener('copy', tell, { once: true });
    });
    await this.press('c', 'Control');
    const copied = () => this.page.evaluate(() => (window as unknown as { copied?: string }).copied);
    await this.until(async () => (await copied()) !== undefined);
    return (await copied()) ?? '';
  }

  colourOf(selector: string, property: 'color' | 'backgroundColor'): Promise<string> {
    return this.page.$eval(selector, (element, name) => getComputedStyle(element)[name], property);
  }
}
