// The rows of one table in one scroller: draws those in sight, marks what changed inside them, answers to clicks,
// selection and copying. Free of React, so that scrolling costs no rendering.

import type { DiffTable, IntralineSpan } from '../../core/api.ts';
import { selectedRangeIn } from '../context/shadow-tree.ts';
import type { ViewerTexts } from '../context/texts.ts';
import { nextChange } from './change-steps.ts';
import { FullRowWindow } from './full-row-window.ts';
import { type AskIntraline, marksOf } from './intraline-marks.ts';
import { LINE_CLASS, type RowLook, rowElement } from './row-element.ts';
import { type DiffView, type RowLayout, rowLayout } from './row-layout.ts';
import { rowSelection, selectAll, selectedText } from './row-selection.ts';
import type { RowWindow } from './row-window.ts';
import { VirtualRowWindow } from './virtual-row-window.ts';

/** Pixels; `--hw-row-height` in the style sheet. */
const ROW_HEIGHT = 20;

export interface PainterOptions {
  readonly table: DiffTable;
  /** Rows in all, of which the table may have only the first. */
  readonly rowCount: number;
  readonly view: DiffView;
  readonly wraps: boolean;
  /** All rows are drawn: they are few. */
  readonly isPlain: boolean;
  /** UTF-16 units of a line that are drawn before somebody asks for more. */
  readonly longestLine: number;
  readonly texts: ViewerTexts;
  readonly intraline: AskIntraline | undefined;
  /** Name of the table for those who listen. */
  readonly label: string;
  /** Of the painter before, if it has drawn the same rows in another way. */
  readonly before: PaintedPlace | undefined;
}

/** Where somebody was in rows, and what they did there. */
export interface PaintedPlace {
  readonly table: DiffTable;
  readonly topRow: number;
  readonly unfolded: ReadonlySet<number>;
  readonly current: number;
  readonly found: FoundText | undefined;
}

/** A match of the search. */
interface FoundText {
  readonly row: number;
  readonly span: IntralineSpan;
}

export class DiffPainter {
  readonly #options: PainterOptions;
  readonly #window: RowWindow;
  readonly #scroller: HTMLElement;
  readonly #unfolded = new Set<number>();
  #table: DiffTable;
  #layout: RowLayout;
  #look: RowLook;
  #endMarks: () => void;
  #isComplete: boolean;
  #digits = 3;
  #current = -1;
  #found: FoundText | undefined;

  constructor(scroller: HTMLElement, options: PainterOptions) {
    this.#scroller = scroller;
    this.#options = options;
    const { table, view, isPlain, wraps, rowCount, before } = options;
    this.#table = table;
    // What is remembered of rows by their number is of that table.
    if (before?.table === table) {
      for (const row of before.unfolded) this.#unfolded.add(row);
      this.#current = before.current;
      this.#found = before.found;
    }
    this.#isComplete = table.rowCount >= rowCount;
    this.#layout = rowLayout(table, view, rowCount);
    this.#endMarks = this.#listenForMarks();
    this.#look = this.#makeLook();
    scroller.classList.toggle('hw-wraps', wraps);
    scroller.classList.toggle('hw-is-split', view === 'split');
    this.#widenGutter(rowCount);
    const Window = isPlain ? FullRowWindow : VirtualRowWindow;
    this.#window = new Window(
      scroller,
      {
        count: () => this.#layout.count,
        prepare: (positions) => this.#mark(positions),
        draw: (position) => rowElement(this.#layout, position, this.#look),
        lineClass: LINE_CLASS,
      },
      { rowHeight: ROW_HEIGHT, wraps },
    );
    const { body } = this.#window;
    body.setAttribute('role', 'table');
    body.setAttribute('aria-label', options.label);
    this.#describe(rowCount);
    scroller.addEventListener('click', this.#onClick);
    scroller.addEventListener('pointerdown', this.#onPointerDown);
    scroller.addEventListener('copy', this.#onCopy);
    scroller.addEventListener('keydown', this.#onKey);
    document.addEventListener('selectionchange', this.#onSelect);
    if (before && before.topRow > 0) this.#window.startAt(this.#layout.positionOf(before.topRow));
  }

  dispose(): void {
    this.#endMarks();
    this.#scroller.removeEventListener('click', this.#onClick);
    this.#scroller.removeEventListener('pointerdown', this.#onPointerDown);
    this.#scroller.removeEventListener('copy', this.#onCopy);
    this.#scroller.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('selectionchange', this.#onSelect);
    this.#window.dispose();
  }

  get table(): DiffTable {
    return this.#table;
  }

  /** More rows of the same file, or others. What stands at the upper edge stays there. */
  setTable(table: DiffTable, rowCount: number): void {
    this.#endMarks();
    // Rows of another text: what is remembered of rows by their number belongs to the former.
    if (this.#isComplete) this.#forgetRows();
    this.#isComplete = table.rowCount >= rowCount;
    this.#table = table;
    this.#layout = rowLayout(table, this.#options.view, rowCount);
    this.#endMarks = this.#listenForMarks();
    this.#look = this.#makeLook();
    this.#widenGutter(rowCount);
    this.#window.renew();
    this.#describe(rowCount);
  }

  /** Whether all rows are in the document, so that the browser's own search finds them. */
  get isPlain(): boolean {
    return this.#options.isPlain;
  }

  /** For the next painter of the same rows. */
  get place(): PaintedPlace {
    return {
      table: this.#table,
      topRow: this.#topRow,
      unfolded: this.#unfolded,
      current: this.#current,
      found: this.#found,
    };
  }

  /** The first row in sight. */
  get #topRow(): number {
    if (this.#layout.count === 0) return 0;
    const { oldRow, newRow } = this.#layout.at(Math.min(this.#layout.count - 1, this.#window.first));
    return oldRow < 0 ? newRow : oldRow;
  }

  /** Gives the rows the keyboard. */
  focus(): void {
    this.#scroller.focus({ preventScroll: true });
  }

  /** Brings a row into sight and marks it as the one that steps go on from. */
  reveal(row: number): void {
    const previous = this.#current;
    this.#current = row;
    this.#window.reveal(this.#layout.positionOf(row));
    this.#redraw([previous, row]);
  }

  /** Shows a match of the search; none: undefined. */
  showFound(found: FoundText | undefined, isRevealed = true): void {
    const previous = this.#found?.row ?? -1;
    this.#found = found;
    if (found && found.span.end > this.#look.longestAt(found.row)) this.#unfolded.add(found.row);
    this.#redraw([previous, found?.row ?? -1]);
    if (!found || !isRevealed) return;
    this.#window.reveal(this.#layout.positionOf(found.row));
    const match = this.#window.body.querySelector('.hw-found');
    const cell = match?.closest('.hw-text');
    if (match && cell) this.#window.revealPart(match, cell);
  }

  /** Goes to the next change. Its first row; -1 if there is none in that direction. */
  step(direction: 1 | -1): number {
    const from = this.#current >= 0 ? this.#current : direction > 0 ? this.#topRow - 1 : this.#topRow;
    const row = nextChange(this.#table, from, direction);
    if (row >= 0) this.reveal(row);
    return row;
  }

  #listenForMarks(): () => void {
    return marksOf(this.#table).listen((rows) => this.#redraw(rows));
  }

  #forgetRows(): void {
    this.#unfolded.clear();
    this.#current = -1;
    this.#found = undefined;
  }

  #makeLook(): RowLook {
    const { texts, longestLine } = this.#options;
    const marks = marksOf(this.#table);
    return {
      table: this.#table,
      texts,
      spansAt: (row) => marks.spansAt(row),
      foundAt: (row) => (this.#found?.row === row ? this.#found.span : undefined),
      longestAt: (row) => (this.#unfolded.has(row) ? Infinity : longestLine),
      isCurrent: (row) => row >= 0 && row === this.#current,
    };
  }

  /** Never narrower: nothing moves when the rest of the rows arrives. */
  #widenGutter(rowCount: number): void {
    this.#digits = Math.max(this.#digits, digitsIn(this.#table, rowCount));
    this.#scroller.style.setProperty('--hw-digits', String(this.#digits));
  }

  #describe(rowCount: number): void {
    const { body } = this.#window;
    body.setAttribute('aria-rowcount', String(this.#layout.count));
    body.setAttribute('aria-busy', String(this.#table.rowCount < rowCount));
  }

  #redraw(rows: readonly number[]): void {
    const positions = rows.filter((row) => row >= 0).map((row) => this.#layout.positionOf(row));
    this.#window.replace([...new Set(positions)]);
  }

  #mark(positions: readonly number[]): void {
    const { intraline } = this.#options;
    if (!intraline) return;
    const rows = new Set<number>();
    for (const position of positions) {
      const { oldRow, newRow } = this.#layout.at(position);
      if (Math.max(oldRow, newRow) < this.#table.rowCount) rows.add(oldRow).add(newRow);
    }
    marksOf(this.#table).ask([...rows], intraline);
  }

  readonly #onClick = ({ target }: MouseEvent): void => {
    const more = target instanceof Element ? target.closest<HTMLElement>('[data-more]') : null;
    if (!more) return;
    const row = Number(more.dataset.more);
    this.#unfolded.add(row);
    this.#redraw([row]);
    this.focus();
  };

  // In a split view a drag selects the half where it began; in a row across both, the half that it began above or below.
  readonly #onPointerDown = ({ target, clientX }: PointerEvent): void => {
    const half = target instanceof Element ? target.closest('.hw-half') : null;
    const { left, width } = this.#scroller.getBoundingClientRect();
    const isOld = half ? half.classList.contains('hw-old') : clientX < left + width / 2;
    this.#scroller.dataset.selects = isOld ? 'old' : 'new';
  };

  readonly #onSelect = (): void => {
    const selected = rowSelection(this.#window.body, this.#layout.count);
    this.#window.pin(selected ? [selected.from.position, selected.to.position] : []);
  };

  readonly #onCopy = (event: ClipboardEvent): void => {
    const selected = rowSelection(this.#window.body, this.#layout.count);
    if (!selected || !event.clipboardData || selectedRangeIn(this.#window.body)?.collapsed) return;
    // The other half looks as if it were not selected, and is not.
    const { selects } = this.#scroller.dataset;
    const side = selects === 'old' || selects === 'new' ? selects : undefined;
    event.clipboardData.setData('text/plain', selectedText(selected, this.#layout, this.#table, side));
    event.preventDefault();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (shiftKey || altKey) return;
    // Of a million rows, an animation would draw thousands on its way, and the rows' heights are known only once drawn.
    if (key === 'Home' || key === 'End') this.#window.scrollToEnd(key === 'End' ? 1 : -1);
    else if (key === 'a' && (ctrlKey || metaKey)) {
      this.#scroller.dataset.selects ||= 'new';
      selectAll(this.#window.body);
    } else return;
    event.preventDefault();
  };
}

/** Digits of the largest line number; while rows are missing, of what it may become. */
function digitsIn({ hunks, rowCount }: DiffTable, expectedRows: number): number {
  const last = hunks.at(-1);
  if (!last) return 1;
  const largest = Math.max(last.oldStart + last.oldCount, last.newStart + last.newCount);
  return String(largest + Math.max(0, expectedRows - rowCount)).length;
}
