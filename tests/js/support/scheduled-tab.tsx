// The tab in an application, with what its user wants of it: which comparison, which file. Clicks are those of a page, so
// React works at its own pace between them; only timers wait for the schedule.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { getConfig, type RenderResult, render } from '@testing-library/react';
import { useState } from 'react';
import { vi } from 'vitest';
import { SyncStatusTab } from '../../../js/react.ts';
import { type ComparisonScope, createSyncClient, type SyncToggles } from '../../../js/sync.ts';
import type { ScheduledService } from './scheduled-service.ts';
import { tracked } from './tab-page.tsx';
import { newEngine } from './viewer-rows.tsx';

export const scopeLabels: Readonly<Record<ComparisonScope, string>> = {
  'collection-vs-project': 'Collection vs. Project',
  'source-vs-collection': 'Source vs. Collection',
  'source-vs-project': 'Source vs. Project',
};

export interface ScheduledTabOptions {
  readonly service: ScheduledService;
  readonly toggles: SyncToggles;
  /** Whether the application holds the open file, as it does for links to a file. */
  readonly isFileHeld: boolean;
  readonly isStrict: boolean;
  readonly scope: ComparisonScope;
}

const engine = newEngine();
const FRAME = 16;

export class ScheduledTab {
  readonly options: ScheduledTabOptions;
  readonly cache = new QueryClient();
  readonly #client: ReturnType<typeof createSyncClient>;
  #page: Pick<RenderResult, 'rerender' | 'unmount'> | undefined;
  /** What its user wants to see. */
  scope: ComparisonScope;
  /** The file that was chosen last, as far as the tab has to remember it. */
  path: string | undefined;
  isActive = true;

  constructor(options: ScheduledTabOptions) {
    this.options = options;
    this.scope = options.scope;
    this.#client = createSyncClient({ engine, fetch: options.service.fetch });
  }

  get isOpen(): boolean {
    return this.#page !== undefined;
  }

  open(): void {
    this.isActive = true;
    const reactStrictMode = this.options.isStrict || getConfig().reactStrictMode;
    this.#page = render(this.#application(), { reactStrictMode });
  }

  /** The page goes to another address. */
  close(): void {
    this.#page?.unmount();
    this.#page = undefined;
    if (!this.options.isFileHeld) this.path = undefined;
  }

  /** Another tab of the same page is shown, or this one again. */
  activate(isActive: boolean): void {
    this.isActive = isActive;
    this.#page?.rerender(this.#application());
  }

  choose(scope: ComparisonScope): void {
    // Where nobody holds the file, another list may go on with it or begin with its first one.
    if (scope !== this.scope && !this.options.isFileHeld) this.path = undefined;
    this.scope = scope;
    document.querySelector<HTMLElement>(`[role=radio][aria-label="${scopeLabels[scope]}"]`)?.click();
  }

  openFile(line: HTMLElement): void {
    this.path = line.dataset.path;
    line.click();
  }

  /** The lines of the list that can be clicked. */
  get fileLines(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('.hw-tab-body [role=treeitem][data-path]')];
  }

  get dialog(): HTMLElement | null {
    return document.querySelector('dialog');
  }

  /** Clicks a button by its whole text, if it is there and can be clicked. */
  press(name: string, within: ParentNode = document): boolean {
    const buttons = [...within.querySelectorAll('button')];
    const button = buttons.find(({ textContent, disabled }) => textContent === name && !disabled);
    button?.click();
    return button !== undefined;
  }

  /** Frame by frame, or in longer steps. React and all promises have their turns in between. */
  async pass(milliseconds: number, eachFrame: () => void, step = FRAME): Promise<void> {
    for (let passed = 0; passed <= milliseconds; passed += step) {
      await turns();
      eachFrame();
      vi.advanceTimersByTime(step);
    }
    await turns();
    eachFrame();
  }

  #application() {
    const { toggles, isFileHeld } = this.options;
    const fixed = { artifact: tracked, projectPath: '/p', client: this.#client, engine, toggles };
    return (
      <QueryClientProvider client={this.cache}>
        <Application
          fixed={fixed}
          isActive={this.isActive}
          scope={this.scope}
          file={this.path}
          holds={isFileHeld}
        />
      </QueryClientProvider>
    );
  }
}

interface ApplicationProps {
  readonly fixed: Parameters<typeof SyncStatusTab>[0];
  readonly isActive: boolean;
  /** To begin with. */
  readonly scope: ComparisonScope;
  readonly file: string | undefined;
  readonly holds: boolean;
}

function Application({ fixed, isActive, holds, ...first }: ApplicationProps) {
  const [file, setFile] = useState(first.file);
  const held = holds ? { onFileChange: setFile, ...(file === undefined ? {} : { file }) } : {};
  return <SyncStatusTab {...fixed} {...held} initialScope={first.scope} isActive={isActive} view="unified" />;
}

/** Everything happens that waits neither for a timer nor for an answer. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 2; ++turn) await new Promise((resolve) => setImmediate(resolve));
}
