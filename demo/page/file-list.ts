// The list of files: a list box of which only the part in sight exists. Arrows move, Enter opens.

import type { DiffIndex } from 'hunkwise';
import { byId } from './element.ts';
import { chooseFiles } from './file-choice.ts';
import { fileElement } from './file-item.ts';
import { explanation } from './notices.ts';
import { count, counted } from './quantities.ts';
import { RowWindow } from './row-window.ts';

/** Pixels; `--file-height` in the style sheet. */
const FILE_HEIGHT = 28;

export interface FileListSource {
  readonly index: DiffIndex;
  /** Of files that were opened; -1 otherwise. */
  additions(file: number): number;
  deletions(file: number): number;
}

export class FileList {
  readonly #scroller = byId('files-scroller');
  readonly #state = byId('files-state');
  readonly #count = byId('files-count');
  readonly #window: RowWindow;
  readonly #onOpen: (path: string) => void;
  #source: FileListSource | undefined;
  #files: number[] = [];
  #selectedPath = '';
  /** Position in #files of the one that Enter opens. */
  #active = -1;

  constructor(onOpen: (path: string) => void) {
    this.#onOpen = onOpen;
    this.#window = new RowWindow({
      scroller: this.#scroller,
      rowHeight: FILE_HEIGHT,
      drawRow: (at) => this.#draw(at),
    });
    this.#scroller.addEventListener('keydown', (event) => this.#onKey(event));
    this.#scroller.addEventListener('click', (event) => {
      const item = event.target instanceof Element ? event.target.closest('.file') : null;
      if (item instanceof HTMLElement && item.dataset.path !== undefined) this.#onOpen(item.dataset.path);
    });
  }

  /** Something else in the list's place: it loads, it failed. */
  showState(state: HTMLElement): void {
    this.#source = undefined;
    this.#files = [];
    this.#window.reset(0);
    this.#scroller.hidden = true;
    this.#state.hidden = false;
    this.#state.replaceChildren(state);
    this.#count.textContent = '';
  }

  show(source: FileListSource, filter: string, showsUnchanged: boolean): void {
    this.#source = source;
    const { index } = source;
    this.#files = chooseFiles(index, filter, showsUnchanged);
    const isEmpty = this.#files.length === 0;
    this.#scroller.hidden = isEmpty;
    this.#state.hidden = !isEmpty;
    if (isEmpty) this.#state.replaceChildren(whyEmpty(index, filter));
    this.#count.textContent = `${count(this.#files.length)} of ${counted(index.fileCount, 'file')}`;
    this.#active = this.#positionOf(this.#selectedPath);
    this.#window.reset(this.#files.length);
    this.#revealActive();
  }

  /** Marks the opened file. */
  select(path: string): void {
    this.#selectedPath = path;
    const at = this.#positionOf(path);
    if (at >= 0) this.#active = at;
    this.#window.redraw();
    this.#revealActive();
  }

  /** Counts have become known. */
  refresh(): void {
    this.#window.redraw();
  }

  focus(): void {
    this.#scroller.focus();
  }

  #draw(at: number): HTMLElement {
    const source = this.#source;
    const file = this.#files[at];
    if (!source || file === undefined) throw new RangeError(`The list has no file ${at}.`);
    const path = source.index.path(file);
    return fileElement({
      id: `file-${at}`,
      path,
      status: source.index.status(file),
      additions: source.additions(file),
      deletions: source.deletions(file),
      isSelected: path === this.#selectedPath,
      isActive: at === this.#active,
      position: at + 1,
      size: this.#files.length,
    });
  }

  #positionOf(path: string): number {
    const index = this.#source?.index;
    return index && path ? this.#files.findIndex((file) => index.path(file) === path) : -1;
  }

  #revealActive(): void {
    if (this.#active < 0) {
      this.#scroller.removeAttribute('aria-activedescendant');
      return;
    }
    this.#window.reveal(this.#active);
    this.#scroller.setAttribute('aria-activedescendant', `file-${this.#active}`);
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#files.length - 1;
    const page = this.#window.pageRows;
    const moves: Record<string, number> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: last,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      this.#active = Math.max(0, Math.min(last, target));
      this.#window.redraw();
      this.#revealActive();
    } else if (event.key === 'Enter' || event.key === ' ') {
      const file = this.#files[this.#active];
      if (file !== undefined && this.#source) this.#onOpen(this.#source.index.path(file));
    } else return;
    event.preventDefault();
  }
}

function whyEmpty(index: DiffIndex, filter: string): HTMLElement {
  if (index.fileCount === 0) return explanation('No files', 'Neither side has any file.');
  if (filter.trim())
    return explanation('No match', `No file of this list has “${filter.trim()}” in its path.`);
  return explanation(
    'No differences',
    `All ${counted(index.fileCount, 'file')} are the same on both sides. Tick “Unchanged files” to list them.`,
  );
}
