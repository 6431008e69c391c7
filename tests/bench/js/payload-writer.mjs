// Files -> the service's answer, compact JSON in the service's order of keys.
import { randomOrder } from './random-order.mjs';

const head = {
  artifact_id: 'skill:bench',
  artifact_name: 'bench',
  artifact_type: 'skill',
  collection_name: 'default',
  project_path: '/home/user/project',
  has_changes: true,
};

const itemOf = (file, variant) =>
  JSON.stringify({
    file_path: `variant-${String(variant).padStart(3, '0')}/${file.path}`,
    status: file.status,
    collection_hash: file.oldHash,
    project_hash: file.newHash,
    unified_diff: file.text,
  });

function answer(files, items) {
  const summary = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
  for (const { status } of files) summary[status]++;
  const start = JSON.stringify(head).slice(0, -1);
  return Buffer.from(`${start},"files":[${items.join(',')}],"summary":${JSON.stringify(summary)}}`);
}

/**
 * An answer of about `bytes` bytes: all files under one path after another until it is full. In a random but fixed
 * order, so that a small answer has the mixture of a large one; large files that would overfill it are left out.
 */
export function payloadOfSize(files, bytes) {
  const order = randomOrder(files);
  const chosen = [];
  const items = [];
  let left = bytes - 400;
  for (let variant = 0; left > 0 && variant < 1000; variant++) {
    for (const file of order) {
      const item = itemOf(file, variant);
      const size = Buffer.byteLength(item) + 1;
      if (size > left + 2000) continue;
      left -= size;
      chosen.push(file);
      items.push(item);
      if (left <= 0) break;
    }
  }
  return { bytes: answer(chosen, items), rows: sumRows(chosen), files: items.length };
}

/** An answer of exactly `count` files and no texts. */
export function summaryOfFiles(files, count) {
  const chosen = Array.from({ length: count }, (_, i) => ({ ...files[i % files.length], text: null }));
  const items = chosen.map((file, i) => itemOf(file, Math.floor(i / files.length)));
  return { bytes: answer(chosen, items), rows: 0, files: count };
}

/** The answer to a request for one file's text. */
export function answerForFile(file) {
  return { bytes: answer([file], [itemOf(file, 0)]), rows: file.rows, files: 1 };
}

const sumRows = (files) => files.reduce((sum, file) => sum + (file.text ? file.rows : 0), 0);
