// What the React Compiler makes of the components and hooks, and that the other tests of this run have that before them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiffViewer, SyncStatusTab, useSyncStatus } from '../../js/react.ts';
import { compileReact } from './compile-react.mjs';

const folder = join(process.cwd(), 'js/react');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
);

test('every component and hook keeps the rules of React as the compiler sees them, and is compiled', async () => {
  const compiled: string[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const result = await compileReact(readFileSync(join(folder, file), 'utf8'), join(folder, file));
    compiled.push(...result.compiled);
    refused.push(...result.refused.map((what) => `${file} ${what}`));
  }
  expect(refused).toEqual([]);
  expect(compiled.length).toBeGreaterThanOrEqual(65);
}, 120_000);

test.each([DiffViewer, SyncStatusTab, useSyncStatus])('%o of this run is compiled', (code) => {
  expect(String(code)).toMatch(/\bc\)?\(\d+\)/);
});
