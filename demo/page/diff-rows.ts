// The rows of one file: those in sight are drawn at once, then what changed inside them is marked.

import type { DiffTable, IntralineSpan } from 'hunkwise';
import type { PageEngine } from './page-engine.ts';
import { rowElement } from './row-element.ts';
import { RowWindow } from './row-window.ts';

/** Pixels; `--row-height` in the style sheet. */
const ROW_HEIGHT = 20;

/** UTF-16 units of a row that are drawn at first; every further step shows ten times as many. */
const FIRST_TEXT_LENGTH = 2000;

export class DiffRows {
  readonly #scroller: HTMLElement;
  readonly #engine: PageEngine;
  readonly #window: RowWindow;
  #table: DiffTable | undefined;
  #spans = new Map<number, readonly IntralineSpan[]>();
  #lengths = new Map<number, number>();
  #isMarking = false;

  constructor(scroller: HTMLElement, engine: PageEngine) {
    this.#scroller = scroller;
    this.#engine = engine;
    this.#window = new RowWindow({
      scroller,
      rowHeight: ROW_HEIGHT,
      drawRow: (row) => this.#drawRow(row),
      onDrawn: () => this.#mark(),
    });
  }

  show(table: DiffTable): void {
    this.#table = table;
    this.#spans = new Map();
    this.#lengths = new Map();
    this.#scroller.style.setProperty('--gutter-digits', String(Math.max(3, digitsIn(table))));
    this.#scroller.hidden = false;
    this.#window.reset(table.rowCount);
  }

  hide(): void {
    this.#table = undefined;
    this.#scroller.hidden = true;
    this.#window.reset(0);
  }

  reveal(row: number): void {
    this.#window.reveal(row);
  }

  #drawRow(row: number): HTMLElement {
    if (!this.#table) throw new Error('No table is shown.');
    const longestText = this.#lengths.get(row) ?? FIRST_TEXT_LENGTH;
    return rowElement(this.#table, row, {
      spans: this.#spans.get(row) ?? [],
      longestText,
      onMore: () => {
        this.#lengths.set(row, longestText * 10);
        this.#window.replaceRow(row);
        this.#window.update();
      },
    });
  }

  /** Asks for the spans of drawn rows that were not asked for; one question at a time, so scrolling asks few. */
  async #mark(): Promise<void> {
    const table = this.#table;
    if (!table || this.#isMarking) return;
    const rows = this.#window
      .drawnRows()
      .filter((row) => !this.#spans.has(row) && table.pairedRowAt(row) >= 0);
    if (rows.length === 0) return;
    this.#isMarking = true;
    // Rows without marks are complete; if marking fails, they stay as they are.
    const spans = await this.#engine.intraline(table, rows).catch(() => undefined);
    this.#isMarking = false;
    if (table === this.#table) {
      for (const row of rows) {
        const found = spans?.spansAt(row) ?? [];
        this.#spans.set(row, found);
        if (found.length > 0) this.#window.replaceRow(row);
      }
    }
    void this.#mark();
  }
}

function digitsIn({ hunks }: DiffTable): number {
  const last = hunks.at(-1);
  if (!last) return 1;
  return String(Math.max(last.oldStart + last.oldCount, last.newStart + last.newCount)).length;
}
