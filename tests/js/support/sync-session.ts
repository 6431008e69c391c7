// A client on a fake service, and small words for what tests look at.

import type { DiffTable } from '../../../js/core/api.ts';
import {
  type ComparisonScope,
  createSyncClient,
  loadSummary,
  type ScopeSummary,
  type SyncClient,
  type SyncClientOptions,
} from '../../../js/sync.ts';
import { testEngine } from './core.ts';
import type { FakeService } from './sync-service.ts';

export { randomFrom } from './random.ts';

export const target = { artifactId: 'skill:demo', collection: 'default', projectPath: '/p' };

export const allScopes: readonly ComparisonScope[] = [
  'collection-vs-project',
  'source-vs-collection',
  'source-vs-project',
];

/** One engine for all: it has no state. */
export const { engine, runner } = testEngine();

export function clientOf(service: FakeService, options: Partial<SyncClientOptions> = {}): SyncClient {
  return createSyncClient({ engine, fetch: service.fetch, ...options });
}

export function summaryOf(
  client: SyncClient,
  scope: ComparisonScope = 'collection-vs-project',
  texts: 'none' | 'all' = 'none',
): Promise<ScopeSummary> {
  return loadSummary(client, scope, target, texts);
}

/** The changed lines with their signs, as a person reads them. */
export function changedLines(table: DiffTable | undefined): string[] {
  if (!table) return [];
  const signs = { hunkHeader: '', context: '', addition: '+', deletion: '-', raw: '?' };
  return Array.from({ length: table.rowCount }, (_, row) => row)
    .filter((row) => signs[table.kindAt(row)] !== '')
    .map((row) => signs[table.kindAt(row)] + table.textAt(row));
}

export function fileAt({ index }: ScopeSummary, path: string): number {
  return Array.from({ length: index.fileCount }, (_, file) => index.path(file)).indexOf(path);
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; ++turn) await new Promise((resolve) => setImmediate(resolve));
}

/** The error of a promise that has to reject. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('It did not fail.');
}
