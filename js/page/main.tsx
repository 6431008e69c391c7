// The page of `hunkwise serve`: the sync tab over the trees of the service that it came from.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { loadEngine } from '../index.ts';
import { SyncStatusTab } from '../react.ts';
import { createSyncClient } from '../sync.ts';
import { createWorkerEngine } from '../worker.ts';

/** /comparison.json */
interface ServedComparison {
  readonly artifactId: string;
  readonly collection: string;
  readonly projectPath: string | null;
  readonly labels: { readonly source: string | null };
}

const wasm = '/dist/core.wasm';

/** In a Worker; where Workers are not to be had, in the page. */
const engine = createWorkerEngine({ wasm, workerUrl: '/dist/diff-worker.js' }).catch(() =>
  loadEngine({ wasm }),
);
const client = createSyncClient({ engine: () => engine });
const queries = new QueryClient();
const root = createRoot(document.getElementById('root') as HTMLElement);

function draw({ artifactId, collection, projectPath, labels }: ServedComparison): void {
  const upstream =
    labels.source === null
      ? {}
      : { origin: 'github', source: 'upstream/source', upstream: { enabled: true } };
  const artifact = { id: artifactId, collection, ...upstream };
  root.render(
    <QueryClientProvider client={queries}>
      <SyncStatusTab
        client={client}
        engine={() => engine}
        artifact={artifact}
        projectPath={projectPath ?? undefined}
        follow
      />
    </QueryClientProvider>,
  );
}

async function load(): Promise<ServedComparison> {
  const response = await fetch('/comparison.json');
  if (!response.ok) throw new Error(`the service answered ${response.status}`);
  return response.json();
}

load().then(draw, (error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  root.render(
    <p className="page-failure" role="alert">
      Nothing can be compared: {reason}. Check that the service runs, then reload the page.
    </p>,
  );
});
