// Two published versions of a package -> what the service would say about each file, and git's section for it.
import { createHash } from 'node:crypto';
import { gitText, serviceText } from './diff-forms.mjs';
import { packageFolder, readTree } from './package-versions.mjs';

export const versionPairs = [
  ['typescript@5.8.3', 'typescript@5.9.3'],
  ['three@0.170.0', 'three@0.180.0'],
];

const isBinary = (bytes) => bytes.subarray(0, 8192).includes(0);
const hash = (bytes) => (bytes ? createHash('sha256').update(bytes).digest('hex') : null);

// Universal newlines, as the service reads its files.
const withPlainNewlines = (bytes) =>
  bytes.includes(13) ? Buffer.from(bytes.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1') : bytes;

const nothing = new Uint8Array(0);

function compareFile(engine, path, oldBytes, newBytes) {
  const same = oldBytes && newBytes && oldBytes.equals(newBytes);
  const status = same ? 'unchanged' : !oldBytes ? 'added' : !newBytes ? 'deleted' : 'modified';
  const file = {
    path,
    status,
    oldHash: hash(oldBytes),
    newHash: hash(newBytes),
    text: null,
    rows: 0,
    git: '',
  };
  if (same || [oldBytes, newBytes].some((bytes) => bytes && isBinary(bytes))) return file;
  const sides = [oldBytes, newBytes].map((bytes) => (bytes ? withPlainNewlines(bytes) : nothing));
  const table = engine.diffTexts(...sides);
  file.rows = table.rowCount;
  file.git = gitText(path, oldBytes, newBytes, table);
  if (status === 'modified') file.text = table.rowCount > 0 ? serviceText(path, table) : '';
  return file;
}

/** All files of all pairs: { path, status, oldHash, newHash, text, rows, git }. */
export async function compareVersions(engine) {
  const files = [];
  for (const [oldSpecifier, newSpecifier] of versionPairs) {
    const oldTree = readTree(await packageFolder(oldSpecifier));
    const newTree = readTree(await packageFolder(newSpecifier));
    const name = newSpecifier.split('@')[0];
    for (const path of new Set([...oldTree.keys(), ...newTree.keys()]))
      files.push(compareFile(engine, `${name}/${path}`, oldTree.get(path), newTree.get(path)));
  }
  return files;
}
