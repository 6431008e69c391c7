// Trees in a temporary folder, and the demo's service over them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { inlineRunner } from '../../../js/server/diff/diff-runner.ts';
import type { AnsweredFile, WireSummary } from '../../../js/server/diff/wire.ts';
import type { SyncServiceOptions } from '../../../js/server/service-options.ts';
import { createSyncService, type SyncService } from '../../../js/server/sync-service.ts';
import type { Comparison } from '../../../js/server/trees/comparison.ts';
import { directoryTree } from '../../../js/server/trees/directory-tree.ts';
import { fullEngine } from './core.ts';

export type Contents = Record<string, string | Uint8Array>;

const engine = await fullEngine();

/** Diffs are computed in this thread: a thread of Node takes no TypeScript. */
export const runner = inlineRunner(engine);

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeTree(folder: string, contents: Contents): string {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface TestTrees {
  source?: Contents;
  collection?: Contents;
  project?: Contents;
}

/** A comparison of `skill:demo`; trees that are not given do not exist. */
export function makeComparison(trees: TestTrees): Comparison {
  const folder = makeFolder();
  const tree = (name: keyof TestTrees) => {
    const contents = trees[name];
    return contents && directoryTree(writeTree(join(folder, name), contents), name);
  };
  return {
    artifactId: 'skill:demo',
    collectionName: 'default',
    upstream: { source: 'npm:demo', version: '2.0.0' },
    source: tree('source'),
    collection: tree('collection'),
    project: tree('project'),
  };
}

export interface WireAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever came
  body: any;
  text: string;
}

/** A service over a comparison; ended with the test. */
export function makeService(comparison: Comparison, options: Partial<SyncServiceOptions> = {}): SyncService {
  const service = createSyncService({ comparison, runner, ...options });
  onTestFinished(() => service.close());
  return service;
}

/** `path` below /api/v1/, as it stands in a request, or from the root. */
export async function askService(
  service: Pick<SyncService, 'fetch'>,
  path: string,
  init?: RequestInit,
): Promise<WireAnswer> {
  const place = path.startsWith('/') ? path : `/api/v1/${path}`;
  const response = await service.fetch(new Request(`http://localhost${place}`, init));
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type') === 'application/json';
  return { status, headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
}

const services = new WeakMap<Comparison, SyncService>();

/** Asks a service that adds nothing to the application's answers; the same one for the same comparison. */
export function ask(comparison: Comparison, path: string, method = 'GET'): Promise<WireAnswer> {
  const service = services.get(comparison) ?? makeService(comparison, { additive: false });
  services.set(comparison, service);
  return askService(service, path, { method });
}

export interface DiffAnswer {
  files: AnsweredFile[];
  summary: WireSummary;
  has_changes: boolean;
  digest?: string;
}

/** The answer of one of the three endpoints for `skill:demo`; `query` without the project's path. */
export async function askDiff(comparison: Comparison, endpoint: string, query = ''): Promise<DiffAnswer> {
  const parameters = new URLSearchParams(query);
  if (endpoint !== 'upstream-diff')
    parameters.set('project_path', comparison.project?.location ?? '/nowhere');
  const { status, body } = await ask(comparison, `artifacts/skill%3Ademo/${endpoint}?${parameters}`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
