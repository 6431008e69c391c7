// Recorded answers of the application, byte for byte: their trees are made anew from what the answers say, and asked for
// over HTTP. HUNKWISE_PAYLOADS names the folder with the recordings.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RowFlag } from '../../js/core/api.ts';
import type { WireFile } from '../../js/server/diff/wire.ts';
import { serveHttp } from '../../js/server/http/node-http.ts';
import type { Comparison } from '../../js/server/trees/comparison.ts';
import { listingOf, sha256Of, type Tree, type TreeFile } from '../../js/server/trees/tree.ts';
import { fullEngine } from './support/core.ts';
import { pythonDiffs } from './support/python-difflib.ts';
import { makeService } from './support/trees.ts';

const folder = process.env.HUNKWISE_PAYLOADS;
const names = folder
  ? readdirSync(folder).flatMap((name) => /^(p(?!14).*)\.legacy\.json$/.exec(name)?.[1] ?? [])
  : [];
if (!folder) console.warn('SKIPPED: recorded answers are compared if HUNKWISE_PAYLOADS names their folder.');

interface Recorded {
  artifact_id: string;
  collection_name: string;
  project_path?: string;
  upstream_source?: string;
  upstream_version?: string;
  files: WireFile[];
}

const engine = await fullEngine();
const text = (name: string) => readFileSync(join(folder ?? '', name), 'utf8');

function endpointOf(recorded: Recorded): 'diff' | 'upstream-diff' | 'source-project-diff' {
  if (recorded.project_path === undefined) return 'upstream-diff';
  return recorded.files.some(({ unified_diff }) => unified_diff?.startsWith('--- source/'))
    ? 'source-project-diff'
    : 'diff';
}

/** Contents that have this very diff. What stands between the hunks is the same on both sides and nobody's business. */
function contentsOf(unified: string | null): [Uint8Array, Uint8Array] {
  if (unified === null) return [Buffer.from('\0old'), Buffer.from('\0new')];
  if (unified === '') return [Buffer.from('a\r\n'), Buffer.from('a\n')];
  // Bytes that are no UTF-8, though not those that the sentence names.
  if (unified.startsWith('[Error')) return [Uint8Array.of(0xff), Uint8Array.of(0xfe)];
  const table = engine.parseDiff(unified);
  const sides: [string, string] = ['', ''];
  const lines: [number, number] = [1, 1];
  for (let row = 0; row < table.rowCount; ++row) {
    const kind = table.kindAt(row);
    if (kind === 'hunkHeader') {
      const hunk = table.hunks.find((each) => each.row === row);
      const start = hunk && (hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart);
      for (; start !== undefined && lines[0] < start; lines[0]++, lines[1]++) {
        sides[0] += `between ${lines[0]}\n`;
        sides[1] += `between ${lines[0]}\n`;
      }
      continue;
    }
    const line = `${table.textAt(row)}${table.flagsAt(row) & RowFlag.noNewline ? '' : '\n'}`;
    if (kind !== 'addition') {
      sides[0] += line;
      lines[0]++;
    }
    if (kind !== 'deletion') {
      sides[1] += line;
      lines[1]++;
    }
  }
  return [Buffer.from(sides[0]), Buffer.from(sides[1])];
}

/** Trees whose answer is the recorded one, and what must be put in place of the hashes that only the originals have. */
function treesOf(recorded: Recorded): { from: Tree; to: Tree; hashes: Map<string, string> } {
  const hashes = new Map<string, string>();
  const sides: [TreeFile[], TreeFile[]] = [[], []];
  const add = (side: 0 | 1, path: string, hash: string | null, bytes: Uint8Array | undefined) => {
    if (hash === null) return;
    const sha256 = bytes ? sha256Of(bytes) : hash;
    if (bytes) hashes.set(`${side} ${path}`, hash);
    sides[side].push({ path, sha256, read: async () => bytes?.slice() ?? new Uint8Array() });
  };
  for (const { file_path, status, collection_hash, project_hash, unified_diff } of recorded.files) {
    const contents = status === 'modified' ? contentsOf(unified_diff) : undefined;
    add(0, file_path, collection_hash, contents?.[0]);
    add(1, file_path, project_hash, contents?.[1]);
  }
  const tree = (location: string, files: TreeFile[]): Tree => {
    const listing = listingOf(files);
    return { label: '', location, list: async () => listing };
  };
  return {
    from: tree('/from', sides[0]),
    to: tree(recorded.project_path ?? '/to', sides[1]),
    hashes,
  };
}

async function servedAnswers(recorded: Recorded) {
  const endpoint = endpointOf(recorded);
  const { from, to, hashes } = treesOf(recorded);
  const comparison: Comparison = {
    artifactId: recorded.artifact_id,
    collectionName: recorded.collection_name,
    upstream: { source: recorded.upstream_source ?? '', version: recorded.upstream_version ?? '' },
    source: endpoint === 'upstream-diff' ? to : endpoint === 'diff' ? undefined : from,
    collection: endpoint === 'source-project-diff' ? undefined : from,
    project: endpoint === 'upstream-diff' ? undefined : to,
  };
  const server = await serveHttp(makeService(comparison, { additive: false }));
  onTestFinished(() => server.close());
  const id = encodeURIComponent(recorded.artifact_id);
  const project = recorded.project_path && `project_path=${encodeURIComponent(recorded.project_path)}&`;
  return async (query: string): Promise<string> => {
    const response = await fetch(
      `${server.origin}/api/v1/artifacts/${id}/${endpoint}?${project ?? ''}${query}`,
    );
    expect(response.status).toBe(200);
    const answer = JSON.parse(await response.text()) as Recorded;
    for (const file of answer.files) {
      file.collection_hash = hashes.get(`0 ${file.file_path}`) ?? file.collection_hash;
      file.project_hash = hashes.get(`1 ${file.file_path}`) ?? file.project_hash;
    }
    return JSON.stringify(answer);
  };
}

/**
 * Which lines difflib takes for the same also depends on lines outside of all hunks, of which there is no record. So Python is
 * asked about the very contents that are served; in many files it finds what was recorded.
 */
function asPythonFinds(recorded: Recorded): Recorded {
  const withText = recorded.files.filter(({ unified_diff }) => unified_diff?.startsWith('---'));
  const pairs = withText.map(({ unified_diff }) => {
    const [oldText, newText] = contentsOf(unified_diff).map((bytes) => Buffer.from(bytes).toString());
    return { oldText: oldText ?? '', newText: newText ?? '', context: 3 };
  });
  const found = pairs.length > 0 ? pythonDiffs(pairs) : [];
  const textOf = new Map(
    withText.map(({ file_path, unified_diff }, i) => {
      const header = unified_diff?.split('\n', 2).join('\n') ?? '';
      return [file_path, found[i]?.replace(/^--- old\/file\n\+\+\+ new\/file/, () => header) ?? ''];
    }),
  );
  const files = recorded.files.map((file) => ({
    ...file,
    unified_diff: textOf.get(file.file_path) ?? file.unified_diff,
  }));
  const same = withText.filter(({ file_path, unified_diff }) => textOf.get(file_path) === unified_diff);
  expect(same.length).toBeGreaterThanOrEqual(0.4 * withText.length);
  return { ...recorded, files };
}

// The recordings say "no update" where the trees are equal; then nothing is listed.
const recordings = names.filter((name) => existsSync(join(folder ?? '', `${name}.summary.json`)));

test.skipIf(!folder).each(recordings)('%s: the same bytes, twice in a row', async (name) => {
  const legacy = text(`${name}.legacy.json`);
  const recorded: Recorded = JSON.parse(legacy);
  const ask = await servedAnswers(recorded);
  const expected = asPythonFinds(recorded);
  // A sentence names the first bytes that were wrong, which nobody recorded.
  const comparable = ({ files }: Recorded) =>
    files.filter(({ unified_diff }) => !unified_diff?.startsWith('[Error'));
  for (const _ of ['first', 'again']) {
    expect(await ask('summary_only=true')).toBe(text(`${name}.summary.json`));
    const served = JSON.parse(await ask('')) as Recorded;
    const differing = comparable(expected).filter(
      (file, i) => JSON.stringify(file) !== JSON.stringify(comparable(served)[i]),
    );
    expect(differing.map(({ file_path }) => file_path)).toEqual([]);
    if (JSON.stringify(expected) === legacy && comparable(recorded).length === recorded.files.length)
      expect(JSON.stringify(served)).toBe(legacy);
  }
});

test.skipIf(!folder)('an upstream that is what the collection is: nothing is listed', async () => {
  const legacy = text('p13-no-update.legacy.json');
  const recorded: Recorded = JSON.parse(legacy);
  expect(await (await servedAnswers(recorded))('')).toBe(legacy);
});
