// @vitest-environment jsdom
// The samples with components show what their page says, with the built package.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import { type FunctionComponent, type ReactNode, Suspense } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { SyncArtifact } from '../../js/react.ts';
import type {
  ComparisonScope,
  ComparisonTarget,
  ScopeSummary,
  SyncClient,
  SyncToggles,
} from '../../js/sync.ts';
import type { DiffSource, FileDiff } from '../../js/viewer.ts';
import { runSample } from './support/docs-samples.ts';
import { FakeService } from './support/sync-service.ts';
import { threeCopies, tracked } from './support/tab-page.tsx';

type Dist = typeof import('../../js/sync.ts') & typeof import('../../js/index.ts');
const dist = async (entry: string): Promise<Dist> =>
  import(/* @vite-ignore */ new URL(`../../dist/${entry}.js`, import.meta.url).href);

const files = [
  { file_path: 'a.md', status: 'modified', unified_diff: '@@ -1 +1 @@\n\n-from before\n\n+from now\n' },
];

/** Waits longer than usual: the first viewer compiles the core. */
const shown = (text: string) =>
  waitFor(() => expect(document.body.textContent).toContain(text), { timeout: 8_000 });

async function builtClient(service: FakeService): Promise<SyncClient> {
  const { createSyncClient } = await dist('sync');
  const { loadEngine } = await dist('index');
  return createSyncClient({ engine: () => loadEngine(), fetch: service.fetch });
}

const inCache = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test.each(['README-0.tsx', 'viewer-0.tsx'])(
  "%s shows the rows of a service's files",
  async (name) => {
    const { Changes } = await runSample<{ Changes: FunctionComponent<{ files: readonly FileDiff[] }> }>(name);
    render(<Changes files={files} />);
    await shown('from now');
    await shown('Collection');
  },
  30_000,
);

test('viewer-1.tsx shows a patch, and two texts', async () => {
  interface Samples {
    Patch: FunctionComponent<{ patch: string | Uint8Array | undefined }>;
    Texts: FunctionComponent<{ before: string; after: string }>;
  }
  const { Patch, Texts } = await runSample<Samples>('viewer-1.tsx');
  const { rerender } = render(<Patch patch={undefined} />);
  expect(document.querySelector('.hw-skeleton')).toBeTruthy();
  rerender(<Patch patch={'--- a/f\n+++ b/f\n@@ -1 +1 @@\n-was\n+is now\n'} />);
  await shown('is now');
  cleanup();
  render(<Texts before={'one\n'} after={'two\n'} />);
  await shown('two');
  await shown('notes.md');
}, 30_000);

test('viewer-2.tsx shows the patch of a file, read in a Worker', async () => {
  interface Samples {
    sourceOfFile(file: File): Promise<DiffSource>;
    PatchFile: FunctionComponent<{ source: DiffSource | undefined }>;
  }
  const { sourceOfFile, PatchFile } = await runSample<Samples>('viewer-2.tsx');
  const { rerender } = render(<PatchFile source={undefined} />);
  const bytes = new TextEncoder().encode('--- a/f\n+++ b/f\n@@ -1 +1 @@\n-was\n+is now\n');
  // The File of jsdom cannot be read.
  const file = { name: 'a.patch', arrayBuffer: async () => bytes.buffer } as File;
  rerender(<PatchFile source={await sourceOfFile(file)} />);
  await shown('is now');
}, 30_000);

test('tab-0.tsx shows the comparison of a service', async () => {
  vi.stubGlobal('fetch', threeCopies().fetch);
  type Props = { artifact: SyncArtifact; isActive: boolean };
  const { Sync } = await runSample<{ Sync: FunctionComponent<Props> }>('tab-0.tsx');
  render(<Sync artifact={{ ...tracked, collection: 'default' }} isActive={true} />);
  await shown('from the collection');
}, 30_000);

test("tab-1.tsx: an interface of one's own shows the comparison and pulls", async () => {
  const service = threeCopies();
  type Props = { artifact: SyncArtifact; client: SyncClient };
  const { Plain } = await runSample<{ Plain: FunctionComponent<Props> }>('tab-1.tsx');
  render(<Plain artifact={tracked} client={await builtClient(service)} />, { wrapper: inCache });
  await shown('from the collection');
  screen.getByRole('button', { name: 'Pull' }).click();
  await waitFor(() => expect(service.log.some(({ method }) => method === 'POST')).toBe(true));
}, 30_000);

test('sync-3.ts: a hook for one scope', async () => {
  const client = await builtClient(
    new FakeService({ collection: { 'a.md': '1' }, project: { 'a.md': '2' } }),
  );
  type UseScope = (
    client: SyncClient,
    scope: ComparisonScope,
    target: ComparisonTarget,
    enabled: boolean,
  ) => { data: ScopeSummary | undefined };
  const { useScope } = await runSample<{ useScope: UseScope }>('sync-3.ts');
  const target = { artifactId: 'skill:pdf', projectPath: '/p' };
  const { result } = renderHook(() => useScope(client, 'collection-vs-project', target, true), {
    wrapper: inCache,
  });
  await waitFor(() => expect(result.current.data?.index.path(0)).toBe('a.md'), { timeout: 8_000 });
}, 30_000);

test('integration-2.tsx suspends, and then shows the comparison', async () => {
  const { loadEngine } = await dist('index');
  const engine = await loadEngine();
  type Props = { client: SyncClient; engine: typeof engine; target: ComparisonTarget };
  const { Comparison } = await runSample<{ Comparison: FunctionComponent<Props> }>('integration-2.tsx');
  const client = await builtClient(threeCopies());
  const target = { artifactId: 'skill:demo', projectPath: '/p' };
  const cache = new QueryClient();
  render(
    <QueryClientProvider client={cache}>
      <Suspense fallback="waiting">
        <Comparison client={client} engine={engine} target={target} />
      </Suspense>
    </QueryClientProvider>,
  );
  expect(document.body.textContent).toBe('waiting');
  await shown('from the collection');
}, 30_000);

test('integration-3.tsx asks as the former tab did until a flag is set', async () => {
  const { loadEngine } = await dist('index');
  const engine = await loadEngine();
  type Props = {
    artifact: SyncArtifact;
    client: SyncClient;
    engine: typeof engine;
    flags: Partial<SyncToggles>;
  };
  const { Sync } = await runSample<{ Sync: FunctionComponent<Props> }>('integration-3.tsx');
  const firstOf = async (flags: Partial<SyncToggles>) => {
    const service = threeCopies();
    const client = await builtClient(service);
    const artifact = { ...tracked, deployments: [{ project_path: '/p' }] };
    render(<Sync artifact={artifact} client={client} engine={engine} flags={flags} />, { wrapper: inCache });
    await shown('from the collection');
    cleanup();
    return service.asked.find((what) => what.includes('diff'));
  };
  expect(await firstOf({ summaryFirst: true })).toContain('summary');
  expect(await firstOf({})).not.toContain('summary');
}, 30_000);
