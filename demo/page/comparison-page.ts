// Turns the address into what is on screen. The latest wish wins: an answer to an older one is never shown.

import type { DiffIndex } from 'hunkwise';
import { DiffPanel } from './diff-panel.ts';
import { RequestFailure } from './diff-request.ts';
import { button, byId, element } from './element.ts';
import { whyCollapsed, withoutRequest, withoutRows } from './file-explanations.ts';
import { FileList } from './file-list.ts';
import { FileSheet } from './file-sheet.ts';
import { type FileDetail, findPath, LoadedDiffs } from './loaded-diffs.ts';
import { explanation, failure, remark, waiting } from './notices.ts';
import { formatAddress, type PageAddress, parseAddress } from './page-address.ts';
import type { PageEngine } from './page-engine.ts';
import { counted } from './quantities.ts';
import { ScopeSwitch } from './scope-switch.ts';
import { type Comparison, defaultScope, disabledReason, type Scope, scopes, treeName } from './scopes.ts';
import { showTotals } from './totals.ts';

export class ComparisonPage {
  readonly #comparison: Comparison;
  readonly #diffs: LoadedDiffs;
  readonly #switch: ScopeSwitch;
  readonly #list = new FileList((path) => this.#go({ file: path }));
  readonly #panel: DiffPanel;
  readonly #sheet = new FileSheet(byId('files-button'), byId('panes'));
  readonly #filter = byId('filter') as HTMLInputElement;
  readonly #unchanged = byId('unchanged') as HTMLInputElement;
  /** Collapsed files that were opened: they stay open for as long as the page lives. */
  readonly #wanted = new WeakSet<FileDetail>();
  #address: PageAddress = parseAddress('');
  #scope: Scope | undefined;
  #scopeTask = new AbortController();
  #fileTask = new AbortController();

  constructor(comparison: Comparison, engine: PageEngine) {
    this.#comparison = comparison;
    this.#diffs = new LoadedDiffs(engine, comparison);
    this.#panel = new DiffPanel(engine);
    this.#switch = new ScopeSwitch(byId('scopes'), comparison, (scope) => this.#go({ scope: scope.id }));
    this.#filter.addEventListener('input', () => this.#adjust({ filter: this.#filter.value }));
    this.#unchanged.addEventListener('change', () =>
      this.#adjust({ showsUnchanged: this.#unchanged.checked }),
    );
    this.#filter.disabled = false;
    this.#unchanged.disabled = false;
    addEventListener('hashchange', () => this.#apply());
    this.#apply();
  }

  /** A step that the browser's Back undoes. */
  #go(change: Partial<PageAddress>): void {
    const hash = formatAddress({ ...this.#address, ...change });
    if (hash === location.hash) this.#apply();
    else location.hash = hash;
  }

  /** A change of view that is no step of its own. */
  #adjust(change: Partial<PageAddress>): void {
    this.#address = { ...this.#address, ...change };
    history.replaceState(null, '', formatAddress(this.#address));
    this.#showList();
  }

  #apply(): void {
    const address = parseAddress(location.hash);
    const isSameView =
      address.filter === this.#address.filter && address.showsUnchanged === this.#address.showsUnchanged;
    this.#address = address;
    this.#filter.value = address.filter;
    this.#unchanged.checked = address.showsUnchanged;
    const scope = this.#availableScope(address.scope);
    if (!scope) {
      this.#panel.showState(explanation('Nothing to compare', 'At least two trees are needed.'));
      return;
    }
    if (scope !== this.#scope || !this.#diffs.summary(scope)) {
      void this.#showScope(scope);
      return;
    }
    if (!isSameView) this.#showList();
    void this.#showFile();
  }

  #availableScope(id: string): Scope | undefined {
    const scope = scopes.find((candidate) => candidate.id === id);
    const isAvailable = scope && disabledReason(scope, this.#comparison) === undefined;
    return isAvailable ? scope : defaultScope(this.#comparison);
  }

  async #showScope(scope: Scope): Promise<void> {
    this.#scope = scope;
    this.#switch.select(scope);
    this.#scopeTask.abort();
    this.#fileTask.abort();
    const task = new AbortController();
    this.#scopeTask = task;
    if (!this.#diffs.summary(scope)) {
      const wait = waiting(`the files of ${scope.label}`, 12);
      showTotals(byId('totals'), undefined);
      this.#list.showState(wait.element);
      this.#panel.setHeader(undefined);
      this.#panel.showState(element('div')); // the list says what is being waited for
      this.#sheet.open();
      try {
        await this.#diffs.loadSummary(scope, task.signal, wait.onProgress);
      } catch (error) {
        if (task.signal.aborted) return;
        const sentence = `The files of ${scope.label} could not be loaded: ${reasonOf(error)}.`;
        this.#list.showState(failure(sentence, () => this.#showScope(scope)));
        this.#panel.showState(explanation('No files', 'Without the list of files there is nothing to open.'));
        this.#sheet.open();
        return;
      }
      if (task.signal.aborted) return;
    }
    this.#showList();
    await this.#showFile();
  }

  #showList(): void {
    const index = this.#shownIndex;
    if (!index) return;
    const { filter, showsUnchanged } = this.#address;
    showTotals(byId('totals'), index.summary);
    this.#list.show(
      {
        index,
        additions: (file) => this.#countOf(index, file, 'additions'),
        deletions: (file) => this.#countOf(index, file, 'deletions'),
      },
      filter,
      showsUnchanged,
    );
  }

  get #shownIndex(): DiffIndex | undefined {
    return this.#scope && this.#diffs.summary(this.#scope);
  }

  #countOf(index: DiffIndex, file: number, which: 'additions' | 'deletions'): number {
    const detail = this.#scope && this.#diffs.detail(this.#scope, index, file);
    // What has no lines has no number of them, though the core says 0.
    const kind = detail?.kind ?? index.detail(file);
    if (kind === 'binary' || kind === 'error') return -1;
    const sent = index[which](file);
    return sent >= 0 ? sent : (detail?.[which] ?? -1);
  }

  async #showFile(): Promise<void> {
    this.#fileTask.abort();
    const task = new AbortController();
    this.#fileTask = task;
    const scope = this.#scope;
    const index = this.#shownIndex;
    const path = this.#address.file;
    if (!scope || !index) return;
    this.#list.select(path);
    if (!path) {
      this.#panel.setHeader(undefined);
      this.#panel.showState(nothingOpen(index));
      this.#sheet.open();
      return;
    }
    this.#sheet.close();
    const file = findPath(index, path);
    if (file < 0) {
      this.#panel.setHeader(undefined);
      this.#panel.showState(
        explanation('No such file', `Neither side of ${scope.label} has a file “${path}”.`),
      );
      return;
    }
    this.#setHeader(scope, index, file);
    const reason = withoutRequest(index, file, scope, this.#comparison);
    if (reason) {
      this.#panel.showState(explanation(reason.title, reason.text));
      return;
    }
    try {
      const detail = await this.#detailOf(scope, index, file, task.signal);
      if (task.signal.aborted) return;
      this.#setHeader(scope, index, file);
      this.#list.refresh();
      await this.#showDetail(scope, path, detail, task.signal);
    } catch (error) {
      if (task.signal.aborted) return;
      const sentence = `The rows of ${path} (${scope.label}) could not be loaded: ${reasonOf(error)}.`;
      this.#panel.showState(failure(sentence, () => this.#showFile()));
    }
  }

  async #detailOf(scope: Scope, index: DiffIndex, file: number, signal: AbortSignal): Promise<FileDetail> {
    const known = this.#diffs.detail(scope, index, file);
    if (known) return known;
    const wait = waiting(`${index.path(file)} (${scope.label})`, 24);
    this.#panel.showState(wait.element);
    return this.#diffs.loadDetail(scope, index, file, signal, wait.onProgress);
  }

  async #showDetail(scope: Scope, path: string, detail: FileDetail, signal: AbortSignal): Promise<void> {
    const reason = withoutRows(detail);
    if (reason) {
      this.#panel.showState(explanation(reason.title, reason.text));
      return;
    }
    if (detail.isLarge && !this.#wanted.has(detail)) {
      const { title, text } = whyCollapsed(detail);
      const load = button('Load diff', 'action', () => {
        this.#wanted.add(detail);
        void this.#showFile();
      });
      this.#panel.showState(explanation(title, text, load));
      return;
    }
    const table = await detail.table();
    if (signal.aborted) return;
    if (detail.kind === 'error') {
      const said = table.rowCount > 0 ? table.textAt(0) : 'no reason given';
      this.#panel.showState(
        failure(`The service could not compare ${path} (${scope.label}): ${said}`, () => this.#reload(scope)),
      );
      return;
    }
    this.#panel.showRows(table, detail.isCurrent ? [] : [this.#outdatedRemark(scope)]);
  }

  #outdatedRemark(scope: Scope): HTMLElement {
    return remark(
      'The file has changed since the list was loaded. ',
      button('Reload the list', 'link', () => this.#reload(scope)),
    );
  }

  #reload(scope: Scope): void {
    this.#diffs.forget(scope);
    void this.#showScope(scope);
  }

  #setHeader(scope: Scope, index: DiffIndex, file: number): void {
    this.#panel.setHeader({
      path: index.path(file),
      status: index.status(file),
      from: treeName(scope.from, this.#comparison),
      to: treeName(scope.to, this.#comparison),
      additions: this.#countOf(index, file, 'additions'),
      deletions: this.#countOf(index, file, 'deletions'),
    });
  }
}

function nothingOpen({ summary, hasChanges }: DiffIndex): HTMLElement {
  if (!hasChanges) return explanation('No differences', 'Both sides have the same files.');
  const changed = summary.added + summary.modified + summary.deleted;
  return explanation(
    'No file is open',
    `${counted(changed, 'file differs', 'files differ')}. Choose one in the list to see its rows.`,
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof RequestFailure) return error.message;
  return error instanceof Error ? withoutFullStop(error.message) : String(error);
}

const withoutFullStop = (sentence: string): string =>
  sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
