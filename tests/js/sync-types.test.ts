// What TypeScript and bundlers see of the entry: results are inferred, and nothing comes along that was not asked for.

import { readdirSync, readFileSync } from 'node:fs';
import type { QueryClient } from '@tanstack/react-query';
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { DiffEngine } from '../../js/core/api.ts';
import {
  type ActionOutcome,
  type ArtifactDeployments,
  artifactDeploymentsQuery,
  type DeploymentList,
  deploymentListQuery,
  type FileDetail,
  type FileDetails,
  fileDetailQuery,
  type InvalidatingCache,
  pullMutation,
  type ScopeSummary,
  type SyncClient,
  type SyncEngine,
  summaryQuery,
} from '../../js/sync.ts';
import type { AsyncDiffEngine } from '../../js/worker/async-api.ts';

// Compiled, never called: outside a component these hooks would throw.
function useEverything(client: SyncClient, details: FileDetails, summary: ScopeSummary, cache: QueryClient) {
  const target = summary.target;
  const summaries: UseQueryResult<ScopeSummary, Error> = useQuery({
    ...summaryQuery(client, 'source-vs-project', target),
    enabled: true,
  });
  const paths: UseQueryResult<readonly string[], Error> = useQuery({
    ...artifactDeploymentsQuery(client, target),
    select: ({ projects }: ArtifactDeployments) => projects.map(({ projectPath }) => projectPath),
  });
  const projects: UseQueryResult<ArtifactDeployments, Error> = useQuery(
    artifactDeploymentsQuery(client, target),
  );
  const list: UseQueryResult<DeploymentList, Error> = useQuery(deploymentListQuery(client, '/p'));
  const file: UseQueryResult<FileDetail, Error> = useQuery(fileDetailQuery(details, summary, 0));
  const pull: UseMutationResult<ActionOutcome, Error, void> = useMutation(
    pullMutation(client, target, { cache }),
  );
  return { summaries, paths, projects, list, file, pull };
}

// Compiled only: both engines fit, and so does a QueryClient.
const engines = (here: DiffEngine, worker: AsyncDiffEngine): SyncEngine[] => [here, worker];
const caches = (cache: QueryClient): InvalidatingCache => cache;

test('these compile', () => {
  expect([useEverything, engines, caches].map((compiled) => typeof compiled)).toContain('function');
});

const folder = new URL('../../js/sync/', import.meta.url);
const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
const entry = readFileSync(new URL('../../js/sync.ts', import.meta.url), 'utf8');

test('the entry brings neither React nor a query library along, not even their types', () => {
  const imports = [...sources, entry].flatMap((source) =>
    [...source.matchAll(/from '([^']+)'/g)].map(([, path = '']) => path),
  );
  expect(sources.length).toBeGreaterThan(25);
  expect(imports.filter((path) => !path.startsWith('./') && !path.startsWith('../core/'))).toEqual([]);
});

test('of the core only its errors, two functions of a few lines and the reading in slices come along', () => {
  const values = sources.flatMap((source) =>
    [...source.matchAll(/^import \{[^}]+\} from '(\.\.\/core\/[^']+)'/gm)].map(([, path]) => path),
  );
  expect([...new Set(values)].sort()).toEqual([
    '../core/code-points.ts',
    '../core/conflicts.ts',
    '../core/errors.ts',
    '../core/read-in-slices.ts',
  ]);
});

test('comparisons are never read as one JSON value', () => {
  const readers = sources.filter((source) => /\.json\(\)|response\.text\(\)/.test(source));
  expect(readers).toEqual([]);
});

test('one file makes addresses, and one file makes keys', () => {
  expect(sources.filter((source) => /encodeURIComponent|URLSearchParams/.test(source)).length).toBe(1);
  expect(sources.filter((source) => source.includes("'artifact-deployments',")).length).toBeLessThanOrEqual(
    2,
  );
});
