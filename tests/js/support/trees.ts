// Trees in a temporary folder, and the demo's service over them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Comparison } from '../../../demo/service/diff-service.ts';
import { directoryTree } from '../../../demo/service/directory-tree.ts';
import { answerApi } from '../../../demo/service/service-routes.ts';
import type { WireFile, WireSummary } from '../../../demo/service/wire.ts';
import { testEngine } from './core.ts';

export type Contents = Record<string, string | Uint8Array>;

const { engine } = testEngine();
export const differ = engine;

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
  headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: whatever came
  body: any;
  text: string;
}

/** `path` below /api/v1/, as it stands in a request. */
export async function ask(comparison: Comparison, path: string, method = 'GET'): Promise<WireAnswer> {
  const url = new URL(`http://localhost/api/v1/${path}`);
  const { status, headers, body } = await answerApi(comparison, differ, method, url);
  const text = String(body);
  return { status, headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

export interface DiffAnswer {
  files: WireFile[];
  summary: WireSummary;
  has_changes: boolean;
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
