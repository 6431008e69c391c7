// The viewer over the real core, and what a person sees of it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, getConfig, render, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, vi } from 'vitest';
import type { DiffEngine } from '../../../js/core/api.ts';
import { compileCore } from '../../../js/core/compile-core.ts';
import { InstanceRunner, instantiateCore } from '../../../js/core/core-runner.ts';
import { createEngine } from '../../../js/core/engine.ts';
import type { FileDiff } from '../../../js/react.ts';

afterEach(cleanup);

// By its path: the URL of a page's environment is not one that Node reads.
const wasm = readFileSync(join(process.cwd(), 'build/wasm-release/core.wasm'));
const core = await compileCore(new Uint8Array(wasm));

export const newEngine = (): DiffEngine => createEngine(new InstanceRunner(() => instantiateCore(core)));

/** An engine whose calls can be looked at. */
export function spiedEngine(): DiffEngine {
  const engine = newEngine();
  vi.spyOn(engine, 'createFileParser');
  vi.spyOn(engine, 'indexPayload');
  vi.spyOn(engine, 'intraline');
  return engine;
}

export const engine = spiedEngine();

/** How often a component is mounted before it is in use: React's StrictMode takes each away once. */
export const mountings = getConfig().reactStrictMode ? 2 : 1;

export const show = (viewer: ReactElement) => render(viewer);

export const modified = (path: string, text: string | null): FileDiff => ({
  file_path: path,
  status: 'modified',
  collection_hash: `old of ${path}`,
  project_hash: `new of ${path}`,
  unified_diff: text,
});

/** Only on the old side, or only on the new one. */
export const oneSided = (path: string, status: 'added' | 'deleted', side: 'old' | 'new'): FileDiff => ({
  file_path: path,
  status,
  collection_hash: side === 'old' ? 'hash' : null,
  project_hash: side === 'new' ? 'hash' : null,
  unified_diff: null,
});

export const unchanged = (path: string): FileDiff => ({
  file_path: path,
  status: 'unchanged',
  collection_hash: 'same',
  project_hash: 'same',
  unified_diff: null,
});

/** One line changed, in the plain form. */
export const oneLineDiff = (from: string, to: string): string =>
  `--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n first\n-${from}\n+${to}\n last\n`;

export interface SeenRow {
  readonly old: string;
  readonly new: string;
  readonly sign: string;
  readonly text: string;
}

/** The drawn rows of the unified view, as "3|4| |text". */
export function seenRows(): string[] {
  return [...document.querySelectorAll('.hw-row')].map((row) => {
    const [oldLine, newLine] = [...row.querySelectorAll<HTMLElement>('.hw-number')].map(
      ({ dataset }) => dataset.line ?? '',
    );
    const kind = [...row.classList].find((name) =>
      /^hw-(addition|deletion|context|hunkHeader|raw)$/.test(name),
    );
    const sign = { 'hw-addition': '+', 'hw-deletion': '-', 'hw-context': ' ' }[kind ?? ''] ?? '@';
    return `${oldLine}|${newLine}|${sign}|${row.querySelector('.hw-line')?.textContent}`;
  });
}

export const fileLines = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[role=treeitem][data-path]')].map(
    ({ dataset }) => dataset.path ?? '',
  );

export function fileLine(path: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[role=treeitem][data-path="${path}"]`);
  if (!found) throw new Error(`The list does not show ${path}: ${fileLines().join(', ')}`);
  return found;
}

/** Path of the open file. */
export const openPath = (): string => screen.getByRole('heading', { level: 3 }).textContent ?? '';

export const inFile = (path: string) => within(fileLine(path));
