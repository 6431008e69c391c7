// The tab over a service in memory and the real core, and what a person sees of it.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach } from 'vitest';
import { type SyncArtifact, SyncStatusTab, type SyncStatusTabProps } from '../../../js/react.ts';
import { createSyncClient } from '../../../js/sync.ts';
import { FakeService } from './sync-service.ts';
import { engine } from './viewer-rows.tsx';

export { fileLine, fileLines, openPath } from './viewer-rows.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

/** From GitHub, tracked: every scope can be asked. */
export const tracked: SyncArtifact = {
  id: 'skill:demo',
  collection: 'default',
  origin: 'github',
  source: 'owner/repository',
  upstream: { enabled: true },
};

/** Three copies of which each differs from each. */
export const threeTrees = {
  source: { 'SKILL.md': 'from the source\n', 'same.md': 'same\n' },
  collection: { 'SKILL.md': 'from the collection\n', 'same.md': 'same\n' },
  project: { 'SKILL.md': 'from the project\n', 'same.md': 'same\n' },
};

export const threeCopies = () => new FakeService(threeTrees);

export function newCache(): QueryClient {
  return new QueryClient();
}

export type PageProps = Partial<SyncStatusTabProps> & { readonly isStrict?: boolean };

export interface Page {
  readonly service: FakeService;
  readonly cache: QueryClient;
  readonly client: ReturnType<typeof createSyncClient>;
  readonly change: (props: PageProps) => void;
  readonly leave: () => void;
}

/** Opens the tab. Of the artifact, unless said otherwise, a project is known. */
export function openTab(
  service: FakeService,
  props: PageProps = {},
  { cache = newCache(), client = createSyncClient({ engine, fetch: service.fetch }) } = {},
): Page {
  const usual: PageProps = { artifact: tracked, projectPath: '/p' };
  const pageOf = ({ isStrict, ...own }: PageProps) => {
    const all = { ...usual, client, engine, ...own } as SyncStatusTabProps;
    const page = (
      <QueryClientProvider client={cache}>
        <SyncStatusTab {...all} />
      </QueryClientProvider>
    );
    return isStrict ? <StrictMode>{page}</StrictMode> : page;
  };
  const { rerender, unmount } = render(pageOf(props));
  return {
    service,
    cache,
    client,
    change: (next) => rerender(pageOf({ ...props, ...next })),
    leave: unmount,
  };
}

/** Looks at the page without any change between them after which it counts as calm. */
const CALM_LOOKS = 6;
const LOOK_EVERY = 15;
const MOST_LOOKS = 200;

/**
 * Waits until the page changes no more. Counts looks, not time: a process that gets no processor for a while does nothing
 * in it, and must not take that for calm.
 */
export async function calm(): Promise<void> {
  let seen = '';
  for (let looks = 0, calmLooks = 0; calmLooks < CALM_LOOKS && looks < MOST_LOOKS; ++looks) {
    await act(() => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY)));
    const now = document.body.innerHTML;
    calmLooks = now === seen ? calmLooks + 1 : 0;
    seen = now;
  }
}

/** The text of the drawn rows with their signs, of the changed ones. */
export function changedRows(): string[] {
  return [
    ...document.querySelectorAll<HTMLElement>(
      '.hw-row .hw-addition, .hw-row .hw-deletion, .hw-row.hw-addition, .hw-row.hw-deletion',
    ),
  ].map(
    (row) => (row.classList.contains('hw-addition') ? '+' : '-') + row.querySelector('.hw-line')?.textContent,
  );
}

/** Names over the columns, old side first. */
export const sideNames = (): (string | null)[] =>
  [...document.querySelectorAll('.hw-side bdi')].map(({ textContent }) => textContent);

export const segment = (name: string) => screen.getByRole('radio', { name });

export async function choose(name: string): Promise<void> {
  fireEvent.click(segment(name));
  await calm();
}

export const COLLECTION_PROJECT = 'Collection vs. Project';
export const SOURCE_COLLECTION = 'Source vs. Collection';
export const SOURCE_PROJECT = 'Source vs. Project';

/** What was asked but the list of projects. */
export const comparisons = ({ asked }: FakeService): string[] =>
  asked.filter((what) => what.includes('diff'));

export const posts = ({ log }: FakeService) =>
  log
    .filter(({ method }) => method === 'POST')
    .map(({ path, query, body }) => ({ path, query: query.toString(), body }));

export const dialog = () => within(screen.getByRole('dialog'));
export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
export const pressIn = (name: string | RegExp) => fireEvent.click(dialog().getByRole('button', { name }));
