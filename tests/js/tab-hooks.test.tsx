// @vitest-environment jsdom
// The hooks, for tabs that look different.

import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { entriesOf } from '../../js/react/files/file-entries.ts';
import { sessionOf, useFileDetail, useScopeSummary, useSyncActions, useSyncStatus } from '../../js/react.ts';
import { type ComparisonScope, createSyncClient } from '../../js/sync.ts';
import { calm, newCache, posts, threeCopies, tracked } from './support/tab-page.tsx';
import { engine } from './support/viewer-rows.tsx';

const target = { artifactId: 'skill:demo', collection: 'default', projectPath: '/p' };

function parts() {
  const service = threeCopies();
  const client = createSyncClient({ engine, fetch: service.fetch });
  const cache = newCache();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  return { service, client, wrapper };
}

test('one session per client: what one tab opened is there for the next', () => {
  const { client } = parts();
  expect(sessionOf({ client, engine })).toBe(sessionOf({ client, engine }));
  expect(sessionOf({ engine, baseUrl: '/a' }).client).toBe(sessionOf({ engine, baseUrl: '/a' }).client);
  expect(sessionOf({ engine, baseUrl: '/a' }).client).not.toBe(sessionOf({ engine, baseUrl: '/b' }).client);
});

test('a comparison and a file of it, asked for when they may be', async () => {
  const { service, client, wrapper } = parts();
  const session = sessionOf({ client });
  const { result, rerender } = renderHook(
    ({ isEnabled }) => {
      const scope: ComparisonScope = 'collection-vs-project';
      const summary = useScopeSummary({ session, scope, target, isEnabled }).data;
      const file = summary ? entriesOf(summary.index).all.findIndex(({ path }) => path === 'SKILL.md') : -1;
      return useFileDetail({ session, summary, file, isEnabled }).data;
    },
    { wrapper, initialProps: { isEnabled: false } },
  );
  await calm();
  expect(service.asked).toEqual([]);
  rerender({ isEnabled: true });
  await calm();
  const table = result.current?.table;
  expect([table?.textAt(1), table?.textAt(2)]).toEqual(['from the collection', 'from the project']);
  expect(service.asked).toEqual(['diff summary', 'diff SKILL.md']);
});

test('the state of a whole tab, and its actions', async () => {
  const { service, client, wrapper } = parts();
  const { result } = renderHook(
    () => {
      const status = useSyncStatus({ artifact: tracked, client, projectPath: '/p' });
      return { status, actions: useSyncActions({ client, target: status.target }) };
    },
    { wrapper },
  );
  expect(result.current.status.content.kind).toBe('waiting');
  await calm();
  const { status, actions } = result.current;
  expect(status.content.kind).toBe('loaded');
  expect(status.source?.index.fileCount).toBe(2);
  expect(Object.values(status.reasons)).toEqual([undefined, undefined, undefined]);
  await act(() => actions.run('push'));
  expect(posts(service)).toHaveLength(1);
});
