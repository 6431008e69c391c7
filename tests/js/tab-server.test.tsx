// On a server: nothing is asked, nothing is touched, and nothing is sent that a strict policy refuses.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { SyncStatusTab } from '../../js/react.ts';
import { createSyncClient, PerfMarks } from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import { engine } from './support/sync-session.ts';

test('a server sends the bar and a skeleton, without style attributes, and asks nothing', () => {
  const complaints = vi.spyOn(console, 'error');
  const service = new FakeService();
  const client = createSyncClient({ engine, fetch: service.fetch });
  const artifact = { id: 'skill:demo', origin: 'github', source: 'a/b', upstream: { enabled: true } };
  const html = renderToString(
    <QueryClientProvider client={new QueryClient()}>
      <SyncStatusTab artifact={artifact} client={client} projectPath="/p" marks={new PerfMarks()} />
    </QueryClientProvider>,
  );
  expect(html).toContain('Comparing Collection and Project');
  expect(html).toContain('role="radiogroup"');
  expect(html).not.toContain('style=');
  expect(service.asked).toEqual([]);
  expect(complaints).not.toHaveBeenCalled();
});
