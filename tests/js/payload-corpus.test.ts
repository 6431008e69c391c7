// Answers of the real service, with what is true about them; they are not part of the repository.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiffIndex } from '../../js/core/api.ts';
import { testEngine } from './support/core.ts';
import { indexInChunks, randomSizes } from './support/feeding.ts';
import { plainIndex, rowsDigest } from './support/plain.ts';

interface TrueFacts {
  additions: number;
  deletions: number;
  hunk_count: number;
  /** Absent where only the counts are known (git's own form). */
  row_count?: number;
  rows_sha256?: string;
}
interface ExpectedFile {
  file_path: string;
  status: string;
  side: string;
  detail?: string;
  diff_utf8_bytes?: number;
  doubled_newlines?: boolean;
  true?: TrueFacts;
}
interface Expected {
  lazy_files: string[];
  summary: Record<string, number>;
  has_changes: boolean;
  files: ExpectedFile[];
}

const folder = process.env.HUNKWISE_PAYLOADS ?? '';
const isThere = folder !== '' && existsSync(folder);
if (!isThere)
  console.warn(
    'SKIPPED: the payload corpus. Set HUNKWISE_PAYLOADS to its folder to compare with real answers.',
  );

const names = isThere ? readdirSync(folder) : [];
const json = <Value>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Value;
const answersOf = (form: RegExp) =>
  names.filter((name) => form.test(name) && names.includes(name.replace(form, '.expected.json')));

/** `hasText`: whose diff text this answer has. */
function compare(index: DiffIndex, expected: Expected, hasText: (path: string) => boolean): void {
  const { engine } = testEngine();
  expect(index.summary).toEqual(expected.summary);
  expect(index.hasChanges).toBe(expected.has_changes);
  expect(Array.from({ length: index.fileCount }, (_, i) => index.path(i))).toEqual(
    expected.files.map((file) => file.file_path),
  );
  const sides: Record<string, string> = { both: 'both', from: 'old', to: 'new' };
  expected.files.forEach((file, i) => {
    const where = file.file_path;
    expect(index.status(i), where).toBe(file.status);
    expect(index.side(i), where).toBe(sides[file.side]);
    const facts = file.true;
    if (!facts || !hasText(where)) return;
    // Without a text, only the service knows whether there is none because the file is binary.
    const detail = index.detail(i);
    expect(file.detail === 'binary' ? ['binary', 'absent'] : [file.detail], where).toContain(detail);
    if (detail !== 'text') return;
    expect([index.additions(i), index.deletions(i), index.rowCountAt(i)], where).toEqual([
      facts.additions,
      facts.deletions,
      facts.row_count,
    ]);
    const table = engine.parseFile(index, i);
    expect([table.additions, table.deletions, table.rowCount, table.hunks.length], where).toEqual([
      facts.additions,
      facts.deletions,
      facts.row_count,
      facts.hunk_count,
    ]);
    if (facts.rows_sha256) expect(rowsDigest(table), where).toBe(facts.rows_sha256);
    expect(table.diagnostics, where).toEqual([]);
  });
}

describe.runIf(isThere)('payload corpus', { timeout: 60_000 }, () => {
  const { engine } = testEngine();

  test.each(answersOf(/\.legacy\.json$/))('%s: every path, status, count and row is right', (name) => {
    const index = engine.indexPayload(readFileSync(join(folder, name)));
    compare(index, json<Expected>(name.replace('.legacy.', '.expected.')), () => true);
  });

  test.each(answersOf(/\.summary\.json$/))('%s: paths and statuses are right, counts unknown', (name) => {
    const index = engine.indexPayload(readFileSync(join(folder, name)));
    const expected = json<Expected>(name.replace('.summary.', '.expected.'));
    compare(index, expected, () => false);
    expected.files.forEach((file, i) => {
      const count = file.status === 'unchanged' ? 0 : -1;
      expect([index.additions(i), index.rowCountAt(i)], file.file_path).toEqual([count, count]);
    });
  });

  test.each(answersOf(/\.lazy\d\.json$/))('%s: the one file that has its text is right', (name) => {
    const expected = json<Expected>(name.replace(/\.lazy\d\./, '.expected.'));
    const wanted = expected.lazy_files[Number(/lazy(\d)/.exec(name)?.[1]) - 1];
    compare(engine.indexPayload(readFileSync(join(folder, name))), expected, (path) => path === wanted);
  });

  test.each(names.filter((name) => name.endsWith('.payload.json')))(
    '%s: other textual forms give the same rows',
    (name) => {
      const index = engine.indexPayload(readFileSync(join(folder, name)));
      const files = json<ExpectedFile[]>(name.replace('.payload.', '.rows.'));
      for (const file of files) {
        const i = Array.from({ length: index.fileCount }, (_, at) => index.path(at)).indexOf(file.file_path);
        const facts = file.true;
        if (!facts) continue;
        const table = engine.parseFile(index, i);
        const rows = facts.row_count ?? table.rowCount;
        expect(
          [index.additions(i), index.deletions(i), index.rowCountAt(i), table.rowCount],
          file.file_path,
        ).toEqual([facts.additions, facts.deletions, rows, rows]);
        expect(table.diagnostics, file.file_path).toEqual([]);
        if (facts.rows_sha256) expect(rowsDigest(table), file.file_path).toBe(facts.rows_sha256);
      }
    },
  );

  const chunkings = [
    ['7', () => 7],
    ['4,096', () => 4096],
    ['random', randomSizes(20261, 70_000)],
  ] as const;
  test.each(names.filter((name) => /(legacy|summary|payload)\.json$/.test(name)))(
    '%s: chunks of any size give the same index',
    (name) => {
      const bytes = readFileSync(join(folder, name));
      const whole = plainIndex(engine.indexPayload(bytes));
      for (const [size, nextSize] of chunkings) {
        expect(plainIndex(indexInChunks(engine, bytes, nextSize)), `chunks of ${size}`).toEqual(whole);
      }
      if (bytes.length < 100_000) {
        expect(plainIndex(indexInChunks(engine, bytes, () => 1)), 'chunks of 1').toEqual(whole);
      }
      // Small chunks are gathered before the core sees them; small windows are what it sees.
      for (const windowBytes of bytes.length < 40_000 ? [1, 7, 4096] : [4096]) {
        const small = testEngine({}, windowBytes).engine;
        expect(plainIndex(small.indexPayload(bytes)), `windows of ${windowBytes}`).toEqual(whole);
      }
    },
  );
});
