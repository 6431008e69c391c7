// The right-hand side: one file's header and its rows, or why there are none.

import type { DiffTable, FileStatus } from 'hunkwise';
import { DiffRows } from './diff-rows.ts';
import { byId, element } from './element.ts';
import { countsElement, statusBadge } from './file-item.ts';
import type { PageEngine } from './page-engine.ts';
import { tableRemarks } from './table-remarks.ts';

export interface FileHeader {
  readonly path: string;
  readonly status: FileStatus;
  /** Names of the sides, as people know them. */
  readonly from: string;
  readonly to: string;
  readonly additions: number;
  readonly deletions: number;
}

export class DiffPanel {
  readonly #header = byId('diff-header');
  readonly #notices = byId('diff-notices');
  readonly #scroller = byId('diff-scroller');
  readonly #state = byId('diff-state');
  readonly #rows: DiffRows;

  constructor(engine: PageEngine) {
    this.#scroller.tabIndex = 0; // not every browser lets the keyboard into a scroller
    this.#rows = new DiffRows(this.#scroller, engine);
  }

  /** Undefined: no file is open. */
  setHeader(file: FileHeader | undefined): void {
    this.#header.hidden = file === undefined;
    if (!file) return;
    const { path, status, from, to, additions, deletions } = file;
    this.#header.replaceChildren(
      statusBadge(status),
      element('h2', 'diff-path', {}, path),
      countsElement(status, additions, deletions),
      element(
        'p',
        'sides',
        {},
        element('span', 'side-from', {}, `− ${from}`),
        element('span', 'side-to', {}, `+ ${to}`),
      ),
    );
    this.#scroller.setAttribute('aria-label', `Rows of ${path}`);
  }

  /** Something in the rows' place. */
  showState(state: HTMLElement): void {
    this.#rows.hide();
    this.#notices.replaceChildren();
    this.#state.hidden = false;
    this.#state.replaceChildren(state);
  }

  showRows(table: DiffTable, remarks: readonly HTMLElement[]): void {
    this.#state.hidden = true;
    this.#state.replaceChildren();
    this.#notices.replaceChildren(...remarks, ...tableRemarks(table, (row) => this.#rows.reveal(row)));
    this.#rows.show(table);
  }
}
