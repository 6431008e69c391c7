// The benchmark's input, made once from published packages and kept in build/bench-data.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/process.mjs';
import { digest, unlessCurrent } from '../../../scripts/lib/stamp.mjs';
import { growthSizes } from './growth-row.mjs';
import { answerForFile, payloadOfSize, summaryOfFiles } from './payload-writer.mjs';
import { compareVersions } from './version-pairs.mjs';

export const folder = 'build/bench-data';
const listFile = `${folder}/datasets.json`;

/** Files whose diff has fewer rows than this, together, are the patch of many files. */
const SMALL_FILE_ROWS = 2000;

function* makeDatasets(files) {
  for (const size of new Set([10, 90, ...growthSizes]))
    yield { name: `payload-${size}`, file: `payload-${size}.json`, ...payloadOfSize(files, size * 1e6) };
  yield { name: 'summary', file: 'summary.json', ...summaryOfFiles(files, 10_000) };

  const largest = files
    .filter((file) => file.text)
    .reduce((most, file) => (file.rows > most.rows ? file : most));
  yield { name: 'largest', file: 'largest.json', path: largest.path, ...answerForFile(largest) };
  yield {
    name: 'largest-git',
    file: 'largest.patch',
    path: largest.path,
    bytes: Buffer.from(largest.git),
    rows: largest.rows,
    files: 1,
  };

  const small = files.filter((file) => file.git && file.rows < SMALL_FILE_ROWS);
  yield {
    name: 'patch',
    file: 'many-files.patch',
    bytes: Buffer.from(small.map((file) => file.git).join('')),
    rows: small.reduce((sum, file) => sum + file.rows, 0),
    files: small.length,
  };
}

async function make(loadEngine) {
  console.log('\n--- benchmark data');
  const engine = await loadEngine();
  const files = await compareVersions(engine);
  engine.dispose();
  const list = [];
  for (const { bytes, ...facts } of makeDatasets(files)) {
    writeFileSync(join(root, folder, facts.file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    list.push({ ...facts, bytes: bytes.length, sha256 });
  }
  writeFileSync(join(root, listFile), JSON.stringify(list, null, 2));
}

/** Makes what is missing. The texts come from our own line diff, which is none of what is measured. */
export async function ensureDatasets(loadEngine) {
  const makers = readdirSync(join(root, 'tests/bench/js'))
    .filter((name) =>
      /^(datasets|diff-forms|package-versions|payload-writer|random-order|version-pairs)/.test(name),
    )
    .map((name) => `tests/bench/js/${name}`);
  await unlessCurrent({
    stamp: `${folder}/datasets.stamp`,
    inputs: digest(makers.sort()),
    outputs: [listFile],
    make: () => make(loadEngine),
  });
  return datasets();
}

/** Name -> { name, file, bytes, rows, files, sha256, path? }. */
export const datasets = () =>
  new Map(JSON.parse(readFileSync(join(root, listFile), 'utf8')).map((dataset) => [dataset.name, dataset]));

export const pathOf = (dataset) => join(root, folder, dataset.file);

export function readDataset(dataset) {
  const file = pathOf(dataset);
  // A plain array in a buffer of its own: what fetch() gives, and what a memory measurement can count.
  const bytes = readFileSync(file);
  if (bytes.length !== statSync(file).size) throw new Error(`${file} is cut`);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
